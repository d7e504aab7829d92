-- One row per agreement of an import that is nobody's, or says neither what it is nor when.
select
    row_number,
    line_number,
    case when coalesce(type, from_on::varchar, to_on::varchar, renewal_on::varchar) is null then 'row.no_terms' else 'row.no_identity' end as code
from clean_agreements
where import_id = $import_id
    and (
        coalesce(type, from_on::varchar, to_on::varchar, renewal_on::varchar) is null
        or person_row is null
        or person_row in (select row_number from nobodies)
    )
order by row_number
