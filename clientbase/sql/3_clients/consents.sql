-- One row per statement of consent: contact, channel, purpose, given or withdrawn, since when, and the row that proves it.
-- A date that a row does not give is the day it was imported.
-- row_number is the contact row whose addresses it covers, statement_row the row that says it.
-- A grant is the contact's current row's; a withdrawal outlives the exports that come after it and do not mention it.
with
    rows as (
        select
            client_contacts.client_id,
            client_contacts.contact_id,
            import_id,
            row_number,
            coalesce(clean_contacts.consent_on, clean_contacts.imported_on) as consent_on,
            current_rows.contact_id is not null as is_current,
            clean_contacts.consent_email,
            clean_contacts.consent_sms,
            clean_contacts.consent_phone,
            clean_contacts.consent_processing,
            case when clean_contacts.unsubscribed = 'yes' then 'no' end as stopped
        from clean_contacts
        join row_keys using (import_id, row_number)
        join contact_keys on contact_keys.source = row_keys.source and contact_keys.row_key = row_keys.row_key
        join client_contacts using (contact_id)
        left join current_rows using (import_id, row_number)
    ),

    statements as (
        select *, 'email' as channel, 'ads' as purpose, consent_email as answer from rows
        union all
        select *, 'sms', 'ads', consent_sms from rows
        union all
        select *, 'phone', 'ads', consent_phone from rows
        union all
        select *, 'any', 'processing', consent_processing from rows
        union all
        select *, 'email', 'ads', stopped from rows
        union all
        select *, 'sms', 'ads', stopped from rows
        union all
        select *, 'phone', 'ads', stopped from rows
    )

select
    client_id,
    contact_id,
    channel,
    purpose,
    case answer when 'yes' then 'given' else 'withdrawn' end as status,
    consent_on,
    import_id,
    row_number,
    row_number as statement_row,
    null::varchar as proof,
    false as is_by_key
from statements
where answer = 'no' or (answer = 'yes' and is_current)
union all
select client_id, contact_id, channel, purpose, status, consent_on, import_id, row_number, statement_row, proof, is_by_key
from stated_consents
