-- One row per contact: what the matcher compares. The best row that has a name speaks for the name.
with
    rows as (
        select current_rows.contact_id, current_rows.rank, clean_contacts.*
        from current_rows
        join clean_contacts using (import_id, row_number)
    )

select
    contact_id,
    arg_min(client_type, rank) as client_type,
    arg_min(first_key, rank) filter (where coalesce(first_key, last_key) is not null) as first_key,
    arg_min(last_key, rank) filter (where last_key is not null) as last_key,
    arg_min(patronymic_key, rank) filter (where patronymic_key is not null) as patronymic_key,
    arg_min(company_key, rank) filter (where company_key is not null) as company_key,
    arg_min(regexp_extract(address, '\d+'), rank) filter (where address is not null) as house_number,
    arg_min(birth_date, rank) filter (where birth_date is not null) as birth_date,
    arg_min(sex, rank) filter (where sex is not null) as sex,
    arg_min(source, rank) as source,
    arg_min(client_key, rank) filter (where client_key is not null) as client_key
from rows
group by contact_id
