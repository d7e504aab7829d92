-- One row per client and field: the value that survives and the row it comes from.
-- The rule of each field stands in the vocabulary; where it cannot decide, the most trusted row does.
-- What a person set goes before every file, and comes from no row. The day of an age is that of the row which gives the age.
with
    candidates as (
        unpivot (
            select
                client_id, import_id, row_number, trust, seniority, spoken, completeness, won_on,
                client_type, role, sex,
                birth_date::varchar as birth_date, age::varchar as age,
                social, client_ids, city, region, country, postcode, address, company, position, inn, kpp, ogrn, website,
                preferred_channel, call_hours, manager, channel, campaign, referred_by,
                created_on::varchar as created_on, next_contact_on::varchar as next_contact_on, leave_reason, tags, note,
                income, marital_status, children, education, occupation, interests, places, industry, employees,
                founded_year::varchar as founded_year, geography, revenue_band, decision_maker
            from client_rows
        )
        on columns(* exclude (client_id, import_id, row_number, trust, seniority, spoken, completeness, won_on))
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
                    survival(survivorship, frequency, completeness, length(value), spoken, seniority, won_on),
                    trust
            ) as place
        from counted
    ),

    golden as (
        select client_id, field, value, import_id, row_number
        from ranked
        where place = 1
        union all
        select client_id, 'age_stated_on', client_rows.age_stated_on::varchar, import_id, row_number
        from ranked
        join client_rows using (client_id, import_id, row_number)
        where place = 1 and field = 'age' and client_rows.age_stated_on is not null
    )

select client_id, field, value, import_id, row_number
from golden
anti join client_corrections using (client_id, field)
union all
select client_id, field, value, null, null
from client_corrections
where value <> '' and field not in ('last_name', 'first_name', 'patronymic', 'phone', 'email')
