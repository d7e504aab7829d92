-- One row per cell that a file of fixes asks for and that still says what it said: the contact, the field, the text,
-- and what its newest import says of the column and the country.
select
    cells_wanted.contact_id,
    cells_wanted.field,
    cells_wanted.digest,
    written.text,
    coalesce(
        column_contexts.of_field[cells_wanted.field], column_contexts.of_field['last_name'],
        column_contexts.of_field['first_name'], ''
    ) as context,
    coalesce(imports.country, '') as country
from cells_wanted
join contact_keys using (contact_id)
join row_keys on row_keys.source = contact_keys.source and row_keys.row_key = contact_keys.row_key
join stg_contacts using (import_id, row_number)
semi join current_rows using (import_id, row_number)
join imports using (import_id)
join column_contexts using (import_id)
join lateral (select unnest(cell_texts(to_json(stg_contacts), cells_wanted.field)) as text) as written on true
where left(md5(written.text), 12) = cells_wanted.digest
qualify row_number() over (
    partition by cells_wanted.contact_id, cells_wanted.field, cells_wanted.digest order by row_keys.import_id desc, row_keys.row_number desc
) = 1
