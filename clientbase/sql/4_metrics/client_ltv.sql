-- One row per client that ever bought: what it has brought so far.
-- ltv_historic is revenue net of returns; ltv_margin is that less the cost of what was sold, only where every won deal has its cost.
select
    client_id,
    first_deal_on,
    last_deal_on,
    frequency,
    revenue,
    returned_amount,
    monetary as ltv_historic,
    monetary - cost as ltv_margin,
    aov
from client_metrics
where frequency > 0 or revenue > 0
