-- One row per client, also of those who never bought: they have a frequency of 0 and no recency.
-- frequency counts won deals; monetary is revenue net of returns; aov is monetary over frequency.
with
    deals as (
        select client_id, deal_id, deal_on, status, gross, returned, cost, is_cost_known
        from client_deals
        where client_id is not null and deal_on <= $as_of
    ),

    undecided as (
        select client_id, count(*) as open_deals
        from client_deals
        where client_id is not null and status = 'open' and (deal_on is null or deal_on <= $as_of)
        group by client_id
    ),

    totals as (
        select
            client_id,
            min(case when status = 'won' then deal_on end) as first_deal_on,
            max(case when status = 'won' then deal_on end) as last_deal_on,
            sum(case when status = 'won' then 1 else 0 end) as frequency,
            sum(case when status = 'lost' then 1 else 0 end) as lost_deals,
            sum(gross) as revenue,
            sum(returned) as returned_amount,
            sum(gross) - sum(returned) as monetary,
            sum(case when status = 'won' then cost end) as cost,
            sum(case when status = 'won' and not is_cost_known then 1 else 0 end) as deals_without_cost
        from deals
        group by client_id
    )

select
    clients.client_id,
    totals.first_deal_on,
    totals.last_deal_on,
    date_diff('day', totals.last_deal_on, $as_of) as recency_days,
    coalesce(totals.frequency, 0) as frequency,
    coalesce(undecided.open_deals, 0) as open_deals,
    coalesce(totals.lost_deals, 0) as lost_deals,
    coalesce(totals.revenue, 0) as revenue,
    coalesce(totals.returned_amount, 0) as returned_amount,
    coalesce(totals.monetary, 0) as monetary,
    case when totals.frequency > 0 then round(cast(totals.monetary as double) / totals.frequency, 2) end as aov,
    case when totals.frequency > 0 and totals.deals_without_cost = 0 then totals.cost end as cost
from clients
left join totals on totals.client_id = clients.client_id
left join undecided on undecided.client_id = clients.client_id
