-- One row per column and problem of an import, among the rows that were taken: how often, and the first of them.
select
    code,
    position,
    header,
    min(line_number) as line_number,
    arg_min(value, row_number) as value,
    arg_min(suggestion, row_number) as suggestion,
    count(*) as count
from problems
where import_id = $import_id
    and severity in ('error', 'warning')
    and row_number not in (select unnest($rejected))
group by code, position, header, severity
order by case severity when 'error' then 1 else 2 end, count desc, position, code
