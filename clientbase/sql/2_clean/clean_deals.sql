-- One row per usable order line of every import not undone, typed and normalised.
-- A line that continues an order has its number, day, state and buyer from the order's first row. A row that holds a whole order
-- gives a line per product. Without a status the stage tells the state; a deal without any money is not won yet.
with
    heads as (
        select *
        from stg_deals
        semi join continued_lines
            on continued_lines.import_id = stg_deals.import_id and continued_lines.first_row = stg_deals.row_number
    ),

    staged as (
        select
            stg_deals.* replace (
                coalesce(stg_deals.buyer_row, heads.buyer_row) as buyer_row,
                coalesce(stg_deals.deal_key, heads.deal_key) as deal_key,
                coalesce(stg_deals.deal_name, heads.deal_name) as deal_name,
                coalesce(stg_deals.created_on, heads.created_on) as created_on,
                coalesce(stg_deals.deal_on, heads.deal_on) as deal_on,
                coalesce(stg_deals.stage, heads.stage) as stage,
                coalesce(stg_deals.status, heads.status) as status,
                coalesce(stg_deals.cancelled_on, heads.cancelled_on) as cancelled_on,
                coalesce(stg_deals.lost_reason, heads.lost_reason) as lost_reason,
                coalesce(stg_deals.competitor, heads.competitor) as competitor,
                coalesce(stg_deals.promo_code, heads.promo_code) as promo_code,
                coalesce(stg_deals.channel, heads.channel) as channel,
                coalesce(stg_deals.campaign, heads.campaign) as campaign,
                coalesce(stg_deals.query, heads.query) as query,
                coalesce(stg_deals.manager, heads.manager) as manager
            ),
            imports.source, column_contexts.of_field, column_contexts.has_status, column_contexts.has_stage,
            continued_lines.first_row is not null as is_continued,
            case
                when stg_deals.more_lines is not null then md5(concat_ws('|', stg_deals.created_on, stg_deals.deal_on, stg_deals.amount,
                    stg_deals.product, stg_deals.quantity, stg_deals.price, stg_deals.more_lines::varchar))
            end as order_hash,
            unnest(case when stg_deals.more_lines is null then [null] else list_prepend(null, stg_deals.more_lines) end) as own_line
        from stg_deals
        join imports using (import_id)
        join column_contexts using (import_id)
        left join continued_lines using (import_id, row_number)
        left join heads on heads.import_id = stg_deals.import_id and heads.row_number = continued_lines.first_row
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    ),

    rows as (
        select
            * exclude (own_line) replace (
                case when own_line is null then product else own_line.product end as product,
                case when own_line is null then category else own_line.category end as category,
                case when own_line is null then quantity else own_line.quantity end as quantity,
                case when own_line is null then price else own_line.price end as price,
                case when own_line is null then amount else own_line.amount end as amount,
                case when own_line is null then cost else own_line.cost end as cost,
                case when own_line is null then discount else own_line.discount end as discount,
                case when own_line is null then refunded end as refunded,
                case when own_line is null then extra end as extra,
                is_continued or own_line is not null as is_continued
            ),
            coalesce(own_line.line, 1) as line
        from staged
        where own_line is null or trim(concat(own_line.product, own_line.quantity, own_line.price, own_line.amount)) <> ''
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
        when coalesce(deal_on.value, '') = '' and regexp_matches(lower(rows.deal_on), '^\s*не закрыт') then 'open'
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
