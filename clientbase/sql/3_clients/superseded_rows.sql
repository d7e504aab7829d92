-- One row per mended row that a later rejects file brings again: only its last mending counts.
select import_id, row_number
from mended_rows
qualify row_number() over (partition by rejected_by, rejected_row order by import_id desc, row_number desc) > 1
