-- One row per contact row of an import that tells of nobody: no name, company, own id, INN, phone or e-mail.
select clean_contacts.row_number, clean_contacts.line_number, 'row.no_identity' as code
from clean_contacts
where clean_contacts.import_id = $import_id
    and coalesce(client_key, last_name, first_name, company, inn) is null
    and not exists (
        select 1
        from clean_points
        where clean_points.import_id = clean_contacts.import_id
            and clean_points.row_number = clean_contacts.row_number
            and clean_points.key is not null
    )
order by clean_contacts.row_number
