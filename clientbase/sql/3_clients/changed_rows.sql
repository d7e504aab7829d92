-- One row per row without an id in a newer export that is a row of an older one, changed: its key, and the contact that it stays.
-- The older row is gone from the newer export, the name is the same, and a phone or an e-mail still is; of both rows only the
-- other fits. A newer export is a whole one, or holds half of the older one's rows as they were.
with
    export as (
        select import_id, source, run_id, is_snapshot from imports where import_id = $import_id
    ),

    keyless as (
        select
            row_keys.import_id,
            row_keys.row_number,
            row_keys.row_key,
            imports.run_id = export.run_id as is_newest,
            contact_keys.contact_id
        from row_keys
        join imports using (import_id)
        join export on export.source = imports.source and imports.run_id <= export.run_id
        left join contact_keys on contact_keys.source = row_keys.source and contact_keys.row_key = row_keys.row_key
        where row_keys.row_key like 'row:%' and imports.kind = 'contacts' and imports.undone_at is null
    ),

    older as (
        select keyless.import_id
        from keyless
        left join (select distinct row_key from keyless where is_newest) as kept using (row_key)
        where not keyless.is_newest
        group by keyless.import_id
        having 2 * count(kept.row_key) >= count(*) or (select is_snapshot from export)
    ),

    gone as (
        select import_id, row_number, contact_id
        from keyless
        semi join older using (import_id)
        where contact_id not in (select contact_id from keyless where is_newest and contact_id is not null)
        qualify row_number() over (partition by contact_id order by import_id desc, row_number desc, contact_id) = 1
    ),

    came as (
        select import_id, row_number, row_key from keyless where import_id = $import_id and contact_id is null
    ),

    reached as (
        select distinct came.row_key, came.row_number, gone.import_id, gone.row_number as gone_row, gone.contact_id
        from came
        join clean_points as point on point.import_id = came.import_id and point.row_number = came.row_number
        join clean_points as before using (channel, key)
        join gone on gone.import_id = before.import_id and gone.row_number = before.row_number
        where channel in ('phone', 'email') and key is not null
    ),

    fitting as (
        select
            reached.row_key,
            reached.contact_id,
            count(*) over (partition by reached.row_key) as contacts,
            count(*) over (partition by reached.contact_id) as rows
        from reached
        join clean_contacts as now on now.import_id = $import_id and now.row_number = reached.row_number
        join clean_contacts as before on before.import_id = reached.import_id and before.row_number = reached.gone_row
        where now.first_key is not distinct from before.first_key
            and now.last_key is not distinct from before.last_key
            and (now.patronymic_key = before.patronymic_key or now.patronymic_key is null or before.patronymic_key is null)
            and case
                when coalesce(now.first_key, now.last_key) is null then now.company_key = before.company_key
                else true
            end
    )

select (select source from export) as source, row_key, contact_id
from fitting
where contacts = 1 and rows = 1
order by row_key
