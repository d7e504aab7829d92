-- One row per field that any client has: how many clients have it.
with
    total as (select count(*) as clients from clients),

    filled as (
        select field, count(distinct client_id) as filled from client_values group by field
        union all
        select channel, count(distinct client_id) from client_points group by channel
        union all
        select 'last_name', count(*) from client_names where last_name is not null
        union all
        select 'first_name', count(*) from client_names where first_name is not null
        union all
        select 'patronymic', count(*) from client_names where patronymic is not null
    )

select field, filled, total.clients, round(filled::double / total.clients, 4) as share
from filled, total
where field not in ('client_type', 'role') and filled > 0
order by filled desc, field
