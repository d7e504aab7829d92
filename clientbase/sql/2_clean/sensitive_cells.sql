-- One row per cell of one column of the file being taken and kind of sensitive data in it.
select
    source_column.row_number,
    source_column.line_number,
    'sensitive.' || findings.kind as code,
    findings.shown as value,
    '' as suggestion
from source_column
join findings using (text)
order by source_column.row_number, code
