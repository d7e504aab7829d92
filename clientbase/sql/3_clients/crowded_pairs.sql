-- One row per candidate pair that shares a phone or e-mail on which more than one person stands.
select distinct candidate_pairs.contact_a, candidate_pairs.contact_b
from candidate_pairs
join contact_points as a on a.contact_id = candidate_pairs.contact_a
join contact_points as b on b.contact_id = candidate_pairs.contact_b and b.channel = a.channel and b.key = a.key
semi join crowded_points on crowded_points.channel = a.channel and crowded_points.key = a.key
