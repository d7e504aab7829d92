-- One row per contract, subscription or warranty of a client, as the newest export that holds it says.
with
    told as (
        select
            row_clients.client_id,
            row_clients.contact_id,
            clean_agreements.*,
            row_number() over (
                partition by clean_agreements.import_id, row_clients.contact_id, type_text, from_on
                order by clean_agreements.row_number
            ) as ordinal
        from clean_agreements
        semi join current_imports on current_imports.import_id = clean_agreements.import_id
        join row_clients
            on row_clients.import_id = clean_agreements.import_id and row_clients.row_number = clean_agreements.person_row
    )

select client_id, import_id, row_number, type, type_text, from_on, to_on, renewal_on, amount, period, status
from told
qualify row_number() over (partition by contact_id, type_text, from_on, ordinal order by import_id desc) = 1
