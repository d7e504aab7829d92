-- One row per client and phone or e-mail with the row it comes from; which is the primary one the rule of its field says in the
-- vocabulary, then the most trusted row. All the others are kept beside it.
-- What a person set is all that the client has on that channel, in the order they wrote it.
-- What a source owns, that shares it with others, is of the clients of whom that source says it, and of nobody else.
-- A number that can be compared but not dialled has a text and no value, and is never the primary one.
with
    written as (
        select
            client_rows.client_id,
            clean_points.channel,
            clean_points.key,
            clean_points.value,
            clean_points.text,
            client_rows.import_id,
            client_rows.row_number,
            client_rows.trust as row_trust,
            client_rows.trust * 100000 + clean_points.ordinal as trust,
            vocabulary.survivorship,
            survival(
                vocabulary.survivorship, 0, completeness, length(coalesce(clean_points.value, clean_points.text)), spoken,
                seniority, won_on
            ) as place
        from client_rows
        join clean_points using (import_id, row_number)
        join vocabulary on vocabulary.field = clean_points.channel
        where clean_points.key is not null
    ),

    points as (
        select
            client_id,
            channel,
            key,
            arg_min(value, row(place, trust)) as value,
            arg_min(text, row(place, trust)) as text,
            arg_min(import_id, row(place, trust)) as import_id,
            arg_min(row_number, row(place, trust)) as row_number,
            case
                when any_value(survivorship) = 'most_frequent' then -count(distinct row_trust) else min(place)
            end as place,
            min(trust) as trust
        from written
        group by client_id, channel, key
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
            null as import_id,
            null as row_number,
            0 as place,
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
        and row_number() over (partition by client_id, channel order by value is null, place, trust, key) = 1
        as is_primary,
    import_id,
    row_number
from chosen
