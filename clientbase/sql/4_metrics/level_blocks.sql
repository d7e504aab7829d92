-- One row per block of knowledge: how many clients have it, and for how many it is the only one that keeps them from its level.
select
    client_blocks.level,
    client_blocks.place,
    client_blocks.block,
    count(*) as clients,
    sum(case when client_blocks.is_filled then 1 else 0 end) as filled,
    sum(
        case
            when client_blocks.is_filled then 0
            when client_blocks.level = 'basic' and client_levels.basic_gaps = 1 then 1
            when client_blocks.level = 'advanced' and client_levels.basic_gaps = 0 and client_levels.advanced_gaps = 1 then 1
            when client_blocks.level = 'guru' and client_levels.basic_gaps + client_levels.advanced_gaps = 0
                and client_levels.guru_gaps = 1 then 1
            else 0
        end
    ) as would_unlock
from client_blocks
join client_levels on client_levels.client_id = client_blocks.client_id
group by client_blocks.level, client_blocks.place, client_blocks.block
