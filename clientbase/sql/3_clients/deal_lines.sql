-- One row per order line that counts today: of a deal that several exports hold, the newest export's lines.
-- A mended rejects file belongs to the export that it supplements. Newer exports of returns alone leave the sale standing and
-- add to each other; the same line in two of them is one. A line without a deal's key is known again by its content.
-- Money is in the base's currency. gross is what was sold, returned what came back; a plain return has no gross of its own.
-- A line without a cost of its own costs what the price list says of its product, times the quantity.
-- Where every line of a deal repeats the order's total, the lines are priced by quantity and price instead.
with
    bought as (
        select
            clean_deals.*,
            coalesce(imports.supplements, import_id) as export_id,
            row_keys.row_key,
            md5(concat_ws('|', clean_deals.deal_on, row_keys.row_key, coalesce(product, ''), coalesce(category, ''),
                coalesce(quantity, 0), coalesce(price, 0), coalesce(amount, 0))) as content
        from clean_deals
        join imports using (import_id)
        left join row_keys on row_keys.import_id = clean_deals.import_id and row_keys.row_number = clean_deals.buyer_row
    ),

    numbered as (
        select
            *,
            row_number() over (partition by import_id, deal_key, content order by row_number) as ordinal,
            case
                when deal_key is null then 'row-' || left(content, 12) || '-'
                    || row_number() over (partition by import_id, source, content, deal_key is null order by row_number)
                when source = 'main' then deal_key
                else source || ':' || deal_key
            end as deal_id,
            coalesce(status = 'returned', coalesce(amount, quantity * price) < 0, false) as is_return
        from bought
    ),

    exports as (
        select *, max(case when not is_return then export_id end) over (partition by deal_id) as sale_export_id
        from numbered
    ),

    newest as (
        select *
        from exports
        where sale_export_id is null or export_id >= sale_export_id
        qualify export_id = max(export_id) over (partition by deal_id, content, ordinal)
    ),

    totals as (
        select
            deal_id,
            count(*) > 1
                and count(*) = count(amount) and min(amount) = max(amount)
                and count(*) = count(quantity * price)
                and abs(sum(quantity * price) - max(amount)) < 0.01
                and abs(sum(amount) - max(amount)) >= 0.01 as is_total_repeated
        from newest
        group by deal_id
    ),

    valued as (
        select
            newest.*,
            case
                when totals.is_total_repeated then (newest.quantity * newest.price)::decimal(18, 4)
                when newest.amount is not null then newest.amount
                else (newest.quantity * newest.price - coalesce(newest.discount, 0))::decimal(18, 4)
            end as line_amount
        from newest
        join totals using (deal_id)
    ),

    stated as (
        select
            *,
            coalesce(status, case when line_amount < 0 then 'returned' else 'won' end) as line_status,
            count(*) filter (where status = 'won') over (partition by deal_id, product) > 0 as has_won_twin
        from valued
    )

select
    stated.deal_id,
    client_contacts.client_id,
    stated.import_id,
    stated.row_number,
    stated.deal_on,
    stated.created_on,
    stated.line_status as status,
    stated.product,
    stated.category,
    stated.quantity,
    stated.price,
    stated.line_amount as amount,
    case
        when stated.line_status = 'won' then stated.line_amount
        when stated.line_status = 'returned' and stated.line_amount > 0 and not stated.has_won_twin then stated.line_amount
        when stated.line_status = 'returned' then 0
    end::decimal(18, 4) as gross,
    case when stated.line_status = 'returned' then abs(stated.line_amount) else 0 end::decimal(18, 4) as returned,
    coalesce(stated.cost, (products.cost * stated.quantity)::decimal(18, 4)) as cost,
    stated.discount,
    stated.stage,
    stated.lost_reason,
    stated.promo_code,
    stated.channel,
    stated.campaign,
    stated.manager,
    stated.extra
from stated
left join products on products.product_key = lower(stated.product)
left join contact_keys on contact_keys.source = stated.source and contact_keys.row_key = stated.row_key
left join client_contacts on client_contacts.contact_id = contact_keys.contact_id
