-- One row per contact: why it is in its client, or why it stands alone.
select
    contact_ties.contact_id,
    coalesce(pair_reasons.reason, reason_texts.reason) as reason
from contact_ties
join client_contacts using (contact_id)
left join pair_reasons using (contact_a, contact_b)
left join reason_texts using (reason_code)
