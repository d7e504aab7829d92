-- One row per contact that is told of: what its rows say of it, as people write it; the best row that has a value says it.
with
    rows as (
        select current_rows.contact_id, current_rows.rank, clean_contacts.*
        from current_rows
        join clean_contacts using (import_id, row_number)
        semi join contacts_told using (contact_id)
    ),

    points as (
        select
            contact_id,
            min(key) filter (where channel = 'phone') as phone,
            min(key) filter (where channel = 'email') as email
        from contact_points
        where channel in ('phone', 'email') and contact_id in (select contact_id from contacts_told)
        group by contact_id
    )

select
    contact_id,
    coalesce(
        arg_min(
            nullif(concat_ws(' ', last_name, first_name, patronymic), ''), rank
        ) filter (where coalesce(first_key, last_key) is not null),
        arg_min(company, rank) filter (where company_key is not null),
        ''
    ) as name,
    arg_min(last_name, rank) filter (where last_key is not null) as last_name,
    arg_min(first_name, rank) filter (where coalesce(first_key, last_key) is not null) as first_name,
    arg_min(patronymic, rank) filter (where patronymic_key is not null) as patronymic,
    arg_min(company, rank) filter (where company_key is not null) as company,
    strftime(arg_min(birth_date, rank), $date_format) as birth_date,
    arg_min(sex, rank) as sex,
    any_value(points.phone) as phone,
    any_value(points.email) as email,
    arg_min(address, rank) as address,
    arg_min(postcode, rank) as postcode,
    arg_min(city, rank) as city,
    arg_min(inn, rank) as inn,
    arg_min(client_key, rank) as client_key,
    arg_min(source, rank) as source
from rows
left join points using (contact_id)
group by contact_id
