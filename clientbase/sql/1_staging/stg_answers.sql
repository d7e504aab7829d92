-- One row per row and question of the file being taken, as text; a row without any answer stays one row.
-- A form with a question a column is unfolded: the question is the column's header. wide_questions has the columns that ask.
-- The file is a stream that can be read once, so its rows are kept.
with
    rows as materialized (
        select
            incoming.* exclude (extra, person_key),
            people.row_number as person_row,
            case when extra is not null then to_json(extra)::map(varchar, varchar) end as own,
            (select coalesce(list(header), []) from wide_questions) as asked
        from incoming
        left join people using (person_key)
        where incoming.row_number not in (select row_number from rejected_rows)
    ),

    columns_with_a_field as (
        unpivot (
            select
                row_number, problem, trigger, alternatives, dislikes, current_solution, path, criteria, fears, objections,
                desired_result, nps, csat, ces
            from rows
        )
        on columns(* exclude (row_number))
        into name field value answer
    ),

    own_columns as (
        select row_number, cell.key as header, cell.value as answer
        from (select row_number, unnest(map_entries(own)) as cell from rows)
        where cell.value is not null
    ),

    answered as (
        select row_number, position, header as question, code as question_code, answer
        from columns_with_a_field
        join wide_questions using (field)
        union all
        select row_number, position, header, code, answer
        from own_columns
        join wide_questions using (header)
        union all
        select row_number, 0, question, null, answer
        from rows
        where question is not null or answer is not null
    )

select
    $import_id as import_id,
    $sheet as sheet,
    rows.row_number,
    rows.line_number,
    rows.person_row,
    rows.survey,
    answered.question,
    answered.question_code,
    answered.answer,
    rows.answered_on,
    case
        when rows.own is not null
            then to_json(map_from_entries(list_filter(map_entries(rows.own), lambda cell: not list_contains(rows.asked, cell.key))))
    end as extra
from rows
left join answered on answered.row_number = rows.row_number
order by rows.row_number, answered.position
