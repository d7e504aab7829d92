-- One row per cell of one column of the file being taken whose value is not fine.
select
    source_column.row_number,
    source_column.line_number,
    verdict.code,
    source_column.text as value,
    coalesce(verdict.suggestion, '') as suggestion
from source_column
join cleaned_values as verdict on verdict.text = source_column.text
where verdict.type = $type and verdict.context = $context and verdict.code <> ''
order by source_column.row_number, verdict.ordinal
