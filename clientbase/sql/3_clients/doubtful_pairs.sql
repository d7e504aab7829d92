-- One row per pair of clients that may be one and that nobody has decided on, the most useful to look at first.
-- Useful is: how likely the answer "one" is, times how many contacts and deals would then find their client.
with
    doubts as (
        select
            a.client_id as client_one,
            b.client_id as client_other,
            match_pairs.*
        from match_pairs
        join client_contacts as a on a.contact_id = match_pairs.contact_a
        join client_contacts as b on b.contact_id = match_pairs.contact_b
        where match_pairs.outcome = 'doubtful' and a.client_id <> b.client_id
    ),

    settled as (
        select distinct
            least(a.client_id, b.client_id) as client_a,
            greatest(a.client_id, b.client_id) as client_b
        from decided_pairs
        join client_contacts as a on a.contact_id = decided_pairs.contact_a
        join client_contacts as b on b.contact_id = decided_pairs.contact_b
    ),

    pairs as (
        select
            least(client_one, client_other) as client_a,
            greatest(client_one, client_other) as client_b,
            case when client_one < client_other then contact_a else contact_b end as contact_a,
            case when client_one < client_other then contact_b else contact_a end as contact_b,
            match_probability,
            reason_code
        from doubts
        qualify row_number() over (
            partition by least(client_one, client_other), greatest(client_one, client_other)
            order by match_probability desc, doubts.contact_a, doubts.contact_b, client_one
        ) = 1
    ),

    sizes as (
        select client_id, sum(size) as size
        from (
            select client_id, count(*) as size from client_contacts group by client_id
            union all
            select client_id, count(*) as size from client_deals where status = 'won' group by client_id
        )
        group by client_id
    )

select
    pairs.client_a,
    concat_ws(' ', one.last_name, one.first_name, one.patronymic, one.company) as name_a,
    pairs.client_b,
    concat_ws(' ', other.last_name, other.first_name, other.patronymic, other.company) as name_b,
    pairs.match_probability,
    pairs.reason_code,
    pairs.contact_a,
    pairs.contact_b
from pairs
anti join settled using (client_a, client_b)
join clients as one on one.client_id = pairs.client_a
join clients as other on other.client_id = pairs.client_b
join sizes as size_a on size_a.client_id = pairs.client_a
join sizes as size_b on size_b.client_id = pairs.client_b
order by
    pairs.match_probability * least(size_a.size, size_b.size) desc,
    pairs.match_probability desc,
    pairs.client_a,
    pairs.client_b
