-- One row per statement of consent and channel it names, of every import not undone, normalised.
-- Consent is to ads unless the file says otherwise, and fails closed: a withdrawal for a purpose or on a channel
-- that is not understood, or not named, is one from ads, or on every channel.
with
    rows as (
        select stg_consents.*, imports.source as key_space, imports.imported_at::date as imported_on, column_contexts.of_field
        from stg_consents
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    ),

    stated as (
        select
            rows.*,
            nullif(status_verdict.value, '') as stated_status,
            nullif(channel_verdict.value, '') as stated_channel,
            coalesce(nullif(purpose_verdict.value, ''), 'ads') as stated_purpose,
            try_cast(nullif(day.value, '') as date) as stated_on
        from rows
        left join cleaned_values as status_verdict
            on status_verdict.type = 'consent_status' and status_verdict.ordinal = 1
            and status_verdict.context = rows.of_field['status'] and status_verdict.text = rows.status
        left join cleaned_values as channel_verdict
            on channel_verdict.type = 'channels'
            and channel_verdict.context = rows.of_field['channel'] and channel_verdict.text = rows.channel
        left join cleaned_values as purpose_verdict
            on purpose_verdict.type = 'purpose' and purpose_verdict.ordinal = 1
            and purpose_verdict.context = rows.of_field['purpose'] and purpose_verdict.text = rows.purpose
        left join cleaned_values as day
            on day.type = 'date' and day.ordinal = 1
            and day.context = rows.of_field['consent_on'] and day.text = rows.consent_on
    )

select
    import_id,
    sheet,
    row_number,
    line_number,
    key_space as source,
    person_row,
    case
        when stated_purpose = 'processing' then 'any'
        when stated_channel in ('any', 'email', 'sms', 'phone', 'messenger', 'push') then stated_channel
        when stated_status = 'withdrawn' then 'any'
    end as channel,
    case when stated_status = 'withdrawn' and stated_purpose = 'other' then 'ads' else stated_purpose end as purpose,
    stated_status as status,
    stated_on as consent_on,
    imported_on,
    clean_key(consent_on) is not null and stated_on is null as is_date_lost,
    clean_text(source) as given_at,
    clean_text(proof) as proof,
    extra
from stated
