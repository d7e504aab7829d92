-- One row per pair of contacts that speaks for or against the asked clients: the pair that holds a contact where it is,
-- of each other client the pair that comes nearest, of two asked clients every pair that was compared.
with
    asked as (
        select contact_id, client_id
        from client_contacts
        where client_id in (select unnest($client_ids))
    ),

    pairs as (
        select
            met.contact_a, met.contact_b, met.match_probability, met.is_close,
            one.client_id as client_a, other.client_id as client_b,
            one.client_id in (select unnest($client_ids)) as is_asked_a,
            other.client_id in (select unnest($client_ids)) as is_asked_b
        from (
            select
                contact_a, contact_b, match_probability,
                outcome <> 'apart' or shares_phone or shares_email or shares_inn or shares_key as is_close
            from match_pairs
            union all
            select contact_a, contact_b, 1.0, true from decided_pairs
        ) as met
        join client_contacts as one on one.contact_id = met.contact_a
        join client_contacts as other on other.contact_id = met.contact_b
        where met.contact_a in (select contact_id from asked) or met.contact_b in (select contact_id from asked)
    ),

    nearest as (
        select contact_a, contact_b
        from pairs
        where client_a <> client_b and (is_close or (is_asked_a and is_asked_b))
        qualify row_number() over (
            partition by client_a, client_b order by match_probability desc, contact_a, contact_b
        ) = 1 or (is_asked_a and is_asked_b)
    )

select contact_a, contact_b
from contact_ties
where contact_b is not null
union
select contact_a, contact_b
from nearest
