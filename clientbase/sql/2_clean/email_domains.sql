-- One row per domain, in lower case, of what may be plain addresses among the values not judged yet.
select distinct lower(split_part(text, '@', 2)) as domain
from unjudged
where regexp_full_match(text, '[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9.-]+')
order by domain
