-- One row per channel and address that a hard bounce proved dead, whoever has it; a bounce without a channel is an e-mail's.
select distinct
    case when clean_interactions.channel in ('sms', 'phone') then clean_interactions.channel else 'email' end as channel,
    clean_points.key
from clean_interactions
join clean_points
    on clean_points.import_id = clean_interactions.import_id and clean_points.row_number = clean_interactions.person_row
where clean_interactions.type = 'hard_bounce'
    and clean_points.key is not null
    and clean_points.channel = case when clean_interactions.channel in ('sms', 'phone') then 'phone' else 'email' end
