-- One row per distinct person of the file being taken: an order's buyer, whoever answered or called, is a contact too.
select
    $import_id as import_id,
    $sheet as sheet,
    min(row_number) as row_number,
    min(line_number) as line_number,
    unnest(person)
from incoming
where row_number not in (select row_number from rejected_rows) and has_person
group by person
