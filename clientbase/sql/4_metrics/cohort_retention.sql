-- One row per cohort (month of the first won deal) and month since then, of the months that could be observed by as_of.
-- retention_rate = clients with a won deal in that month / clients of the cohort. The last month may be a part of one.
with
    firsts as (
        select client_id, extract(year from first_deal_on) * 12 + extract(month from first_deal_on) - 1 as cohort_index
        from client_metrics
        where first_deal_on is not null
    ),

    cohorts as (
        select cohort_index, count(*) as clients
        from firsts
        group by cohort_index
    ),

    months as (
        select unnest(generate_series(
            (select min(cohort_index) from firsts),
            extract(year from $as_of) * 12 + extract(month from $as_of) - 1
        )) as month_index
    ),

    activity as (
        select
            firsts.cohort_index,
            extract(year from client_deals.deal_on) * 12 + extract(month from client_deals.deal_on) - 1 as month_index,
            count(distinct client_deals.client_id) as active_clients
        from client_deals
        join firsts on firsts.client_id = client_deals.client_id
        where client_deals.status = 'won' and client_deals.deal_on <= $as_of
        group by 1, 2
    )

select
    make_date(cast(floor(cast(cohorts.cohort_index as double) / 12) as integer), cast(cohorts.cohort_index % 12 as integer) + 1, 1) as cohort_month,
    months.month_index - cohorts.cohort_index as period_index,
    cohorts.clients,
    coalesce(activity.active_clients, 0) as active_clients,
    round(cast(coalesce(activity.active_clients, 0) as double) / cohorts.clients, 4) as retention_rate
from cohorts
join months on months.month_index >= cohorts.cohort_index
left join activity
    on activity.cohort_index = cohorts.cohort_index and activity.month_index = months.month_index
