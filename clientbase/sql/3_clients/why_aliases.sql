-- One row per retired number of the asked clients.
select retired_id, client_id
from client_aliases
where client_id in (select unnest($client_ids))
order by client_id, retired_id
