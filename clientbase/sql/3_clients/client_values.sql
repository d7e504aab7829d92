-- One row per client and field: the value that survives and the row it comes from.
-- The rule of each field stands in the vocabulary: most recent, most frequent, most complete or oldest; ties go to the most trusted row.
-- What a person set goes before every file, and comes from no row.
with
    candidates as (
        unpivot (
            select
                client_id, import_id, row_number, trust, seniority,
                client_type, role, sex,
                birth_date::varchar as birth_date, age::varchar as age, age_stated_on::varchar as age_stated_on,
                social, client_ids, city, region, country, postcode, address, company, position, inn, kpp, ogrn, website,
                preferred_channel, call_hours, manager, channel, campaign, referred_by,
                created_on::varchar as created_on, next_contact_on::varchar as next_contact_on, leave_reason, tags, note,
                income, marital_status, children, education, occupation, interests, places, industry, employees,
                founded_year::varchar as founded_year, geography, revenue_band, decision_maker
            from client_rows
        )
        on columns(* exclude (client_id, import_id, row_number, trust, seniority))
        into name field value value
    ),

    counted as (
        select
            candidates.*,
            vocabulary.survivorship,
            count(*) over (partition by client_id, field, value) as frequency
        from candidates
        join vocabulary using (field)
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by client_id, field
                order by
                    case survivorship when 'most_frequent' then -frequency when 'most_complete' then -length(value) else 0 end,
                    case survivorship when 'oldest' then seniority else trust end
            ) as place
        from counted
    )

select client_id, field, value, import_id, row_number
from ranked
anti join client_corrections using (client_id, field)
where place = 1
union all
select client_id, field, value, null, null
from client_corrections
where value <> '' and field not in ('last_name', 'first_name', 'patronymic', 'phone', 'email')
