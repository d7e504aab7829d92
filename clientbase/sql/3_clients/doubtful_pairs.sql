-- One row per pair of clients that may be one, for a person to look at; the likeliest first.
with
    pairs as (
        select
            least(a.client_id, b.client_id) as client_a,
            greatest(a.client_id, b.client_id) as client_b,
            max(match_pairs.match_probability) as match_probability,
            arg_max(match_pairs.reason_code, match_pairs.match_probability * 1000000 - contact_a) as reason_code
        from match_pairs
        join client_contacts as a on a.contact_id = match_pairs.contact_a
        join client_contacts as b on b.contact_id = match_pairs.contact_b
        where match_pairs.outcome = 'doubtful' and a.client_id <> b.client_id
        group by least(a.client_id, b.client_id), greatest(a.client_id, b.client_id)
    )

select
    pairs.client_a,
    concat_ws(' ', one.last_name, one.first_name, one.patronymic, one.company) as name_a,
    pairs.client_b,
    concat_ws(' ', other.last_name, other.first_name, other.patronymic, other.company) as name_b,
    pairs.match_probability,
    pairs.reason_code
from pairs
join clients as one on one.client_id = pairs.client_a
join clients as other on other.client_id = pairs.client_b
order by pairs.match_probability desc, pairs.client_a, pairs.client_b
