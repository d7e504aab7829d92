-- One row per statement and channel that a consents file makes, or that an event is: who unsubscribes or complains of spam withdraws.
-- A statement for every channel is one for each of e-mail, SMS and calls; a bought list grants no ads; row_number is the row with the addresses it covers.
-- A row without any address tells of its contact by the source's id: is_by_key.
with
    statements as (
        select
            import_id, person_row, row_number as statement_row, channel, purpose, status,
            coalesce(consent_on, imported_on) as consent_on, proof
        from clean_consents
        where status is not null and channel is not null
        union all
        select
            import_id,
            person_row,
            row_number,
            case when channel in ('email', 'sms', 'phone', 'messenger', 'push') then channel else 'any' end,
            'ads',
            'withdrawn',
            interaction_at::date,
            type
        from clean_interactions
        where type in ('unsubscribe', 'spam_complaint')
    ),

    spread as (
        select
            * exclude (channel),
            unnest(case when channel = 'any' and purpose <> 'processing' then ['email', 'sms', 'phone'] else [channel] end) as channel
        from statements
    )

select
    row_clients.client_id,
    row_clients.contact_id,
    spread.channel,
    spread.purpose,
    spread.status,
    spread.consent_on,
    spread.import_id,
    spread.person_row as row_number,
    spread.statement_row,
    spread.proof,
    not exists (
        select 1
        from clean_points
        where clean_points.import_id = spread.import_id
            and clean_points.row_number = spread.person_row
            and clean_points.key is not null
    ) as is_by_key
from spread
join imports on imports.import_id = spread.import_id
join row_clients on row_clients.import_id = spread.import_id and row_clients.row_number = spread.person_row
where spread.status = 'withdrawn'
    or spread.purpose <> 'ads'
    or not coalesce(imports.basis in ('open', 'bought'), false)
