-- One row per client: the highest level whose every block is filled, those of the lower levels too, and the blocks that miss.
with
    gaps as (
        select
            client_id,
            sum(case when level = 'basic' and not is_filled then 1 else 0 end) as basic_gaps,
            sum(case when level = 'advanced' and not is_filled then 1 else 0 end) as advanced_gaps,
            sum(case when level = 'guru' and not is_filled then 1 else 0 end) as guru_gaps,
            string_agg(case when not is_filled then block end, ' ' order by place) as missing
        from client_blocks
        group by client_id
    )

select
    client_id,
    case
        when basic_gaps > 0 then 'none'
        when advanced_gaps > 0 then 'basic'
        when guru_gaps > 0 then 'advanced'
        else 'guru'
    end as level,
    basic_gaps,
    advanced_gaps,
    guru_gaps,
    coalesce(missing, '') as missing
from gaps
