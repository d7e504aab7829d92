-- One row per buyer with its name (the source's own id where there is none), the best scores first.
select
    client_rfm.client_id,
    coalesce(
        nullif(concat_ws(' ', clients.last_name, clients.first_name, clients.patronymic, clients.company), ''),
        clients.client_key
    ) as name,
    client_rfm.recency_days,
    client_rfm.frequency,
    round(client_rfm.monetary, 2) as monetary,
    client_rfm.recency_score,
    client_rfm.frequency_score,
    client_rfm.monetary_score
from client_rfm
join clients on clients.client_id = client_rfm.client_id
order by
    client_rfm.recency_score + client_rfm.frequency_score + client_rfm.monetary_score desc,
    client_rfm.monetary desc,
    client_rfm.client_id
