-- One row per client and field that the settings require and the client does not have.
-- A company is not asked for what only a person has.
with
    wanted as (select unnest($required) as field),

    known as (
        select client_id, field from client_values
        union all
        select client_id, channel from client_points
        union all
        select client_id, 'last_name' from client_names where last_name is not null
        union all
        select client_id, 'first_name' from client_names where first_name is not null
        union all
        select client_id, 'patronymic' from client_names where patronymic is not null
        union all
        select client_id, 'full_name' from client_names
        union all
        select client_id, 'client_key' from client_rows where client_key is not null
        union all
        select client_id, 'consent_email' from client_rows where consent_email is not null
        union all
        select client_id, 'consent_sms' from client_rows where consent_sms is not null
        union all
        select client_id, 'consent_phone' from client_rows where consent_phone is not null
        union all
        select client_id, 'consent_processing' from client_rows where consent_processing is not null
        union all
        select client_id, 'consent_on' from client_rows where consent_on is not null
        union all
        select client_id, 'unsubscribed' from client_rows where unsubscribed is not null
    )

select wanted.field, clients.client_id
from clients
cross join wanted
anti join known on known.client_id = clients.client_id and known.field = wanted.field
where clients.client_type <> 'company'
    or wanted.field not in (
        'full_name', 'last_name', 'first_name', 'patronymic', 'sex', 'birth_date', 'age', 'age_stated_on', 'marital_status',
        'children', 'education'
    )
order by wanted.field, clients.client_id
