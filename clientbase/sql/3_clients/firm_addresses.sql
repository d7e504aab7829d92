-- One row per contact that is an organisation and has an address: the number of its house, the words of its street, its end of it.
-- A number in front is the house's, else the one behind "д." or the last one that is no flat's or building's.
with
    rows as (
        select current_rows.contact_id, arg_min(clean_contacts.address, current_rows.rank) as address
        from current_rows
        join clean_contacts using (import_id, row_number)
        group by current_rows.contact_id
        having count(first_key) = 0 and count(last_key) = 0 and count(company_key) > 0 and count(address) > 0
    ),

    plain as (
        select
            contact_id,
            regexp_replace(
                regexp_replace(replace(lower(address), 'ё', 'е'), '(\d)-?(?:st|nd|rd|th|й|я|ая|ый|ий|ой|го|е)([^\p{L}]|$)', '\1\2', 'g'),
                '(\d)\p{L}?\s*[-–/]\s*\d+', '\1', 'g'
            ) as address
        from rows
    ),

    words as (
        select contact_id, unnest(words) as word, generate_subscripts(words, 1) as place
        from (select contact_id, regexp_extract_all(address, '[\p{L}]+|\d+') as words from plain)
    ),

    beside as (
        select
            contact_id,
            place,
            word,
            lag(word) over (partition by contact_id order by place) as before,
            word between '0' and '99999999' as is_number
        from words
        where not (length(word) = 6 and word between '0' and '9999999')
            and not (length(word) = 5 and word between '0' and '9999999' and place > 1)
    ),

    numbers as (
        select
            contact_id,
            coalesce(
                min(word) filter (where place = 1),
                arg_min(word, place) filter (where before in (select word from neutral_words where kind = 'house')),
                arg_max(word, place) filter (where coalesce(before, '') not in (select word from neutral_words where kind = 'part'))
            ) as house
        from beside
        where is_number
        group by contact_id
    ),

    streets as (
        select
            contact_id,
            min(heading.meaning) as heading,
            list(distinct beside.word order by beside.word) filter (
                where heading.word is null
                    and beside.word <> coalesce(house, '')
                    and (length(beside.word) > 1 or is_number)
                    and not (is_number and before in (select word from neutral_words where kind = 'part'))
                    and beside.word not in (select word from neutral_words where kind in ('street', 'house', 'part'))
                    and beside.word not in (select lower(city) from known_cities where is_near)
            ) as street
        from beside
        left join numbers using (contact_id)
        left join neutral_words as heading on heading.kind = 'heading' and heading.word = beside.word
        group by contact_id
    )

select contact_id, ltrim(house, '0') as house, heading, street
from streets
left join numbers using (contact_id)
