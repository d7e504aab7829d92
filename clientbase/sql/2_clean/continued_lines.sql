-- One row per order line that continues the order of a row above it; first_row tells of the whole order.
-- Shops and reports write an order's date, state and buyer once, and then a row per product: under the order's number again, or
-- under no number at all.
with
    bare as (
        select import_id, row_number, clean_key(deal_key) as deal_key, buyer_row
        from stg_deals
        where ($import_id is null or import_id = $import_id)
            and coalesce(trim(deal_on), '') = '' and trim(concat(created_on, status, stage)) = ''
            and trim(concat(product, quantity, price)) <> ''
    ),

    heads as (
        select import_id, row_number, clean_key(deal_key) as deal_key
        from stg_deals
        where import_id in (select import_id from bare) and trim(concat(deal_on, created_on)) <> ''
    ),

    numbered as (
        select import_id, bare.row_number, min(heads.row_number) as first_row
        from bare
        join heads using (import_id, deal_key)
        where heads.row_number < bare.row_number
        group by import_id, bare.row_number
    ),

    nameless as (
        select bare.import_id, bare.row_number, heads.row_number as first_row
        from bare
        asof join heads on heads.import_id = bare.import_id and heads.row_number <= bare.row_number
        where bare.deal_key is null and bare.buyer_row is null and heads.deal_key is not null
    )

select * from numbered
union all
select * from nameless
