-- One row per phone, e-mail, INN or id of a source that so many contacts share that not everyone there was compared with
-- everyone; the most shared first.
select rule as channel, value, contacts
from capped_blocks
where rule in ('phone', 'email', 'inn', 'client_key')
order by contacts desc, channel, value
