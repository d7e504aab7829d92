-- One row per contact row and phone or e-mail in it; a cell or several columns may hold several.
-- A made-up address has neither value nor key, so that it joins nobody and is written to by nobody.
with
    rows as (
        select stg_contacts.import_id, stg_contacts.sheet, stg_contacts.row_number, phone, email
        from stg_contacts
        join imports using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    ),

    cells as (
        select import_id, sheet, row_number, 'phone' as channel, unnest(phone) as text, generate_subscripts(phone, 1) as cell
        from rows
        union all
        select import_id, sheet, row_number, 'email', unnest(email), generate_subscripts(email, 1)
        from rows
    )

select
    cells.import_id,
    cells.sheet,
    cells.row_number,
    cells.channel,
    cells.cell * 100 + verdict.ordinal as ordinal,
    cells.text,
    nullif(verdict.value, '') as value,
    nullif(verdict.key, '') as key,
    verdict.quality,
    nullif(verdict.code, '') as code
from cells
join column_contexts using (import_id)
join cleaned_values as verdict
    on verdict.type = cells.channel and verdict.context = column_contexts.of_field[cells.channel] and verdict.text = cells.text
