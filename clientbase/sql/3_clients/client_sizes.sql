-- One row per client: how many contacts and won deals it has, by which a question about it is weighed.
select client_id, sum(size) as size
from (
    select client_id, count(*) as size from client_contacts group by client_id
    union all
    select client_id, count(*) as size from client_deals where status = 'won' group by client_id
)
group by client_id
