-- One row per client that the given imports tell of: the golden record with all its phones and e-mails.
with
    wanted as (
        select distinct client_contacts.client_id
        from row_keys
        join contact_keys using (source, row_key)
        join client_contacts using (contact_id)
        where row_keys.import_id in (select unnest($import_ids))
    ),

    points as (
        select
            client_id,
            string_agg(coalesce(value, text), ', ' order by is_primary desc, value, text) filter (where channel = 'phone') as phones,
            string_agg(coalesce(value, text), ', ' order by is_primary desc, value, text) filter (where channel = 'email') as emails
        from client_points
        group by client_id
    )

select
    clients.client_id, clients.client_type, clients.last_name, clients.first_name, clients.patronymic, clients.sex,
    clients.birth_date, clients.company, clients.inn, clients.city, clients.address, points.phones, points.emails,
    clients.contacts, clients.tags, clients.note
from clients
join wanted using (client_id)
left join points using (client_id)
order by clients.client_id
