-- One row per current contact row with the client it belongs to; trust says which row is asked first, seniority who spoke first.
-- A source that is trusted more goes before a newer file of another.
select
    client_contacts.client_id,
    current_rows.contact_id,
    row_number() over (
        partition by client_contacts.client_id
        order by
            current_imports.trust desc, clean_contacts.kind = 'contacts' desc,
            clean_contacts.import_id desc, clean_contacts.row_number desc
    ) as trust,
    row_number() over (
        partition by client_contacts.client_id
        order by
            current_imports.trust desc, clean_contacts.kind = 'contacts',
            clean_contacts.import_id, clean_contacts.row_number
    ) as seniority,
    clean_contacts.*
from current_rows
join client_contacts using (contact_id)
join clean_contacts using (import_id, row_number)
join current_imports using (import_id)
