-- One row per pair of contacts that a person decided: the last word on it.
-- Of two words of one moment the careful one counts, whatever was written first.
select
    least(contact_a, contact_b) as contact_a,
    greatest(contact_a, contact_b) as contact_b,
    arg_max(decision, (decided_at, decision <> 'same')) as decision,
    max(decided_at) as decided_at
from decisions
group by least(contact_a, contact_b), greatest(contact_a, contact_b)
