-- One row per import: what decided the ambiguous values of each field's column (decimal sign, order of day and month…).
-- A field that several columns bring has one context: a phone's country does not depend on the column.
with
    fields as (
        select import_id, field, min(position) as position, min(context) as context
        from import_columns
        where field <> '' and ($import_id is null or import_id = $import_id)
        group by import_id, field
    )

select
    import_id,
    map_from_entries(list({'k': field, 'v': context} order by position)) as of_field,
    bool_or(field = 'status') as has_status,
    bool_or(field = 'stage' and context <> '') as has_stage
from fields
group by import_id
