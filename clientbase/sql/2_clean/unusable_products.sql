-- One row per row of a price list of an import that names no product, or neither a price nor a cost.
select row_number, line_number, case when product is null then 'row.no_product' else 'row.no_price' end as code
from clean_products
where import_id = $import_id and (product is null or coalesce(cost, price) is null)
order by row_number
