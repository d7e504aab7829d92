-- One row per product by its name in lower case: the cost, price and category that the newest price list gives it.
with
    named as (
        select *, lower(product) as product_key
        from clean_products
        semi join current_imports using (import_id)
        anti join superseded_rows using (import_id, row_number)
    )

select
    product_key,
    arg_max(product, row(import_id, row_number)) as product,
    arg_max(category, row(import_id, row_number)) filter (where category is not null) as category,
    arg_max(cost, row(import_id, row_number)) filter (where cost is not null) as cost,
    arg_max(price, row(import_id, row_number)) filter (where price is not null) as price
from named
group by product_key
