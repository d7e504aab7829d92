-- One row per order line of an import that cannot be placed in time.
select row_number, line_number, 'row.no_date' as code
from clean_deals
where import_id = $import_id and deal_on is null and coalesce(status, 'won') in ('won', 'returned')
order by row_number
