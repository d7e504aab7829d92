-- One row per compared pair of the contacts whose client is asked anew, without those that a person decided.
-- A pair that a rule merges speaks at least as loud as its probability; two members of a family, however alike, speak against
-- each other, lest a row with an initial that fits both makes one of them.
select
    match_pairs.contact_a,
    match_pairs.contact_b,
    case
        when match_pairs.outcome = 'merge'
            then greatest(match_pairs.match_weight, log2(match_pairs.match_probability / greatest(1 - match_pairs.match_probability, 1e-9)))
        when match_pairs.reason_code = 'family' and not match_pairs.leans then least(match_pairs.match_weight, -12)
        else match_pairs.match_weight
    end as match_weight,
    match_pairs.match_probability,
    match_pairs.outcome = 'merge' as is_merge,
    match_pairs.leans,
    match_pairs.reason_code
from match_pairs
anti join decided_pairs using (contact_a, contact_b)
where
    not $is_part
    or (
        match_pairs.contact_a in (select contact_id from touched_contacts)
        and match_pairs.contact_b in (select contact_id from touched_contacts)
    )
order by match_pairs.contact_a, match_pairs.contact_b
