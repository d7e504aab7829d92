-- One row per statement of consent: contact, channel, purpose, given or withdrawn, since when, and the row that proves it.
-- A date that a row does not give is the day it was imported.
-- row_number is the contact row whose addresses it covers, statement_row the row that says it.
-- A grant is the contact's current row's; a withdrawal outlives the exports that come after it and do not mention it, and
-- its contact too: it then has no client, and still refuses its addresses.
-- What was stated of a whole file is said by each of its rows, but for those that say no themselves. A list that was bought,
-- or copied from an open source, grants no ads.
with
    rows as (
        select
            client_contacts.client_id,
            contact_keys.contact_id,
            import_id,
            row_number,
            coalesce(clean_contacts.consent_on, clean_contacts.imported_on) as consent_on,
            current_rows.contact_id is not null as is_current,
            imports.purpose as asked_for,
            coalesce(imports.basis in ('open', 'bought'), false) as is_bought,
            clean_contacts.consent_email,
            clean_contacts.consent_sms,
            clean_contacts.consent_phone,
            clean_contacts.consent_processing,
            case when clean_contacts.unsubscribed = 'yes' then 'no' end as stopped
        from clean_contacts
        join imports using (import_id)
        join row_keys using (import_id, row_number)
        join contact_keys on contact_keys.source = row_keys.source and contact_keys.row_key = row_keys.row_key
        left join client_contacts using (contact_id)
        left join current_rows using (import_id, row_number)
    ),

    answers as (
        select *, 'email' as channel, asked_for as purpose, consent_email as answer from rows
        union all
        select *, 'sms', asked_for, consent_sms from rows
        union all
        select *, 'phone', asked_for, consent_phone from rows
        union all
        select *, 'any', 'processing', consent_processing from rows
        union all
        select *, unnest(['email', 'sms', 'phone']), 'ads', stopped from rows
    ),

    statements as (
        select
            client_id, contact_id, channel, purpose, answer, consent_on, import_id, row_number, null::varchar as proof,
            is_current, is_bought
        from answers
        where answer is not null
        union all
        select
            rows.client_id, rows.contact_id, said.channel, said.purpose, 'yes', said.consent_on, rows.import_id, rows.row_number,
            said.proof, rows.is_current, rows.is_bought
        from rows
        join import_consents as said using (import_id)
        where not exists (
            from answers
            where answers.import_id = rows.import_id and answers.row_number = rows.row_number
                and answers.answer = 'no' and answers.channel in (said.channel, 'any')
        )
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
    proof,
    false as is_by_key
from statements
where answer = 'no' or (answer = 'yes' and is_current and not (is_bought and purpose = 'ads'))
union all
select client_id, contact_id, channel, purpose, status, consent_on, import_id, row_number, statement_row, proof, is_by_key
from stated_consents
