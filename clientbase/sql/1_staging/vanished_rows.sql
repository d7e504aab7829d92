-- One row per whole new export: how many of the rows that its source had before are not in it, of how many.
with
    before as (
        select distinct key, case when key is null then content end as content, case when key is null then ordinal end as ordinal
        from staged_contents
        where not is_own
    ),

    own as (
        select distinct key, case when key is null then content end as content, case when key is null then ordinal end as ordinal
        from staged_contents
        where is_own
    )

select
    count(*) filter (
        where not exists (
            from own
            where own.key is not distinct from before.key
                and own.content is not distinct from before.content and own.ordinal is not distinct from before.ordinal
        )
    ) as rows_vanished,
    count(*) as rows_before
from before
