-- One row per cell of the file being taken whose stated sex is not the one that the row's name tells, as parts of the name.
-- source_column holds the sex as written, source_names the name.
select
    source_column.row_number,
    source_column.line_number,
    source_column.text as value,
    names.sex as told,
    names.last_name,
    names.first_name,
    names.patronymic
from source_column
join source_names using (row_number)
join cleaned_values as stated
    on stated.type = 'sex' and stated.context = $sex_context and stated.ordinal = 1 and stated.text = source_column.text
join cleaned_names as names using (last_text, first_text, patronymic_text, full_text)
where names.context = $name_context
    and stated.value <> ''
    and names.sex <> ''
    and names.sex <> stated.value
    and (names.first_name <> '' or names.patronymic <> '')
order by source_column.row_number
