-- One row per answer to one question of every import not undone, normalised; the question's own words are kept beside its code.
-- A dash is no answer. An answer without a date was given, for all that is known, on the day of its import.
with
    rows as (
        select stg_answers.*, imports.source, imports.imported_at::date as imported_on, column_contexts.of_field
        from stg_answers
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    )

select
    rows.import_id,
    rows.sheet,
    rows.row_number,
    rows.line_number,
    rows.source,
    rows.person_row,
    coalesce(clean_text(rows.survey), '') as survey,
    coalesce(rows.question_code, question.value) as question_code,
    clean_text(rows.question) as question,
    clean_text(clean_key(rows.answer)) as answer,
    try_cast(replace(clean_text(clean_key(rows.answer)), ',', '.') as double) as number,
    coalesce(try_cast(nullif(answered_on.value, '') as date), rows.imported_on) as answered_on,
    rows.extra
from rows
left join cleaned_values as question
    on question.type = 'question' and question.ordinal = 1
    and question.context = rows.of_field['question'] and question.text = rows.question
left join cleaned_values as answered_on
    on answered_on.type = 'date' and answered_on.ordinal = 1
    and answered_on.context = rows.of_field['answered_on'] and answered_on.text = rows.answered_on
where clean_text(clean_key(rows.answer)) is not null and coalesce(rows.question_code, nullif(question.value, '')) is not null
