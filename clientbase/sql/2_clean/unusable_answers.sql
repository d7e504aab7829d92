-- One row per row of an import that is nobody's, or holds no answer to any question.
select
    row_number,
    min(line_number) as line_number,
    case when bool_or(is_answered) then 'row.no_identity' else 'row.no_answer' end as code
from (
    select
        stg_answers.row_number,
        stg_answers.line_number,
        clean_answers.row_number is not null as is_answered,
        stg_answers.person_row is null or stg_answers.person_row in (select row_number from nobodies) as is_nobodys
    from stg_answers
    left join clean_answers
        on clean_answers.import_id = stg_answers.import_id and clean_answers.row_number = stg_answers.row_number
    where stg_answers.import_id = $import_id
)
group by row_number
having bool_or(is_nobodys) or not bool_or(is_answered)
order by row_number
