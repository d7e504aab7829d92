-- One row per usable order line of every import not undone, typed and normalised.
with
    rows as (
        select stg_deals.*, imports.source, column_contexts.of_field, column_contexts.has_status
        from stg_deals
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
    rows.buyer_row,
    clean_key(rows.deal_key) as deal_key,
    clean_text(rows.deal_name) as deal_name,
    try_cast(nullif(created_on.value, '') as date) as created_on,
    coalesce(try_cast(nullif(deal_on.value, '') as date), try_cast(nullif(created_on.value, '') as date)) as deal_on,
    clean_text(rows.stage) as stage,
    case
        when not rows.has_status then null
        when coalesce(status.value, '') <> '' then status.value
        when try_cast(nullif(amount.value, '') as double) < 0 then 'returned'
        else 'open'
    end as status,
    clean_text(rows.lost_reason) as lost_reason,
    clean_text(rows.competitor) as competitor,
    try_cast(nullif(amount.value, '') as decimal(18, 4)) as amount,
    try_cast(nullif(cost.value, '') as decimal(18, 4)) as cost,
    try_cast(nullif(discount.value, '') as decimal(18, 4)) as discount,
    clean_text(rows.product) as product,
    clean_text(rows.category) as category,
    try_cast(nullif(quantity.value, '') as decimal(18, 4)) as quantity,
    try_cast(nullif(price.value, '') as decimal(18, 4)) as price,
    clean_text(rows.promo_code) as promo_code,
    clean_text(rows.channel) as channel,
    clean_text(rows.campaign) as campaign,
    clean_text(rows.query) as query,
    clean_text(rows.manager) as manager,
    rows.extra
from rows
left join cleaned_values as created_on
    on created_on.type = 'date' and created_on.ordinal = 1
    and created_on.context = rows.of_field['created_on'] and created_on.text = rows.created_on
left join cleaned_values as deal_on
    on deal_on.type = 'date' and deal_on.ordinal = 1
    and deal_on.context = rows.of_field['deal_on'] and deal_on.text = rows.deal_on
left join cleaned_values as status
    on status.type = 'status' and status.ordinal = 1
    and status.context = rows.of_field['status'] and status.text = rows.status
left join cleaned_values as amount
    on amount.type = 'money' and amount.ordinal = 1
    and amount.context = rows.of_field['amount'] and amount.text = rows.amount
left join cleaned_values as cost
    on cost.type = 'money' and cost.ordinal = 1
    and cost.context = rows.of_field['cost'] and cost.text = rows.cost
left join cleaned_values as discount
    on discount.type = 'money' and discount.ordinal = 1
    and discount.context = rows.of_field['discount'] and discount.text = rows.discount
left join cleaned_values as quantity
    on quantity.type = 'number' and quantity.ordinal = 1
    and quantity.context = rows.of_field['quantity'] and quantity.text = rows.quantity
left join cleaned_values as price
    on price.type = 'money' and price.ordinal = 1
    and price.context = rows.of_field['price'] and price.text = rows.price
