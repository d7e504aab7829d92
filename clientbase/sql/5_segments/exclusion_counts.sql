-- One row per reason: how many clients of $clients may not be written to on $channel for $purpose.
-- A client counts once, by the strictest of its reasons.
with
    wanted as (select unnest($clients) as client_id),

    reasons as (
        select
            wanted.client_id,
            coalesce(bool_or(client_permissions.is_allowed), false) as is_allowed,
            case
                when count(client_permissions.client_id) = 0 then 'no_address'
                when bool_or(client_permissions.reason_code = 'processing_withdrawn') then 'processing_withdrawn'
                when bool_or(client_permissions.reason_code = 'withdrawn') then 'withdrawn'
                else min(client_permissions.reason_code)
            end as reason_code
        from wanted
        left join client_permissions
            on client_permissions.client_id = wanted.client_id
            and client_permissions.channel = $channel and client_permissions.purpose = $purpose
        group by wanted.client_id
    )

select reason_code, count(*) as clients
from reasons
where not is_allowed
group by reason_code
order by clients desc, reason_code
