-- One row per contact that a question is about: its newest row in a file, and its client as it is known today.
with
    asked as (
        select contact_id, client_id
        from client_contacts
        where contact_id in (select unnest($contact_ids))
    ),

    points as (
        select
            client_id,
            string_agg(coalesce(value, text), ', ' order by is_primary desc, value, text) filter (where channel = 'phone') as phones,
            string_agg(coalesce(value, text), ', ' order by is_primary desc, value, text) filter (where channel = 'email') as emails
        from client_points
        semi join asked using (client_id)
        group by client_id
    ),

    purchases as (
        select client_id, count(*) as purchases, sum(amount) as revenue, max(deal_on) as last_deal_on
        from client_deals
        semi join asked using (client_id)
        where status = 'won'
        group by client_id
    ),

    digests as (
        select contact_id, min(left(md5(concat_ws('/', source, row_key)), 6)) as digest
        from contact_keys
        semi join asked using (contact_id)
        group by contact_id
    )

select
    asked.contact_id,
    asked.client_id,
    digests.digest,
    concat_ws(' ', clients.last_name, clients.first_name, clients.patronymic) as name,
    clients.birth_date,
    points.phones as phone,
    points.emails as email,
    clients.company,
    clients.inn,
    clients.city,
    clients.address,
    clients.client_key,
    purchases.purchases,
    purchases.revenue,
    purchases.last_deal_on,
    clients.contacts,
    imports.file,
    imports.sheet,
    current_rows.row_number as source_row
from asked
join digests using (contact_id)
join clients using (client_id)
join current_rows on current_rows.contact_id = asked.contact_id and current_rows.rank = 1
join imports using (import_id)
left join points on points.client_id = asked.client_id
left join purchases on purchases.client_id = asked.client_id
order by asked.contact_id
