-- One row per deal. A deal with a won line is won, even when a part of it came back.
-- Deals whose buyer is not known keep their place with an empty client_id: revenue nobody can be thanked for.
select
    deal_id,
    arg_min(client_id, row_number) as client_id,
    case
        when bool_or(status = 'won') then 'won'
        when bool_or(status = 'returned') then 'returned'
        when bool_or(status = 'open') then 'open'
        else 'lost'
    end as status,
    min(created_on) as created_on,
    coalesce(max(deal_on) filter (where status = 'won'), max(deal_on)) as deal_on,
    count(*) as lines,
    sum(amount) as amount,
    coalesce(sum(gross), 0) as gross,
    coalesce(sum(returned), 0) as returned,
    sum(cost) filter (where status = 'won') as cost,
    count(*) filter (where status = 'won' and cost is null) = 0 as is_cost_known,
    sum(discount) as discount,
    arg_min(stage, row_number) as stage,
    arg_min(lost_reason, row_number) as lost_reason,
    arg_min(promo_code, row_number) as promo_code,
    arg_min(channel, row_number) as channel,
    arg_min(campaign, row_number) as campaign,
    arg_min(manager, row_number) as manager
from deal_lines
group by deal_id
