-- One row per field that any client has: of how many of its clients the value is fresh.
-- Fresh is what an import of the last year before as_of brought or brought again, or what a person set in that year.
with
    stated as (
        select client_values.client_id, client_values.field, coalesce(imports.imported_at, client_corrections.corrected_at) as known_at
        from client_values
        left join imports using (import_id)
        left join client_corrections using (client_id, field)
        union all
        unpivot (
            select
                client_names.client_id,
                case when last_name is not null then imported_at end as last_name,
                case when first_name is not null then imported_at end as first_name,
                case when patronymic is not null then imported_at end as patronymic
            from client_names
            join imports using (import_id)
        )
        on last_name, first_name, patronymic
        into name field value known_at
        union all
        select client_id, field, corrected_at
        from client_corrections
        where field in ('last_name', 'first_name', 'patronymic', 'phone', 'email') and value <> ''
        union all
        select client_points.client_id, client_points.channel, imports.imported_at
        from client_points
        join client_rows using (client_id)
        join clean_points
            on clean_points.import_id = client_rows.import_id and clean_points.row_number = client_rows.row_number
            and clean_points.channel = client_points.channel and clean_points.key = client_points.key
        join imports on imports.import_id = client_rows.import_id
    ),

    newest as (
        select client_id, field, max(known_at) as known_at
        from stated
        group by client_id, field
    )

select field, round(avg((known_at >= $as_of - interval 365 day)::integer), 4) as fresh
from newest
group by field
