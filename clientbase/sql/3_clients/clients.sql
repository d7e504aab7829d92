-- One row per client: the golden record. client_values tells the source row of each field; a region or country without
-- one is the city's.
with
    fields as (
        pivot client_values
        on field in (
            'client_type', 'role', 'sex', 'birth_date', 'age', 'age_stated_on', 'social', 'client_ids', 'city', 'region',
            'country', 'postcode', 'address', 'company', 'position', 'inn', 'kpp', 'ogrn', 'website', 'preferred_channel',
            'call_hours', 'manager', 'channel', 'campaign', 'referred_by', 'created_on', 'next_contact_on', 'leave_reason',
            'tags', 'note', 'income', 'marital_status', 'children', 'education', 'occupation', 'interests', 'places',
            'industry', 'employees', 'founded_year', 'geography', 'revenue_band', 'decision_maker'
        )
        using any_value(value)
        group by client_id
    ),

    contacts as (
        select
            client_id,
            count(distinct contact_id) as contacts,
            arg_min(client_key, trust) filter (where client_key is not null) as client_key
        from client_rows
        group by client_id
    )

select
    contacts.client_id,
    contacts.client_key,
    client_names.last_name,
    client_names.first_name,
    client_names.patronymic,
    phones.value as phone,
    emails.value as email,
    contacts.contacts,
    client_places.time_zone,
    fields.* exclude (client_id) replace (
        client_places.region as region,
        client_places.country as country,
        coalesce(fields.client_type, 'person') as client_type,
        fields.birth_date::date as birth_date,
        fields.age::double as age,
        fields.age_stated_on::date as age_stated_on,
        fields.created_on::date as created_on,
        fields.next_contact_on::date as next_contact_on,
        fields.founded_year::integer as founded_year
    )
from contacts
left join fields using (client_id)
left join client_names using (client_id)
left join client_places using (client_id)
left join client_points as phones
    on phones.client_id = contacts.client_id and phones.channel = 'phone' and phones.is_primary
left join client_points as emails
    on emails.client_id = contacts.client_id and emails.channel = 'email' and emails.is_primary
