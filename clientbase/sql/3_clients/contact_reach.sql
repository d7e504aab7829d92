-- One row per contact with a phone or an e-mail: those of its own, and those on which more than four people stand.
with
    points as (
        select
            contact_points.contact_id,
            contact_points.channel,
            contact_points.key,
            crowds.key is not null as is_crowded
        from contact_points
        left join (
            select channel, key
            from contact_points
            join contact_tokens using (contact_id)
            where channel in ('phone', 'email')
            group by channel, key
            having count(distinct coalesce(first_key, last_key, company_key)) > 4
        ) as crowds using (channel, key)
        where contact_points.channel in ('phone', 'email')
    )

select
    contact_id,
    list(key order by key) filter (where channel = 'phone' and not is_crowded) as phones,
    list(key order by key) filter (where channel = 'phone' and is_crowded) as shared_phones,
    list(key order by key) filter (where channel = 'email' and not is_crowded) as emails,
    list(key order by key) filter (where channel = 'email' and is_crowded) as shared_emails
from points
group by contact_id
