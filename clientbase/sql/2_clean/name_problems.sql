-- One row per name of the file being taken that is not fine.
select
    source_names.row_number,
    source_names.line_number,
    names.code,
    concat_ws(' ', nullif(last_text, ''), nullif(first_text, ''), nullif(patronymic_text, ''), nullif(full_text, '')) as value,
    coalesce(names.suggestion, '') as suggestion
from source_names
join cleaned_names as names using (last_text, first_text, patronymic_text, full_text)
where names.context = $context and names.code <> ''
order by source_names.row_number
