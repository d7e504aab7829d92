-- One row per contact of the asked clients: where it stands in its file, what it says, and how it got there.
select
    client_contacts.client_id,
    client_contacts.contact_id,
    imports.file as source_file,
    imports.sheet,
    case
        when imports.encoding = '' then current_rows.row_number
        else current_rows.row_number + 1 - greatest(imports.header_row, 1)
    end as source_row,
    nullif(contact_values.name, '') as name,
    readable_phones.phone,
    contact_values.email,
    coalesce(contact_ties.match_probability, client_contacts.match_probability) as match_probability,
    client_contacts.reason_code,
    contact_reasons.reason
from contact_reasons
join client_contacts using (contact_id)
join contact_ties using (contact_id)
join contact_values using (contact_id)
join current_rows on current_rows.contact_id = client_contacts.contact_id and current_rows.rank = 1
join imports using (import_id)
left join readable_phones on readable_phones.key = contact_values.phone
order by client_contacts.client_id, client_contacts.contact_id
