-- One row per organisation: its phones, and those of them on which more than three places stand (a head office, a call centre);
-- likewise whether its name is that of a chain.
select
    contact_id,
    list(key order by key) filter (where channel = 'phone' and places <= 3) as phones,
    list(key order by key) filter (where channel = 'phone' and places > 3) as crowded_phones,
    bool_or(channel = 'name' and places > 3) as is_chain
from firm_points
where channel in ('phone', 'name')
group by contact_id
