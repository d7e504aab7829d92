-- One row per contact row of any file: the contact it is about, and that contact's client.
select row_keys.import_id, row_keys.row_number, client_contacts.contact_id, client_contacts.client_id
from row_keys
join contact_keys using (source, row_key)
join client_contacts using (contact_id)
