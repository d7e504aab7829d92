-- One row per pair of contacts worth comparing, and what they share.
-- A point on more than 50 contacts (a switchboard, info@) pairs only neighbours of one name, so that it cannot explode.
with
    sized as (
        select contact_id, channel, key, count(*) over (partition by channel, key) as size
        from contact_points
    ),

    everyone_with_everyone as (
        select a.contact_id as contact_a, b.contact_id as contact_b, a.channel
        from sized as a
        join sized as b using (channel, key)
        where a.size <= 50 and a.contact_id < b.contact_id
    ),

    neighbours as (
        select
            lag(sized.contact_id) over (
                partition by sized.channel, sized.key, first_key, last_key, company_key
                order by sized.contact_id
            ) as contact_a,
            sized.contact_id as contact_b,
            sized.channel
        from sized
        join contact_tokens using (contact_id)
        where sized.size > 50
    )

select
    contact_a,
    contact_b,
    bool_or(channel = 'phone') as shares_phone,
    bool_or(channel = 'email') as shares_email,
    bool_or(channel = 'inn') as shares_inn,
    bool_or(channel = 'client_key') as shares_key
from (
    select contact_a, contact_b, channel from everyone_with_everyone
    union all
    select contact_a, contact_b, channel from neighbours where contact_a is not null
)
group by contact_a, contact_b
