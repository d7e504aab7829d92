-- One row per level, the empty ones too: how many clients stand on it.
with
    levels as (
        select * from (values (1, 'none'), (2, 'basic'), (3, 'advanced'), (4, 'guru')) as t (place, level)
    ),

    counted as (
        select level, count(*) as clients
        from client_levels
        group by level
    )

select levels.level, coalesce(counted.clients, 0) as clients
from levels
left join counted on counted.level = levels.level
order by levels.place
