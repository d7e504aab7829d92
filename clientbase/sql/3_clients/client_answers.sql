-- One row per client, survey and question: the newest answer that was given by as_of.
select
    row_clients.client_id,
    clean_answers.survey,
    clean_answers.question_code,
    clean_answers.question,
    clean_answers.answer,
    clean_answers.number,
    clean_answers.answered_on,
    clean_answers.import_id,
    clean_answers.row_number
from clean_answers
join row_clients on row_clients.import_id = clean_answers.import_id and row_clients.row_number = clean_answers.person_row
where clean_answers.answered_on <= $as_of
qualify row_number() over (
    partition by row_clients.client_id, clean_answers.survey, clean_answers.question_code
    order by clean_answers.answered_on desc, clean_answers.import_id desc, clean_answers.row_number desc
) = 1
