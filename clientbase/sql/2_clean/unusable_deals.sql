-- One row per order line of an import that cannot be placed in time, or whose order's own row could not be used.
select row_number, line_number, 'row.no_date' as code
from clean_deals
where import_id = $import_id
    and line = 1
    and deal_on is null
    and (
        coalesce(status, 'won') in ('won', 'returned')
        or (status = 'open' and stage is null and amount is null and deal_key is not null and product is not null)
    )
order by row_number
