-- One row per pair that is told of, with its sentence: first those within a client, then the nearest of other clients.
-- The outcome of a pair that a person decided on is 'decided', whatever the matcher thought of it.
select
    pair_reasons.contact_a,
    pair_reasons.contact_b,
    one.client_id as client_a,
    other.client_id as client_b,
    nullif(a.name, '') as name_a,
    nullif(b.name, '') as name_b,
    case when decided_pairs.contact_a is not null then 'decided' else match_pairs.outcome end as outcome,
    match_pairs.class,
    match_pairs.match_weight,
    match_pairs.match_probability,
    coalesce(match_pairs.reason_code, 'decided') as reason_code,
    pair_reasons.reason
from pair_reasons
join client_contacts as one on one.contact_id = pair_reasons.contact_a
join client_contacts as other on other.contact_id = pair_reasons.contact_b
join contact_values as a on a.contact_id = pair_reasons.contact_a
join contact_values as b on b.contact_id = pair_reasons.contact_b
left join match_pairs using (contact_a, contact_b)
left join decided_pairs using (contact_a, contact_b)
order by
    one.client_id <> other.client_id, match_pairs.match_probability desc, pair_reasons.contact_a, pair_reasons.contact_b
