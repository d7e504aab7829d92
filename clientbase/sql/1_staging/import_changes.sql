-- One row per import of the file being taken: how many of its rows are new, changed, and the same as in the source's exports before.
-- A row with a key is compared with the newest export that has the key, one without with all of them;
-- one whose key stood on other names alone is a new contact, and is counted as renamed too.
with
    newest as (
        select key, max(import_id) as import_id
        from staged_contents
        where not is_own and key is not null
        group by key
    ),

    before as (
        select staged_contents.key, staged_contents.content, staged_contents.ordinal
        from staged_contents
        semi join newest using (key, import_id)
        union
        select key, content, ordinal
        from staged_contents
        where not is_own and key is null
    ),

    names as (
        select distinct key, who
        from staged_contents
        where not is_own and key is not null and who <> ''
    ),

    compared as (
        select
            own.import_id,
            exists (
                from before
                where before.key is not distinct from own.key and before.content = own.content and before.ordinal = own.ordinal
            ) as is_same,
            exists (from newest where newest.key = own.key) as is_known,
            own.who <> ''
                and exists (from names where names.key = own.key)
                and not exists (from names where names.key = own.key and names.who = own.who) as is_renamed
        from staged_contents as own
        where own.is_own
    )

select
    import_id,
    count(*) filter (where not is_same and (not is_known or is_renamed)) as rows_new,
    count(*) filter (where not is_same and is_known and not is_renamed) as rows_changed,
    count(*) filter (where is_same) as rows_same,
    count(*) filter (where not is_same and is_renamed) as rows_renamed
from compared
group by import_id
order by import_id
