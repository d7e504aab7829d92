-- One row per import, command of corrections, and run that changed who is who on purpose, the newest first: what `undo` takes.
-- A run that came after an import or a correction knows its number: so the three kinds of numbers make one order.
with
    runs as (
        select
            import_id::varchar as run,
            'import' as how,
            imported_at as made_at,
            file as details,
            run_id as after_import,
            -1 as after_correction,
            0 as place,
            import_id as number,
            run_id as command
        from imports
        where undone_at is null
        union all
        select
            'set-' || run_id,
            'corrections',
            min(corrected_at),
            count(*)::varchar,
            min(after_import),
            run_id,
            1,
            run_id,
            run_id
        from corrections
        group by run_id
        union all
        select how || '-' || run_id, how, made_at, details, after_import, after_correction, 2, run_id, run_id
        from identity_runs
        where how <> 'build'
    )

select run, how, made_at, details, number, after_import, after_correction, command
from runs
order by after_import desc, after_correction desc, place desc, number desc
