-- One row per client and field that a person set: the last word counts, of whichever of the client's contacts it was said.
select
    client_contacts.client_id,
    corrections.field,
    arg_max(corrections.value, corrections.correction_id) as value,
    max(corrections.corrected_at) as corrected_at
from corrections
join client_contacts using (contact_id)
where corrections.written is null
group by client_contacts.client_id, corrections.field
