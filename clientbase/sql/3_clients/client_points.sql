-- One row per client and phone or e-mail; the primary one is on most of the client's rows, then on the most trusted.
with
    points as (
        select
            client_rows.client_id,
            clean_points.channel,
            clean_points.key,
            arg_min(clean_points.value, client_rows.trust * 100000 + clean_points.ordinal) as value,
            count(*) as frequency,
            min(client_rows.trust * 100000 + clean_points.ordinal) as trust
        from client_rows
        join clean_points using (import_id, row_number)
        where clean_points.value is not null
        group by client_rows.client_id, clean_points.channel, clean_points.key
    )

select
    client_id,
    channel,
    key,
    value,
    row_number() over (partition by client_id, channel order by frequency desc, trust, key) = 1 as is_primary
from points
