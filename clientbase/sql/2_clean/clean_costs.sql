-- One row per usable row of a report of costs of every import not undone, typed and normalised.
-- A month, or a span of days in one cell, tells its last day too.
with
    rows as (
        select stg_costs.*, imports.source, column_contexts.of_field
        from stg_costs
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    )

select
    rows.import_id,
    rows.sheet,
    rows.row_number,
    rows.line_number,
    rows.source,
    try_cast(nullif(cost_on.value, '') as date) as cost_on,
    try_cast(nullif(period_from.value, '') as date) as period_from,
    coalesce(try_cast(nullif(period_to.value, '') as date), try_cast(nullif(month_end.value, '') as date)) as period_to,
    clean_text(clean_key(rows.channel)) as channel,
    clean_text(clean_key(rows.campaign)) as campaign,
    clean_text(clean_key(rows.query)) as query,
    try_cast(nullif(amount.value, '') as decimal(18, 4)) as amount,
    try_cast(nullif(impressions.value, '') as double) as impressions,
    try_cast(nullif(clicks.value, '') as double) as clicks,
    try_cast(nullif(leads.value, '') as double) as leads,
    rows.extra
from rows
left join cleaned_values as cost_on
    on cost_on.type = 'date' and cost_on.ordinal = 1
    and cost_on.context = rows.of_field['cost_on'] and cost_on.text = rows.cost_on
left join cleaned_values as period_from
    on period_from.type = 'period' and period_from.ordinal = 1
    and period_from.context = rows.of_field['period_from'] and period_from.text = rows.period_from
left join cleaned_values as month_end
    on month_end.type = 'period' and month_end.ordinal = 2
    and month_end.context = rows.of_field['period_from'] and month_end.text = rows.period_from
left join cleaned_values as period_to
    on period_to.type = 'date' and period_to.ordinal = 1
    and period_to.context = rows.of_field['period_to'] and period_to.text = rows.period_to
left join cleaned_values as amount
    on amount.type = 'money' and amount.ordinal = 1
    and amount.context = rows.of_field['amount'] and amount.text = rows.amount
left join cleaned_values as impressions
    on impressions.type = 'number' and impressions.ordinal = 1
    and impressions.context = rows.of_field['impressions'] and impressions.text = rows.impressions
left join cleaned_values as clicks
    on clicks.type = 'number' and clicks.ordinal = 1
    and clicks.context = rows.of_field['clicks'] and clicks.text = rows.clicks
left join cleaned_values as leads
    on leads.type = 'number' and leads.ordinal = 1
    and leads.context = rows.of_field['leads'] and leads.text = rows.leads
