-- One row per pair of organisations worth comparing: they share a point that is not too common, or a word that few names have.
with
    kept as (
        select contact_id, channel, key
        from firm_points
        where size > 1 and size <= case channel when 'word' then 30 when 'inn' then 200 else 60 end
    )

select distinct a.contact_id as contact_a, b.contact_id as contact_b
from kept as a
join kept as b using (channel, key)
where a.contact_id < b.contact_id
