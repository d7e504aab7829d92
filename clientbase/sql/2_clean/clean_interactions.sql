-- One row per usable event of every import not undone, typed and normalised; what type and channel said is kept beside the code.
-- A bounce is hard when its type or its outcome says that the address will never take a message.
with
    rows as (
        select stg_interactions.*, imports.source, column_contexts.of_field
        from stg_interactions
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    )

select
    rows.import_id,
    rows.sheet,
    rows.row_number,
    rows.line_number,
    rows.source,
    rows.person_row,
    try_cast(nullif(interaction_at.value, '') as timestamp) as interaction_at,
    case
        when type.value = 'bounce' and lower(rows.outcome) similar to '.*(hard|permanent|жестк|жёстк|постоянн|не существ|invalid|unknown user).*'
            then 'hard_bounce'
        else coalesce(nullif(type.value, ''), 'other')
    end as type,
    clean_text(rows.type) as type_text,
    nullif(channel.value, '') as channel,
    clean_text(rows.channel) as channel_text,
    clean_text(rows.campaign) as campaign,
    clean_text(rows.product) as product,
    clean_text(rows.topic) as topic,
    clean_text(rows.device) as device,
    clean_text(rows.direction) as direction,
    clean_text(rows.outcome) as outcome,
    try_cast(nullif(amount.value, '') as decimal(18, 4)) as amount,
    try_cast(nullif(resolved_at.value, '') as timestamp) as resolved_at,
    clean_text(rows.manager) as manager,
    clean_text(rows.note) as note,
    rows.extra
from rows
left join cleaned_values as interaction_at
    on interaction_at.type = 'moment' and interaction_at.ordinal = 1
    and interaction_at.context = rows.of_field['interaction_at'] and interaction_at.text = rows.interaction_at
left join cleaned_values as type
    on type.type = 'interaction_type' and type.ordinal = 1
    and type.context = rows.of_field['type'] and type.text = rows.type
left join cleaned_values as channel
    on channel.type = 'channels' and channel.ordinal = 1
    and channel.context = rows.of_field['channel'] and channel.text = rows.channel
left join cleaned_values as amount
    on amount.type = 'money' and amount.ordinal = 1
    and amount.context = rows.of_field['amount'] and amount.text = rows.amount
left join cleaned_values as resolved_at
    on resolved_at.type = 'moment' and resolved_at.ordinal = 1
    and resolved_at.context = rows.of_field['resolved_at'] and resolved_at.text = rows.resolved_at
