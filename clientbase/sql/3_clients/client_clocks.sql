-- One row per client whose time zone is known: its hours from UTC at noon of the day that is looked from.
select
    client_id,
    (
        epoch(timezone('UTC', $as_of::timestamp + interval 12 hours))
        - epoch(timezone(time_zone, $as_of::timestamp + interval 12 hours))
    ) / 3600.0 as utc_offset
from clients
where time_zone is not null
