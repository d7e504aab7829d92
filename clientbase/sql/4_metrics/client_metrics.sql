-- One row per client, also of those who never bought: they have a frequency of 0 and no recency.
-- frequency counts won deals; monetary is revenue net of what came back by as_of; aov is monetary over frequency.
with
    deals as (
        select client_id, deal_id, deal_on, status, gross, cost, is_cost_known
        from client_deals
        where client_id is not null and deal_on <= $as_of
    ),

    returned as (
        select client_id, sum(amount) as amount
        from returns
        where client_id is not null and returned_on <= $as_of
        group by client_id
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
            sum(case when status = 'won' then cost end) as cost,
            sum(case when status = 'won' and not is_cost_known then 1 else 0 end) as deals_without_cost
        from deals
        group by client_id
    ),

    summed as (
        select
            clients.client_id,
            totals.* exclude (client_id),
            coalesce(undecided.open_deals, 0) as open_deals,
            coalesce(returned.amount, 0) as returned_amount,
            coalesce(totals.revenue, 0) - coalesce(returned.amount, 0) as monetary
        from clients
        left join totals on totals.client_id = clients.client_id
        left join returned on returned.client_id = clients.client_id
        left join undecided on undecided.client_id = clients.client_id
    )

select
    client_id,
    first_deal_on,
    last_deal_on,
    date_diff('day', last_deal_on, $as_of) as recency_days,
    coalesce(frequency, 0) as frequency,
    open_deals,
    coalesce(lost_deals, 0) as lost_deals,
    coalesce(revenue, 0) as revenue,
    returned_amount,
    monetary,
    case when frequency > 0 then cast(round(cast(cast(monetary as double) / frequency as decimal(18, 6)), 2) as double) end as aov,
    case when frequency > 0 and deals_without_cost = 0 then cost end as cost
from summed
