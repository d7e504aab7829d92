-- One row per event of an import that tells of nobody, or cannot be placed in time.
select
    row_number,
    line_number,
    case when interaction_at is null then 'row.no_day' else 'row.no_identity' end as code
from clean_interactions
where import_id = $import_id
    and (interaction_at is null or person_row is null or person_row in (select row_number from nobodies))
order by row_number
