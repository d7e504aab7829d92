-- One row per usable order line of every import not undone, typed and normalised.
-- A line that continues an order has its number, day, state and buyer from the order's first row. A row that holds a whole order
-- gives a line per product. Without a status the stage tells the state; a deal without any money is not won yet.
with
    staged as (
        select
            stg_deals.*, imports.source, column_contexts.of_field, column_contexts.has_status, column_contexts.has_stage,
            continued_lines.first_row
        from stg_deals
        join imports using (import_id)
        join column_contexts using (import_id)
        left join continued_lines using (import_id, row_number)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    ),

    ordered as (
        select
            staged.* replace (
                coalesce(staged.buyer_row, heads.buyer_row) as buyer_row,
                coalesce(staged.deal_key, heads.deal_key) as deal_key,
                coalesce(staged.deal_name, heads.deal_name) as deal_name,
                coalesce(staged.created_on, heads.created_on) as created_on,
                coalesce(staged.deal_on, heads.deal_on) as deal_on,
                coalesce(staged.stage, heads.stage) as stage,
                coalesce(staged.status, heads.status) as status,
                coalesce(staged.cancelled_on, heads.cancelled_on) as cancelled_on,
                coalesce(staged.lost_reason, heads.lost_reason) as lost_reason,
                coalesce(staged.competitor, heads.competitor) as competitor,
                coalesce(staged.promo_code, heads.promo_code) as promo_code,
                coalesce(staged.channel, heads.channel) as channel,
                coalesce(staged.campaign, heads.campaign) as campaign,
                coalesce(staged.query, heads.query) as query,
                coalesce(staged.manager, heads.manager) as manager
            ),
            staged.first_row is not null as is_continued,
            1 as line,
            case
                when staged.more_lines is not null then md5(concat_ws('|', staged.created_on, staged.deal_on, staged.amount,
                    staged.product, staged.quantity, staged.price, staged.more_lines::varchar))
            end as order_hash
        from staged
        left join stg_deals as heads on heads.import_id = staged.import_id and heads.row_number = staged.first_row
    ),

    more as (
        select *, unnest(more_lines) as extra_line
        from ordered
        where more_lines is not null
    ),

    rows as (
        select * from ordered
        union all
        select
            * exclude (extra_line) replace (
                extra_line.product as product,
                extra_line.category as category,
                extra_line.quantity as quantity,
                extra_line.price as price,
                extra_line.amount as amount,
                extra_line.cost as cost,
                extra_line.discount as discount,
                null as refunded,
                null as extra,
                true as is_continued,
                extra_line.line as line
            )
        from more
        where trim(concat(extra_line.product, extra_line.quantity, extra_line.price, extra_line.amount)) <> ''
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
        when coalesce(cancelled_on.value, '') <> '' and coalesce(status.value, 'won') not in ('returned', 'lost')
            then case when try_cast(nullif(refunded.value, '') as double) > 0 then 'returned' else 'lost' end
        when regexp_matches(lower(rows.deal_on), '^\s*не закрыт') then 'open'
        when rows.has_status and coalesce(status.value, '') <> '' then status.value
        when rows.has_status and try_cast(nullif(amount.value, '') as double) < 0 then 'returned'
        when rows.has_status then 'open'
        when rows.has_stage then coalesce(nullif(stage.value, ''), 'open')
        when rows.of_field['amount'] is not null and amount.value is null and not rows.is_continued
            and coalesce(price.value, '') = '' then 'open'
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
    try_cast(nullif(refunded.value, '') as decimal(18, 4)) as refunded,
    rows.is_continued,
    rows.line,
    rows.order_hash,
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
left join cleaned_values as stage
    on stage.type = 'stage' and stage.ordinal = 1
    and stage.context = rows.of_field['stage'] and stage.text = rows.stage
left join cleaned_values as cancelled_on
    on cancelled_on.type = 'date' and cancelled_on.ordinal = 1
    and cancelled_on.context = rows.of_field['cancelled_on'] and cancelled_on.text = rows.cancelled_on
left join cleaned_values as refunded
    on refunded.type = 'money' and refunded.ordinal = 1
    and refunded.context = rows.of_field['refunded'] and refunded.text = rows.refunded
