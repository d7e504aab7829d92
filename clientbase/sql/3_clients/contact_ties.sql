-- One row per contact: the pair that tells best why it stands where it does: the strongest in its client, else the
-- strongest with another client; no pair where nobody is like it.
with
    said as (
        select least(contact_a, contact_b) as contact_a, greatest(contact_a, contact_b) as contact_b
        from decisions
        group by all
    ),

    pairs as (
        select contact_a, contact_b, match_probability
        from match_pairs
        where outcome <> 'apart' or shares_phone or shares_email or shares_inn or shares_key
        union all
        select contact_a, contact_b, 1.0 from said
    ),

    ends as (
        select contact_a as contact_id, contact_a, contact_b, match_probability from pairs
        union all
        select contact_b, contact_a, contact_b, match_probability from pairs
    ),

    ranked as (
        select
            ends.contact_id,
            arg_max(
                {'a': ends.contact_a, 'b': ends.contact_b},
                (one.client_id = other.client_id, ends.match_probability, -ends.contact_a, -ends.contact_b)
            ) as pair
        from ends
        join client_contacts as one on one.contact_id = ends.contact_a
        join client_contacts as other on other.contact_id = ends.contact_b
        group by ends.contact_id
    )

select client_contacts.contact_id, pair.a as contact_a, pair.b as contact_b
from client_contacts
left join ranked using (contact_id)
where $client_ids is null or client_contacts.client_id in (select unnest($client_ids))
