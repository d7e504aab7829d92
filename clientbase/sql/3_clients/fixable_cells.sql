-- One row per cell of a contact that has a problem today, with the worst of its problems and the newest row that says it.
-- Cells of a deal, an event or a cost are of the file: they are mended there. Consent is not given by hand, and what is
-- sensitive is not copied into another file.
with
    cells as (
        select
            open_problems.*,
            case when field in ('last_name', 'first_name', 'patronymic') then 'full_name' else field end as cell,
            case severity when 'error' then 1 when 'warning' then 2 else 3 end as gravity
        from open_problems
        where contact_id is not null and field <> '' and field <> 'client_key' and field <> 'unsubscribed'
            and not starts_with(field, 'consent_') and not starts_with(code, 'sensitive.')
    ),

    -- A cell of several values is suggested whole, or not at all: a new value replaces all that it says.
    several as (
        select
            cell.import_id,
            cell.field,
            cell.value,
            case when bool_and(coalesce(nullif(verdict.suggestion, ''), nullif(verdict.value, '')) is not null) then
                string_agg(coalesce(nullif(verdict.suggestion, ''), verdict.value), ', ' order by verdict.ordinal)
            end as suggestion
        from (select distinct import_id, field, value from cells) as cell
        join column_contexts using (import_id)
        join (select distinct import_id, field, type from import_columns) as columns using (import_id, field)
        join cleaned_values as verdict
            on verdict.type = columns.type and verdict.context = column_contexts.of_field[cell.field]
            and verdict.text = cell.value
        group by all
        having count(*) > 1
    )

select
    cells.severity,
    cells.file,
    cells.sheet,
    cells.line_number as line,
    cells.client_id,
    coalesce(nullif(concat_ws(' ', clients.last_name, clients.first_name, clients.patronymic), ''), clients.company, '') as name,
    cells.cell as field,
    cells.header,
    cells.value,
    cells.code,
    case when several.value is null then cells.suggestion else coalesce(several.suggestion, '') end as suggestion,
    cells.contact_id
from cells
join stg_contacts on stg_contacts.import_id = cells.import_id and stg_contacts.row_number = cells.person_row
left join clients using (client_id)
left join several
    on several.import_id = cells.import_id and several.field = cells.field and several.value = cells.value
where list_contains(cell_texts(to_json(stg_contacts), cells.cell), cells.value)
qualify row_number() over (
    partition by cells.contact_id, cells.cell, cells.value
    order by cells.gravity, cells.import_id desc, cells.row_number desc, cells.code
) = 1
order by cells.gravity, cells.file, cells.sheet, cells.line_number, cells.position
