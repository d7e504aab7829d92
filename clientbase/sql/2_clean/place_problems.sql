-- One row per row of an import whose city is in no region of the name that stands beside it.
-- Large cities alone: a village of a town's name may be anywhere.
select
    row_number,
    line_number,
    'city.not_in_region' as code,
    concat_ws(', ', city, region) as value,
    '' as suggestion
from clean_contacts
where import_id = $import_id
    and region in (select region from known_regions)
    and city in (select city from known_cities where is_near and is_large)
    and not exists (
        select 1
        from known_cities
        where known_cities.city = clean_contacts.city and coalesce(known_cities.region = clean_contacts.region, true)
    )
order by row_number
