-- One row per decided pair that touches the contacts whose client is asked anew, the newest word first.
select contact_a, contact_b, decision
from decided_pairs
where
    not $is_part
    or contact_a in (select contact_id from touched_contacts)
    or contact_b in (select contact_id from touched_contacts)
order by decision_id desc
