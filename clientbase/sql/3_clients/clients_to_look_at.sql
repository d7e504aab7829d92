-- One row per client that a person should look at: it has many different contacts, or what joined them is no more.
-- The pair is the weakest that holds it together; the largest clients stand first.
select
    clients_to_confirm.client_id,
    concat_ws(' ', last_name, first_name, patronymic, company) as name,
    clients_to_confirm.doubt,
    clients_to_confirm.contacts,
    clients_to_confirm.match_probability,
    clients_to_confirm.reason_code,
    least(contact_a, contact_b) as contact_a,
    greatest(contact_a, contact_b) as contact_b
from clients_to_confirm
left join (
    select client_id, min(contact_id) as contact_id from client_contacts group by client_id
) as founders using (client_id)
left join current_rows on current_rows.contact_id = founders.contact_id and current_rows.rank = 1
left join clean_contacts using (import_id, row_number)
order by clients_to_confirm.contacts desc, clients_to_confirm.client_id, clients_to_confirm.doubt
