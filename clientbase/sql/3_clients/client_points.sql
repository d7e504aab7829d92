-- One row per client and phone or e-mail; the primary one is on most of the client's rows, then on the most trusted.
-- What a person set is all that the client has on that channel, in the order they wrote it.
-- What a source owns, that shares it with others, is of the clients of whom that source says it, and of nobody else.
-- A number that can be compared but not dialled has a text and no value, and is never the primary one.
with
    points as (
        select
            client_rows.client_id,
            clean_points.channel,
            clean_points.key,
            arg_min(clean_points.value, client_rows.trust * 100000 + clean_points.ordinal) as value,
            arg_min(clean_points.text, client_rows.trust * 100000 + clean_points.ordinal) as text,
            count(distinct client_rows.trust) as frequency,
            min(client_rows.trust * 100000 + clean_points.ordinal) as trust
        from client_rows
        join clean_points using (import_id, row_number)
        where clean_points.key is not null
        group by client_rows.client_id, clean_points.channel, clean_points.key
    ),

    owned as (
        select distinct client_rows.client_id, clean_points.channel, clean_points.key
        from client_rows
        join clean_points using (import_id, row_number)
        semi join (from source_habits where owns_shared_contacts) as owners using (source)
        where clean_points.key is not null
    ),

    own as (
        select points.*
        from points
        left join owned using (client_id, channel, key)
        where owned.client_id is not null or (channel, key) not in (select channel, key from owned)
    ),

    stated as (
        select
            client_corrections.client_id,
            client_corrections.field as channel,
            verdict.key,
            arg_min(nullif(verdict.value, ''), verdict.ordinal) as value,
            client_corrections.value as text,
            1 as frequency,
            min(verdict.ordinal) as trust
        from client_corrections
        join cleaned_values as verdict
            on verdict.type = client_corrections.field and verdict.context = 'correction'
            and verdict.text = client_corrections.value
        where client_corrections.field in ('phone', 'email') and verdict.key <> ''
        group by client_corrections.client_id, client_corrections.field, verdict.key, client_corrections.value
    ),

    chosen as (
        select own.*
        from own
        anti join client_corrections
            on client_corrections.client_id = own.client_id and client_corrections.field = own.channel
        union all
        select * from stated
    )

select
    client_id,
    channel,
    key,
    value,
    text,
    value is not null
        and row_number() over (partition by client_id, channel order by value is null, frequency desc, trust, key) = 1
        as is_primary
from chosen
