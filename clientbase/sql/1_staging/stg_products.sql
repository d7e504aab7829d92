-- One row per row of a price list being taken, as text.
select
    $import_id as import_id,
    $sheet as sheet,
    incoming.* replace (case when extra is not null then to_json(extra) end as extra)
from incoming
where row_number not in (select row_number from rejected_rows)
