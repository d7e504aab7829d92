-- One row per client that a person should look at: one of more than ten contacts, with the weakest pair that holds it
-- together, or one that nothing holds together any more, with a contact of either part; the largest first.
select
    clients_to_confirm.client_id,
    concat_ws(' ', clients.last_name, clients.first_name, clients.patronymic, clients.company) as name,
    clients_to_confirm.contacts,
    clients_to_confirm.doubt,
    clients_to_confirm.match_probability,
    least(contact_a, contact_b) as contact_a,
    greatest(contact_a, contact_b) as contact_b
from clients_to_confirm
join clients using (client_id)
order by clients_to_confirm.contacts desc, clients_to_confirm.client_id
