-- One row per distinct person of the file being taken: an order's buyer, whoever answered or called, is a contact too.
select
    $import_id as import_id,
    $sheet as sheet,
    row_number,
    line_number,
    unnest(person)
from people
