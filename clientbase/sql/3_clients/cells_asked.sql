-- One row per cell that a file of fixes asks for and that still says what it said: the contact, the field and the text.
select distinct cells_wanted.contact_id, cells_wanted.field, cells_wanted.digest, written.text
from cells_wanted
join contact_keys using (contact_id)
join row_keys on row_keys.source = contact_keys.source and row_keys.row_key = contact_keys.row_key
join stg_contacts using (import_id, row_number)
semi join current_rows using (import_id, row_number)
join lateral (select unnest(cell_texts(to_json(stg_contacts), cells_wanted.field)) as text) as written on true
where left(md5(written.text), 12) = cells_wanted.digest
