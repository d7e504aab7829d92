-- One row per client of $clients, without any address: a list for analysis, not for writing to.
select segment_facts.* replace (null as email, null as phone)
from (select unnest($clients) as client_id) as wanted
join segment_facts using (client_id)
order by client_id
