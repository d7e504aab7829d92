-- One row per order line that counts today: of a deal that several exports hold, the newest export's lines.
-- A mended rejects file belongs to the export that it supplements; a newer export of returns alone leaves the sale standing.
-- Money is in the base's currency. gross is what was sold, returned what came back; a plain return has no gross of its own.
-- Where every line of a deal repeats the order's total, the lines are priced by quantity and price instead.
with
    numbered as (
        select
            clean_deals.*,
            coalesce(imports.supplements, import_id) as export_id,
            case
                when deal_key is null then 'row-' || import_id || '-' || row_number
                when clean_deals.source = 'main' then deal_key
                else clean_deals.source || ':' || deal_key
            end as deal_id
        from clean_deals
        join imports using (import_id)
    ),

    newest as (
        select *
        from numbered
        qualify
            export_id = max(export_id) over (partition by deal_id)
            or export_id = max(
                case when coalesce(status = 'returned', coalesce(amount, quantity * price) < 0, false) then null else export_id end
            ) over (partition by deal_id)
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
    stated.cost,
    stated.discount,
    stated.stage,
    stated.lost_reason,
    stated.promo_code,
    stated.channel,
    stated.campaign,
    stated.manager,
    stated.extra
from stated
left join row_keys on row_keys.import_id = stated.import_id and row_keys.row_number = stated.buyer_row
left join contact_keys on contact_keys.source = row_keys.source and contact_keys.row_key = row_keys.row_key
left join client_contacts on client_contacts.contact_id = contact_keys.contact_id
