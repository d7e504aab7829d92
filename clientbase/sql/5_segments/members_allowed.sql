-- One row per client of $clients that may be written to on $channel for $purpose, with the address that may be used.
with
    wanted as (select unnest($clients) as client_id),

    allowed as (
        select
            client_id,
            address,
            row_number() over (partition by client_id order by is_primary desc, address) as place
        from client_permissions
        where channel = $channel and purpose = $purpose and is_allowed
    )

select
    segment_facts.* replace (
        case when $channel = 'email' then allowed.address end as email,
        case when $channel in ('sms', 'phone') then allowed.address end as phone
    )
from wanted
join allowed on allowed.client_id = wanted.client_id and allowed.place = 1
join segment_facts on segment_facts.client_id = wanted.client_id
order by wanted.client_id
