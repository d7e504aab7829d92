-- One row per contact: its current row in a file, its client, and how it got there.
select
    current_rows.contact_id,
    imports.file as source_file,
    imports.sheet,
    current_rows.row_number as source_row,
    client_contacts.client_id,
    client_contacts.match_probability,
    client_contacts.reason_code
from current_rows
join client_contacts using (contact_id)
join imports using (import_id)
where current_rows.rank = 1
order by imports.import_id, current_rows.row_number
