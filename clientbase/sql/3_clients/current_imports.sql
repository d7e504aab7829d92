-- One row per import whose rows may speak today: a later whole export of the same source and kind replaces those before it.
-- Events, answers and consents have happened: no later export makes them undone.
-- A mended rejects file stands with the import that it supplements.
with
    present as (
        select *, coalesce(supplements, import_id) as export_id
        from imports
        where undone_at is null and ($import_id is null or import_id < $import_id)
    ),

    whole as (
        select source, kind, max(first_id) as first_id
        from (
            select source, kind, min(import_id) as first_id
            from present
            where is_snapshot and kind in ('contacts', 'deals', 'products', 'costs', 'agreements')
            group by source, kind, run_id, sha256
        )
        group by source, kind
    )

select present.import_id, present.export_id, present.source, present.kind, present.trust, present.purpose, present.basis
from present
left join whole using (source, kind)
where whole.first_id is null or present.export_id >= whole.first_id
