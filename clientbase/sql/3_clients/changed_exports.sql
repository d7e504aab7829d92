-- One row per import of contacts that has rows without an id and without a contact yet, where its source has older ones.
select row_keys.import_id
from row_keys
anti join contact_keys using (source, row_key)
join imports using (import_id)
where row_keys.row_key like 'row:%'
    and imports.kind = 'contacts'
    and exists (
        from imports as older
        where older.source = imports.source
            and older.kind = 'contacts'
            and older.undone_at is null
            and older.run_id < imports.run_id
    )
group by row_keys.import_id
order by row_keys.import_id
