-- One row per two names of organisations in compared pairs: what their words have in common, weighed by rarity.
-- shared_bits is of the common words; the share is of the shorter name (contained) and of both together (alike).
with
    pairs as (
        select distinct least(a.company_key, b.company_key) as name_a, greatest(a.company_key, b.company_key) as name_b
        from firm_pairs
        join firm_tokens as a on a.contact_id = firm_pairs.contact_a
        join firm_tokens as b on b.contact_id = firm_pairs.contact_b
        where a.company_key <> b.company_key
    ),

    totals as (
        select
            company_key,
            sum(bits) as bits,
            list(distinct word order by word) filter (where regexp_full_match(word, '\d{1,4}')) as numbers
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
    coalesce(shared.bits, 0) as shared_bits,
    coalesce(shared.bits, 0) / least(a.bits, b.bits) as contained,
    coalesce(shared.bits, 0) / (a.bits + b.bits - coalesce(shared.bits, 0)) as alike,
    coalesce(not list_has_any(a.numbers, b.numbers), false) as do_numbers_differ
from pairs
join totals as a on a.company_key = name_a
join totals as b on b.company_key = name_b
left join shared using (name_a, name_b)
