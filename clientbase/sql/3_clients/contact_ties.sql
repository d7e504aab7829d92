-- One row per contact: the pair that tells best why it stands where it does: the one that holds it in its client, of a
-- contact alone the nearest to another client; no pair where nobody is like it, or where a client was only kept together.
-- match_probability is of a pair that does not hold it, and NULL otherwise.
with
    pairs as (
        select contact_a, contact_b, match_probability, match_probability as nearness
        from match_pairs
        where outcome <> 'apart' or shares_phone or shares_email or shares_inn or shares_key
        union all
        select contact_a, contact_b, case when decision = 'same' then 1.0 else 0.0 end, 1.0 from decided_pairs
    ),

    alone as (
        select contact_id
        from client_contacts
        where reason_code = 'alone' and ($client_ids is null or client_id in (select unnest($client_ids)))
    ),

    ends as (
        select contact_a as contact_id, contact_b as other_id, match_probability, nearness
        from pairs
        where contact_a in (select contact_id from alone)
        union all
        select contact_b, contact_a, match_probability, nearness
        from pairs
        where contact_b in (select contact_id from alone)
    ),

    nearest as (
        select
            contact_id,
            arg_max(other_id, (nearness, -other_id)) as other_id,
            arg_max(match_probability, (nearness, -other_id)) as match_probability
        from ends
        semi join client_contacts on client_contacts.contact_id = ends.other_id
        group by contact_id
    ),

    tied as (
        select contact_id, coalesce(matched_contact_id, other_id) as other_id, nearest.match_probability
        from client_contacts
        left join nearest using (contact_id)
        where $client_ids is null or client_id in (select unnest($client_ids))
    )

select
    contact_id,
    case when other_id is not null then least(contact_id, other_id) end as contact_a,
    case when other_id is not null then greatest(contact_id, other_id) end as contact_b,
    match_probability
from tied
