-- One row per pair of organisations worth comparing: they share a point that is not too common, or a word that few names have.
-- Random pairs, by which chance is measured, are marked: everybody with those who stand so and so far in the order of what they say,
-- so that the order of the rows in the files changes nothing; all pairs in a short list.
with
    kept as (
        select contact_id, channel, key
        from firm_points
        anti join (select contact_id from firm_tokens where twin_id is not null) using (contact_id)
        where size > 1 and size <= case channel when 'word' then 25 when 'name' then 25 when 'inn' then 200 else 40 end
    ),

    ordered as (
        select
            contact_id,
            row_number() over (
                order by company_key, house, street, postcode, city, phones, emails, domains, inn, kpp, ogrn, contact_id
            ) - 1 as place,
            count(*) over () as firms
        from firm_tokens
    ),

    distances as (
        select firms, steps, unnest(range(1, steps + 1)) as step
        from (select any_value(firms) as firms, least(any_value(firms) // 2, 60000 // any_value(firms) + 1) as steps from ordered)
    ),

    at_random as (
        select distinct least(a.contact_id, b.contact_id) as contact_a, greatest(a.contact_id, b.contact_id) as contact_b
        from distances
        join ordered as a on a.place % greatest(distances.firms // 60000, 1) = 0
        join ordered as b on b.place = (a.place + step * (distances.firms // 2) // steps) % distances.firms
        where a.contact_id <> b.contact_id
    )

select distinct a.contact_id as contact_a, b.contact_id as contact_b, false as is_random
from kept as a
join kept as b using (channel, key)
where a.contact_id < b.contact_id
union all
select twin_id, contact_id, false
from firm_tokens
where twin_id is not null
union all
select contact_a, contact_b, true
from at_random
