-- One row per contact row whose client stands in more than one row, for the clients that one file tells of.
with
    rows as (
        select
            row_keys.import_id, row_keys.row_number, contact_keys.contact_id, client_contacts.client_id,
            client_contacts.match_probability, client_contacts.reason_code,
            count(*) over (partition by client_contacts.client_id) as size
        from row_keys
        join contact_keys using (source, row_key)
        join client_contacts using (contact_id)
    ),

    points as (
        select
            import_id,
            row_number,
            string_agg(value, ', ' order by ordinal) filter (where channel = 'phone') as phones,
            string_agg(value, ', ' order by ordinal) filter (where channel = 'email') as emails
        from clean_points
        group by import_id, row_number
    )

select
    rows.contact_id,
    rows.client_id,
    imports.file,
    imports.sheet,
    rows.row_number as row,
    concat_ws(' ', last_name, first_name, patronymic, company) as name,
    points.phones,
    points.emails,
    rows.match_probability,
    rows.reason_code
from rows
join imports using (import_id)
join clean_contacts using (import_id, row_number)
left join points using (import_id, row_number)
where rows.size > 1 and rows.client_id in (select client_id from rows where import_id in (select unnest($import_ids)))
order by rows.client_id, rows.import_id, rows.row_number
