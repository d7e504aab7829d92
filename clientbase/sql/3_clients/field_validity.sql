-- One row per field of the contact rows that speak today: its filled cells, and those of them that have an error.
-- The cells of a name are one, the full name. A cell that a person corrected counts as what it was corrected to.
with
    rows as (
        select stg_contacts.*
        from stg_contacts
        semi join current_rows using (import_id, row_number)
    ),

    counted as (
        unpivot (
            select
                count(nullif(trim(columns(
                    lambda name: name not in (
                        'import_id', 'sheet', 'row_number', 'line_number', 'phone', 'email', 'extra', 'full_name', 'last_name',
                        'first_name', 'patronymic'
                    )
                )), '')) as "\0",
                sum(len(phone))::bigint as phone,
                sum(len(email))::bigint as email,
                count(*) filter (where concat(last_name, first_name, patronymic, full_name) <> '') as full_name
            from rows
        )
        on *
        into name field value cells
    ),

    wrong as (
        select field, count(*) as errors
        from (
            select distinct
                open_problems.import_id,
                open_problems.person_row,
                open_problems.value,
                case when field in ('last_name', 'first_name', 'patronymic') then 'full_name' else field end as field
            from open_problems
            semi join current_rows
                on current_rows.import_id = open_problems.import_id and current_rows.row_number = open_problems.person_row
            where severity = 'error'
        )
        group by field
    )

select field, cells, coalesce(errors, 0) as errors, round(1 - coalesce(errors, 0)::double / cells, 4) as valid
from counted
left join wrong using (field)
where cells > 0
