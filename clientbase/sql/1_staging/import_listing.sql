-- One row per import not undone, in order.
select
    import_id, file, sheet, kind, source, rows_read, rows_accepted, rows_rejected, rejects_file, encoding, delimiter,
    strftime(imported_at, '%Y-%m-%d %H:%M') as imported_at
from imports
where undone_at is null
order by import_id
