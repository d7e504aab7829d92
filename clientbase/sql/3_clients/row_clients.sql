-- One row per contact row of a file, also of rows that a newer one replaced: the client it belongs to, and why.
select
    row_keys.import_id,
    row_keys.row_number,
    client_contacts.client_id,
    client_contacts.match_probability,
    client_contacts.reason_code
from row_keys
join contact_keys using (source, row_key)
join client_contacts using (contact_id)
