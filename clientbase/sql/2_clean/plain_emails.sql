-- One row per address in ASCII letters that needs no word: at a domain that needs none, before it no word that tells.
-- Lengths are those of RFC 5321; test1, 111 and a local part equal to its domain's name may be made up.
with
    written as (
        select text, split_part(text, '@', 1) as local, lower(split_part(text, '@', 2)) as domain
        from unjudged
        where regexp_full_match(text, '[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9.-]+')
            and length(text) <= 254
    )

select
    text,
    local || '@' || domain as value,
    lower(local) || '@' || domain as key,
    'sure' as quality
from written
where domain in (select unnest($plain_parts::varchar[]))
    and length(local) <= 64
    and lower(local) not in (select unnest($telling_words::varchar[]))
    and lower(local) <> split_part(domain, '.', 1)
    and not starts_with(lower(local), 'test')
    and replace(lower(local), left(lower(local), 1), '') <> ''
