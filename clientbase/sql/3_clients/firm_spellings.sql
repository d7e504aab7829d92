-- One row per word in the names of organisations that is another one misspelt, or two written as one: what was meant.
-- One slip in a word of five letters, not in the first, when the other spelling stands in more names; "daycare" is "day care" where that is written too.
with
    names as (
        select company_key, string_split(company_key, ' ') as words
        from firm_tokens
        group by company_key
    ),

    words as (
        select word, count(*) as names
        from (select distinct company_key, unnest(words) as word from names)
        group by word
    ),

    long_words as (
        select word, names from words where length(word) >= 5 and not regexp_matches(word, '\d')
    ),

    shortened as (
        select word, names, word as rest from long_words
        union all
        select word, names, left(word, place - 1) || substr(word, place + 1)
        from (select word, names, unnest(range(2, length(word) + 1)) as place from long_words)
    ),

    slips as (
        select rare.word, arg_max(usual.word, (usual.names, usual.word)) as meant
        from shortened as rare
        join shortened as usual using (rest)
        where rare.names <= 3 and usual.names > rare.names and left(rare.word, 1) = left(usual.word, 1)
            and damerau_levenshtein(rare.word, usual.word) = 1
        group by rare.word
    ),

    neighbours as (
        select words[place] as first, words[place + 1] as second, words[place] || words[place + 1] as word
        from (select words, unnest(range(1, length(words))) as place from names)
        where length(words[place]) >= 3 and length(words[place + 1]) >= 3
    ),

    joined as (
        select word, min([first, second]) as meant
        from neighbours
        semi join words using (word)
        group by word
    )

select word, meant from joined
union all
select word, [slips.meant]
from slips
anti join joined using (word)
anti join (select distinct unnest(meant) as word from joined) using (word)
