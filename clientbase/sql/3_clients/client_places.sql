-- One row per client whose city, region or country is known: what the file says, and what the city tells beside it.
-- A city of several places tells only what they have in common; one outside of the region that is said tells nothing.
with
    said as (
        select
            client_id,
            any_value(value) filter (where field = 'city') as city,
            any_value(value) filter (where field = 'region') as region,
            any_value(value) filter (where field = 'country') as country
        from client_values
        where field in ('city', 'region', 'country')
        group by client_id
    ),

    candidates as (
        select
            said.client_id,
            known_cities.region,
            known_cities.country,
            known_cities.time_zone,
            coalesce(said.country = known_cities.country, true) and coalesce(said.region = known_cities.region, true) as fits
        from said
        join known_cities using (city)
    ),

    of_city as (
        select
            client_id,
            bool_or(fits) as fits,
            any_value(region) filter (where fits) as region,
            any_value(country) filter (where fits) as country,
            any_value(time_zone) filter (where fits) as time_zone,
            count(distinct coalesce(region, '')) filter (where fits) as regions,
            count(distinct coalesce(country, '')) filter (where fits) as countries,
            count(distinct coalesce(time_zone, '')) filter (where fits) as time_zones
        from candidates
        group by client_id
    ),

    of_region as (
        select said.client_id, any_value(known_regions.country) as country, any_value(known_regions.time_zone) as time_zone
        from said
        join known_regions
            on known_regions.region = said.region and coalesce(said.country = known_regions.country, true)
        group by said.client_id
        having count(*) = 1
    )

select
    said.client_id,
    coalesce(said.region, case when of_city.regions = 1 then of_city.region end) as region,
    coalesce(said.country, case when of_city.countries = 1 then of_city.country end, of_region.country) as country,
    case
        when of_city.time_zones = 1 and of_city.time_zone is not null then of_city.time_zone
        when coalesce(of_city.fits, true) then of_region.time_zone
    end as time_zone
from said
left join of_city using (client_id)
left join of_region using (client_id)
