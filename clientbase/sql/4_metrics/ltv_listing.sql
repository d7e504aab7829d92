-- One row per buyer with its name (the source's own id where there is none), the most valuable first.
select
    client_ltv.client_id,
    coalesce(
        nullif(concat_ws(' ', clients.last_name, clients.first_name, clients.patronymic, clients.company), ''),
        clients.client_key
    ) as name,
    client_ltv.first_deal_on,
    client_ltv.last_deal_on,
    client_ltv.frequency,
    round(client_ltv.revenue, 2) as revenue,
    round(client_ltv.returned_amount, 2) as returned_amount,
    round(client_ltv.ltv_historic, 2) as ltv_historic,
    round(client_ltv.ltv_margin, 2) as ltv_margin,
    client_ltv.aov
from client_ltv
join clients on clients.client_id = client_ltv.client_id
order by client_ltv.ltv_historic desc, client_ltv.client_id
