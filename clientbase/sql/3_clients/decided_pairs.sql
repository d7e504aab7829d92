-- One row per pair of contacts that a person decided: the last word on it, but for words that later ones leave no room for.
select
    contact_a,
    contact_b,
    arg_max(decision, decision_id) as decision,
    arg_max(decided_at, decision_id) as decided_at,
    max(decision_id) as decision_id
from decisions
where overruled_by is null
group by contact_a, contact_b
