-- One row per contact: digests of all that the matcher sees of it; `said` leaves out the source and its own id.
-- Equal contacts have equal digests; they come of the content alone, so that ties do not fall by the order of rows.
with
    points as (
        select
            contact_id,
            bit_xor(hash(channel, key)) as digest,
            bit_xor(case when channel = 'client_key' then 0 else hash(channel, key) end) as said
        from contact_points
        group by contact_id
    )

select
    contact_tokens.contact_id,
    xor(hash(*columns(contact_tokens.* exclude (contact_id))), coalesce(points.digest, 0)) as digest,
    xor(hash(*columns(contact_tokens.* exclude (contact_id, source, client_key))), coalesce(points.said, 0)) as said
from contact_tokens
left join points using (contact_id)
