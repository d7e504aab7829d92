-- One row per usable row of a price list of every import not undone, typed and normalised.
with
    rows as (
        select stg_products.*, imports.source, imports.imported_at::date as imported_on, column_contexts.of_field
        from stg_products
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
    rows.imported_on,
    clean_text(clean_key(rows.product)) as product,
    clean_text(rows.category) as category,
    try_cast(nullif(cost.value, '') as decimal(18, 4)) as cost,
    try_cast(nullif(price.value, '') as decimal(18, 4)) as price,
    rows.extra
from rows
left join cleaned_values as cost
    on cost.type = 'money' and cost.ordinal = 1
    and cost.context = rows.of_field['cost'] and cost.text = rows.cost
left join cleaned_values as price
    on price.type = 'money' and price.ordinal = 1
    and price.context = rows.of_field['price'] and price.text = rows.price
