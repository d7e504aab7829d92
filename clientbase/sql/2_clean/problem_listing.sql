-- One row per problem of the given imports, in the order of the file.
select
    imports.file,
    problems.sheet,
    problems.line_number as line,
    problems.position,
    problems.header,
    problems.value,
    problems.severity,
    problems.code,
    problems.suggestion
from problems
join imports using (import_id)
where problems.import_id in (select unnest($import_ids))
order by problems.import_id, problems.row_number, problems.position, problems.code
