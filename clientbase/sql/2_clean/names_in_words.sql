-- One row per name that may be plain: a full name of up to three words, or columns of one word each.
-- `columns` tells which columns hold the words: equal words in other columns are another name.
-- Spaces too many tell nothing; of the rest, words with other gaps (a no-break space) are no plain words.
with
    trimmed as (
        select
            place,
            trim(regexp_replace(last_text, '\s+', ' ', 'g')) as last_text,
            trim(regexp_replace(first_text, '\s+', ' ', 'g')) as first_text,
            trim(regexp_replace(patronymic_text, '\s+', ' ', 'g')) as patronymic_text,
            trim(regexp_replace(full_text, '\s+', ' ', 'g')) as full_text
        from unjudged
    ),

    cells as (
        select
            *,
            case
                when full_text = '' then concat_ws(' ', nullif(last_text, ''), nullif(first_text, ''), nullif(patronymic_text, ''))
                when not contains(full_text, '.') then full_text
                else rtrim(regexp_replace(full_text, '([А-ЯЁA-Z])\. ?', '\1. ', 'g'))
            end as name
        from trimmed
        where (last_text = '' and first_text = '' and patronymic_text = '' and full_text <> '')
            or (
                full_text = '' and concat(last_text, first_text, patronymic_text) <> ''
                and not contains(concat(last_text, first_text, patronymic_text), ' ')
            )
    ),

    words as (
        select
            place,
            case
                when full_text <> '' then 'full'
                else concat(
                    case when last_text <> '' then 'l' end,
                    case when first_text <> '' then 'f' end,
                    case when patronymic_text <> '' then 'p' end
                )
            end as columns,
            string_split(name, ' ') as words
        from cells
    )

select place, columns, words[1] as word_1, coalesce(words[2], '') as word_2, coalesce(words[3], '') as word_3
from words
where len(words) <= 3 and not list_contains(words, '')
