-- One row per contact whose client is asked anew: what it is like, whose it was, its id where the source's ids are people, and
-- the generation that its name was marked with: Jr. and Sr. are never one, also by way of somebody without a mark.
select
    contact_tokens.contact_id,
    contact_contents.digest,
    contact_contents.said,
    coalesce(client_contacts.client_id, 0) as client_id,
    coalesce(client_contacts.match_probability, 1) as match_probability,
    case when source_habits.ids_are_people then contact_tokens.source end as person_source,
    case when source_habits.ids_are_people then contact_tokens.client_key end as person_key,
    try_cast(contact_tokens.mark as tinyint) as generation
from contact_tokens
join contact_contents using (contact_id)
left join client_contacts using (contact_id)
left join source_habits using (source)
where not $is_part or contact_tokens.contact_id in (select contact_id from touched_contacts)
order by contact_tokens.contact_id
