-- One row per pair of contacts that the matcher has something to say of: merge, doubtful, or apart though they share something.
select
    contact_a, contact_b, match_weight, match_probability, class, outcome,
    outcome = 'doubtful' and leans as leans,
    reason_code, shares_phone, shares_email, shares_inn, shares_key
from person_pairs
where outcome <> 'apart' or shares_phone or shares_email or shares_inn or shares_key or match_weight < -3
union all
select
    contact_a, contact_b, match_weight, match_probability, class, outcome,
    outcome = 'doubtful' and leans,
    reason_code, shares_phone, shares_email, shares_inn, shares_key
from firm_pairs
