-- One row per event that counts: a visit, a call, a click… of a client; an event that several exports hold counts once.
with
    told as (
        select
            row_clients.client_id,
            row_clients.contact_id,
            clean_interactions.*,
            md5(row(
                interaction_at, type, type_text, channel_text, campaign, product, topic, direction, amount, note
            )::varchar) as content
        from clean_interactions
        join row_clients
            on row_clients.import_id = clean_interactions.import_id and row_clients.row_number = clean_interactions.person_row
    ),

    numbered as (
        select *, row_number() over (partition by import_id, contact_id, content order by row_number) as ordinal
        from told
    )

select
    client_id, import_id, row_number, interaction_at, type, type_text, channel, channel_text, campaign, product, topic,
    device, direction, outcome, amount, resolved_at, manager, note
from numbered
qualify row_number() over (partition by contact_id, content, ordinal order by import_id desc) = 1
