-- One row per cohort month and observed month, in order.
select cohort_month, period_index, clients, active_clients, retention_rate
from cohort_retention
order by cohort_month, period_index
