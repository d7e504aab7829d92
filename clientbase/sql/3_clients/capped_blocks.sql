-- One row per blocking key that too many contacts share to compare everyone with everyone.
select rule, value, count(*) as contacts, any_value(most) as most
from blocking_keys
group by rule, value
having count(*) > any_value(most)
