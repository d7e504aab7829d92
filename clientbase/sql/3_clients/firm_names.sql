-- One row per two names of organisations in compared pairs: how much their words have in common, and what each has beside it.
-- Each is a multiple of what a word tells that one name alone has; contained is the common share of the shorter name.
-- Initials agree with the words that they begin: Егоров П. П. is Егоров Павел Павлович.
with
    pairs as (
        select distinct least(a.company_key, b.company_key) as name_a, greatest(a.company_key, b.company_key) as name_b
        from firm_candidates
        join firm_tokens as a on a.contact_id = firm_candidates.contact_a
        join firm_tokens as b on b.contact_id = firm_candidates.contact_b
        where a.company_key <> b.company_key
    ),

    totals as (
        select
            company_key,
            sum(bits) as bits,
            list(distinct word order by word) filter (where regexp_full_match(word, '\d{1,4}')) as numbers,
            list(distinct word order by word) filter (where length(word) <= 3 and not regexp_matches(word, '\d')) as initials,
            sum(bits) filter (where length(word) <= 3 and not regexp_matches(word, '\d')) as bits_of_initials,
            array_to_string(list_transform(string_split(company_key, ' '), lambda word: left(word, 1)), '') as beginnings
        from firm_words
        group by company_key
    ),

    shared as (
        select name_a, name_b, sum(a.bits) as bits
        from pairs
        join firm_words as a on a.company_key = name_a
        join firm_words as b on b.company_key = name_b and b.word = a.word
        group by name_a, name_b
    )

select
    name_a,
    name_b,
    coalesce(shared.bits, 0) / unique_bits as common,
    (least(a.bits, b.bits) - coalesce(shared.bits, 0)) / unique_bits as rest_of_shorter,
    (greatest(a.bits, b.bits) - coalesce(shared.bits, 0)) / unique_bits as rest_of_longer,
    coalesce(shared.bits, 0) / least(a.bits, b.bits) as contained,
    coalesce(not list_has_any(a.numbers, b.numbers), false) as do_numbers_differ,
    coalesce(
        (a.bits - a.bits_of_initials - coalesce(shared.bits, 0) < 0.5
            and list_bool_and(list_transform(a.initials, lambda word: contains(b.beginnings, word))))
        or (b.bits - b.bits_of_initials - coalesce(shared.bits, 0) < 0.5
            and list_bool_and(list_transform(b.initials, lambda word: contains(a.beginnings, word)))),
        false
    ) as do_initials_agree
from pairs
cross join (select log2(count(distinct company_key) + 50) as unique_bits from firm_words)
join totals as a on a.company_key = name_a
join totals as b on b.company_key = name_b
left join shared using (name_a, name_b)
