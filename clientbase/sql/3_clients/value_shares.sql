-- One row per part of a name, or city, and its value: the share of the contacts that have it, as if a hundred more had been seen,
-- and how much likelier than on average it is among people of each origin.
with
    counted as (
        select 'first_name' as comparison, first_key as value, (count(*) + 1) / (sum(count(*)) over () + 100.0) as share
        from contact_tokens
        where first_key is not null
        group by first_key
        union all
        select 'last_name', last_key, (count(*) + 0.1) / (sum(count(*)) over () + 100.0)
        from contact_tokens
        where last_key is not null
        group by last_key
        union all
        select 'patronymic', patronymic_key, (count(*) + 1) / (sum(count(*)) over () + 100.0)
        from contact_tokens
        where patronymic_key is not null
        group by patronymic_key
        union all
        select 'city', city_key, (count(*) + 5) / (sum(count(*)) over () + 100.0)
        from contact_tokens
        where city_key is not null
        group by city_key
    )

select counted.comparison, counted.value, counted.share, name_origins.affinity
from counted
left join name_origins using (comparison, value)
