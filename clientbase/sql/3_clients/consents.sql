-- One row per statement of consent: contact, channel, purpose, given or withdrawn, since when, and the row that proves it.
-- A date that a row does not give is the day it was imported.
with
    statements as (
        select client_id, contact_id, import_id, row_number, imported_on, consent_on, 'email' as channel, 'ads' as purpose,
            consent_email as answer
        from client_rows
        union all
        select client_id, contact_id, import_id, row_number, imported_on, consent_on, 'sms', 'ads', consent_sms
        from client_rows
        union all
        select client_id, contact_id, import_id, row_number, imported_on, consent_on, 'phone', 'ads', consent_phone
        from client_rows
        union all
        select client_id, contact_id, import_id, row_number, imported_on, consent_on, 'any', 'processing', consent_processing
        from client_rows
    )

select
    client_id,
    contact_id,
    channel,
    purpose,
    case answer when 'yes' then 'given' else 'withdrawn' end as status,
    coalesce(consent_on, imported_on) as consent_on,
    import_id,
    row_number
from statements
where answer in ('yes', 'no')
