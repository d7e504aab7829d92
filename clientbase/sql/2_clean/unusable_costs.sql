-- One row per cost of an import that has no amount, or cannot be placed in time.
select row_number, line_number, case when amount is null then 'row.no_amount' else 'row.no_day' end as code
from clean_costs
where import_id = $import_id and (amount is null or coalesce(cost_on, period_from, period_to) is null)
order by row_number
