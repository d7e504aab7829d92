-- One row per word that a person gave on a contact of the asked clients, the last one at the end.
select
    decisions.contact_a,
    decisions.contact_b,
    one.client_id as client_a,
    other.client_id as client_b,
    decisions.decision,
    decisions.decided_by,
    decisions.decided_at
from decisions
left join client_contacts as one on one.contact_id = decisions.contact_a
left join client_contacts as other on other.contact_id = decisions.contact_b
where one.client_id in (select unnest($client_ids)) or other.client_id in (select unnest($client_ids))
order by decisions.decided_at, decisions.contact_a, decisions.contact_b
