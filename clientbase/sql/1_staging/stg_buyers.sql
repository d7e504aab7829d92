-- One row per distinct buyer of the deals file being taken: a buyer in an order row is a contact too.
select
    $import_id as import_id,
    $sheet as sheet,
    min(row_number) as row_number,
    min(line_number) as line_number,
    unnest(buyer)
from incoming
where row_number not in (select row_number from rejected_rows) and has_buyer
group by buyer
