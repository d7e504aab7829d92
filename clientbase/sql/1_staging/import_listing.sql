-- One row per given import, in order: what was read, what of it was new, what was set aside.
select
    import_id, file, sheet, kind, source, rows_read, rows_accepted, rows_rejected, rejects_file, encoding, delimiter,
    strftime(imported_at, '%Y-%m-%d %H:%M') as imported_at,
    rows_new,
    rows_changed,
    rows_same,
    rows_vanished,
    is_snapshot,
    strftime(undone_at, '%Y-%m-%d %H:%M') as undone_at
from imports
where import_id in (select unnest($import_ids))
order by import_id
