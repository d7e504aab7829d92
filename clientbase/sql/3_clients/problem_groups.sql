-- One row per field and problem of today: how often, and up to three of the values.
with
    values_counted as (
        select field, code, severity, value, count(*) as times
        from open_problems
        group by field, code, severity, value
    ),

    placed as (
        select *, row_number() over (partition by field, code order by times desc, value) as place
        from values_counted
    )

select
    severity,
    field,
    code,
    sum(times)::bigint as count,
    string_agg(case when length(value) > 40 then left(value, 39) || '…' else value end, ' | ' order by place)
        filter (where place <= 3) as examples
from placed
group by severity, field, code
order by case severity when 'error' then 1 when 'warning' then 2 else 3 end, count desc, field, code
