-- One row per problem of today, in the order of the files.
select
    file,
    sheet,
    line_number as line,
    position,
    header,
    value,
    severity,
    code,
    suggestion,
    field,
    client_id
from open_problems
order by import_id, row_number, position, code
