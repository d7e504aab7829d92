-- One row per contact and thing by which it can be found again: a phone, an e-mail, a company's INN, the source's own id.
select current_rows.contact_id, clean_points.channel, clean_points.key
from current_rows
join clean_points using (import_id, row_number)
where clean_points.key is not null
union
select current_rows.contact_id, 'inn', clean_contacts.inn
from current_rows
join clean_contacts using (import_id, row_number)
where clean_contacts.inn is not null
union
select contact_id, 'client_key', source || ':' || client_key
from contact_tokens
where client_key is not null
