-- One row per pair of contacts drawn at random, the same for any order of the rows: by what they say, never by their numbers.
-- Up to 100,000 pairs: each contact with others at a distance, in the order of a digest of its content.
with
    placed as (
        select
            contact_id,
            row_number() over (order by hash(
                first_key, last_key, patronymic_key, company_key, street_key, postcode, city_key, birth_key, own_1, own_2, own_3,
                phones, emails
            ), contact_id) - 1 as place,
            count(*) over () as contacts
        from contact_tokens
        left join contact_reach using (contact_id)
    ),

    distances as (
        select unnest(range(1, 200)) as step
    )

select distinct least(a.contact_id, b.contact_id) as contact_a, greatest(a.contact_id, b.contact_id) as contact_b
from placed as a
join distances on step <= least(100000 / a.contacts, (a.contacts - 1) / 2) + 1
join placed as b on b.place = (a.place + 1 + (step * 7919) % greatest(a.contacts - 1, 1)) % a.contacts
where a.contacts > 400 and a.place < 100000
union all
select least(a.contact_id, b.contact_id), greatest(a.contact_id, b.contact_id)
from placed as a
join placed as b on a.place < b.place
where a.contacts <= 400
