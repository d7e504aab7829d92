-- One row per contact: a digest of all that the matcher sees of it. Equal contacts have equal digests; a changed one changes.
-- It comes of the content alone, so that ties do not fall by the order of rows.
with
    points as (
        select contact_id, bit_xor(hash(channel, key)) as digest
        from contact_points
        group by contact_id
    )

select contact_tokens.contact_id, xor(hash(*columns(contact_tokens.* exclude (contact_id))), coalesce(points.digest, 0)) as digest
from contact_tokens
left join points using (contact_id)
