-- One row per client: everything that a segment may ask of it.
select
    clients.* exclude (age, age_stated_on, contacts, client_key),
    coalesce(
        date_part('year', age($as_of, clients.birth_date)),
        clients.age + date_part('year', age($as_of, clients.age_stated_on))
    )::integer as age_years,
    client_clocks.utc_offset,
    client_metrics.* exclude (client_id, cost),
    case when client_metrics.frequency > 0 then client_metrics.monetary end as ltv_historic,
    client_ltv.ltv_margin,
    client_rfm.recency_score,
    client_rfm.frequency_score,
    client_rfm.monetary_score,
    client_levels.level
from clients
join client_metrics using (client_id)
left join client_clocks using (client_id)
left join client_ltv using (client_id)
left join client_rfm using (client_id)
left join client_levels using (client_id)
