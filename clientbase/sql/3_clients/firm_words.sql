-- One row per name of an organisation and word of it, as it was meant: how much it tells, in bits, by its rarity in the list.
-- A kind of organisation (school, салон) tells little, however rare it is here. A short list is taken for one with fifty more
-- names: in two rows of one firm its name would be the commonest of all.
with
    written as (
        select distinct company_key, unnest(string_split(company_key, ' ')) as word
        from (select distinct company_key from firm_tokens)
    ),

    words as (
        select distinct company_key, unnest(coalesce(firm_spellings.meant, [word])) as word
        from written
        left join firm_spellings using (word)
    ),

    rarity as (
        select word, count(*) as names, log2((total + 50) / count(*)) as bits
        from words
        cross join (select count(distinct company_key) as total from firm_tokens)
        group by word, total
    ),

    telling as (
        select
            rarity.word,
            names,
            coalesce(neutral.word is not null, false) or (length(rarity.word) = 1 and not regexp_matches(rarity.word, '\d')) as is_neutral,
            bits
        from rarity
        left join neutral_words as neutral on neutral.kind = 'company' and neutral.word = rarity.word
    )

select
    company_key,
    word,
    names,
    is_neutral,
    case when is_neutral then bits * 0.3 else bits end as bits
from words
join telling using (word)
