-- One row per contact that is an organisation and has an address: the number of its house, the words of its street, its end of it.
-- A number in front is the house's, else the one behind "д." or the last one that is no flat's or building's. The street
-- stands in the same part between commas, or in the part before: what is beyond is a town or a flat.
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
        from (select contact_id, regexp_extract_all(address, '[\p{L}]+|\d+|[,;]') as words from plain)
    ),

    parts as (
        select
            contact_id,
            place,
            ltrim(word, '0') as word,
            lag(word) over beside as before,
            count(*) filter (where word in (',', ';')) over beside as part,
            word between '0' and '99999999' as is_number
        from words
        window beside as (partition by contact_id order by place)
    ),

    told as (
        select
            parts.*,
            word_kinds.kinds,
            coalesce(before_kinds.kinds, []) as kinds_before
        from parts
        left join word_kinds using (word)
        left join word_kinds as before_kinds on before_kinds.word = parts.before
        where parts.word not in ('', ',', ';')
            and not (is_number and length(parts.word) = 6)
            and not (is_number and length(parts.word) = 5 and place > 1)
    ),

    houses as (
        select
            contact_id,
            coalesce(
                arg_min((word, part), place) filter (where place = 1),
                arg_min((word, part), place) filter (where list_contains(kinds_before, 'house')),
                arg_max((word, part), place) filter (where not list_contains(kinds_before, 'part'))
            ) as found
        from told
        where is_number
        group by contact_id
    ),

    streets as (
        select
            contact_id,
            found[1] as house,
            min(word) filter (where list_contains(kinds, 'heading'))[1] as heading,
            list(distinct word order by word) filter (where is_name and part = found[2]) as beside,
            list(distinct word order by word) filter (where is_name and part = found[2] - 1) as before
        from (
            select
                told.*,
                found,
                kinds is null
                    and (length(word) > 1 or is_number)
                    and (found is null or word <> found[1])
                    and not (is_number and list_contains(kinds_before, 'part')) as is_name
            from told
            left join houses using (contact_id)
        )
        group by contact_id, found
    )

select contact_id, house, heading, coalesce(beside, before) as street
from streets
