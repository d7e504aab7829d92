-- One row per cell of a contact row that a person corrected and that still says what it said then: the last correction counts.
-- The cells of a name are one, the full name: however many columns hold it, a person writes it whole.
with
    latest as (
        select contact_id, field, written, arg_max(value, correction_id) as value
        from corrections
        where written is not null
        group by contact_id, field, written
    ),

    rows as (
        select row_keys.import_id, row_keys.row_number, latest.field, latest.written, latest.value
        from latest
        join contact_keys using (contact_id)
        join row_keys on row_keys.source = contact_keys.source and row_keys.row_key = contact_keys.row_key
    )

select rows.import_id, rows.row_number, rows.field, rows.written, rows.value
from rows
join stg_contacts using (import_id, row_number)
where list_contains(cell_texts(to_json(stg_contacts), rows.field), rows.written)
