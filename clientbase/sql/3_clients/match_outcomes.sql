-- One row per outcome and reason: how many pairs of contacts it decided.
select outcome, reason_code, count(*) as pairs
from match_pairs
group by outcome, reason_code
order by case outcome when 'merge' then 1 when 'doubtful' then 2 else 3 end, pairs desc, reason_code
