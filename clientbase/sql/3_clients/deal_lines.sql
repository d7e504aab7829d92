-- One row per order line that counts today: of a deal that several exports hold, the newest export's lines.
-- A mended rejects file belongs to the export that it supplements, and a line mended again counts once. Newer exports of returns alone leave the sale standing and
-- add to each other; the same line in two of them is one. A line without a deal's key is known again by its content.
-- Money is in the base's currency. gross is what was sold, returned what came back; a plain return has no gross of its own.
-- A line without a cost of its own costs what the price list says of its product, times the quantity.
-- Where the amount is the whole order's (repeated on every line, or on the first one alone), each line has its share of it by
-- quantity and price, so that discounts, delivery and taxes of the order are in its lines and their sum is the order's total.
with
    bought as (
        select
            clean_deals.*,
            current_imports.export_id,
            row_keys.row_key,
            md5(concat_ws('|', clean_deals.deal_on, row_keys.row_key, coalesce(product, ''), coalesce(category, ''),
                coalesce(quantity, 0), coalesce(price, 0), coalesce(amount, 0))) as content
        from clean_deals
        join current_imports using (import_id)
        anti join superseded_rows using (import_id, row_number)
        left join row_keys on row_keys.import_id = clean_deals.import_id and row_keys.row_number = clean_deals.buyer_row
    ),

    numbered as (
        select
            *,
            row_number() over (partition by import_id, deal_key, content order by row_number, line) as ordinal,
            case
                when deal_key is null then 'row-' || left(coalesce(order_hash, content), 12) || '-' || dense_rank() over (
                    partition by import_id, source, coalesce(order_hash, content), deal_key is null order by row_number
                )
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

    sums as (
        select
            deal_id,
            count(*) as lines,
            count(amount) as amounts,
            count(quantity * price) as priced,
            min(amount) as lowest,
            max(amount) as total,
            sum(quantity * price) as worth,
            min(row_number) filter (where amount is not null) = min(row_number) as is_on_first,
            bool_or(is_continued or abs(amount - quantity * price) >= 0.01) as is_of_order,
            bool_or(is_return) as has_return,
            case when count(refunded) = count(*) and min(refunded) = max(refunded) then max(refunded) else sum(refunded) end as refunded
        from newest
        group by deal_id
    ),

    totals as (
        select
            deal_id,
            total,
            refunded,
            case
                when amounts = lines and lowest = total and priced = lines
                    then abs(worth - total) <= 0.3 * abs(total)
                        and abs(worth - total) < abs(worth - lines * total)
                        and abs(lines * total - total) >= 0.01
                when amounts = 1 and is_on_first then is_of_order and not has_return
                else false
            end as is_whole
        from sums
        where lines > 1
    ),

    parts as (
        select
            newest.import_id,
            newest.row_number,
            newest.line,
            totals.total,
            totals.refunded,
            sum(weight) over (partition by newest.deal_id order by newest.import_id, newest.row_number, newest.line) as upto,
            sum(weight) over (partition by newest.deal_id) as whole,
            newest.row_number = min(newest.row_number) over (partition by newest.deal_id) and newest.line = 1 as is_first,
            weight
        from (select *, greatest(coalesce(quantity * price, 0), 0)::decimal(38, 8) as weight from newest) as newest
        join totals on totals.deal_id = newest.deal_id and totals.is_whole
    ),

    portions as (
        select
            *,
            case when whole > 0 then upto::double / whole::double else 1 end as done,
            case when whole > 0 then (upto - weight)::double / whole::double when is_first then 0 else 1 end as before
        from parts
    ),

    shares as (
        select
            import_id,
            row_number,
            line,
            (
                case when done = 1 then total else round(total * done, 2) end
                - case when before = 1 then total else round(total * before, 2) end
            )::decimal(18, 4) as amount,
            (
                case when done = 1 then refunded else round(refunded * done, 2) end
                - case when before = 1 then refunded else round(refunded * before, 2) end
            )::decimal(18, 4) as refunded
        from portions
    ),

    valued as (
        select
            newest.*,
            case
                when shares.amount is not null then shares.amount
                when newest.amount is not null then newest.amount
                else (newest.quantity * newest.price - coalesce(newest.discount, 0))::decimal(18, 4)
            end as line_amount,
            case when shares.amount is not null then shares.refunded else newest.refunded end as line_refunded
        from newest
        left join shares using (import_id, row_number, line)
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
    stated.line,
    stated.buyer_row,
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
    case
        when stated.line_status = 'returned' then coalesce(nullif(stated.line_refunded, 0), abs(stated.line_amount))
        when stated.line_status = 'won' then coalesce(stated.line_refunded, 0)
        else 0
    end::decimal(18, 4) as returned,
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
