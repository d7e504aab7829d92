-- One row per client that has a name: surname, name and patronymic are taken together from one row, so that they fit.
-- A part that a person set goes before all files.
-- The fullest name wins, then the most frequent, then the longest first name (Александр before Саша), then the most trusted row.
with
    names as (
        select
            client_id, trust, import_id, row_number, last_name, first_name, patronymic,
            count(*) over (partition by client_id, last_name, first_name) as frequency,
            (last_name is not null)::integer + (first_name is not null and length(first_name) > 2)::integer
                + (patronymic is not null and length(patronymic) > 2)::integer as parts
        from client_rows
        where coalesce(last_name, first_name) is not null
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by client_id
                order by parts desc, frequency desc, length(coalesce(first_name, '')) desc, trust
            ) as place
        from names
    ),

    stated as (
        select
            client_id,
            max(value) filter (where field = 'last_name') as last_name,
            max(value) filter (where field = 'first_name') as first_name,
            max(value) filter (where field = 'patronymic') as patronymic
        from client_corrections
        where field in ('last_name', 'first_name', 'patronymic')
        group by client_id
    ),

    whole as (
        select
            client_id,
            nullif(coalesce(stated.last_name, best.last_name), '') as last_name,
            nullif(coalesce(stated.first_name, best.first_name), '') as first_name,
            nullif(coalesce(stated.patronymic, best.patronymic), '') as patronymic,
            best.import_id,
            best.row_number
        from (select * from ranked where place = 1) as best
        full join stated using (client_id)
    )

select client_id, last_name, first_name, patronymic, import_id, row_number
from whole
where coalesce(last_name, first_name, patronymic) is not null
