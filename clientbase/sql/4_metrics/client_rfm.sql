-- One row per client that ever bought.
-- Quintiles are counted over buyers only, 5 is best; ties fall by client_id, so that a re-run gives the same cells.
select
    client_id,
    recency_days,
    frequency,
    monetary,
    6 - ntile(5) over (order by recency_days, client_id) as recency_score,
    ntile(5) over (order by frequency, client_id) as frequency_score,
    ntile(5) over (order by monetary, client_id) as monetary_score
from client_metrics
where frequency > 0
