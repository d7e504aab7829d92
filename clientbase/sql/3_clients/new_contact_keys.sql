-- One row per row key that has no contact yet, numbered on from the counter in the order of appearance; of the imports
-- before $before, where that is given.
select
    source,
    row_key,
    $last_id + row_number() over (order by min(import_id), min(row_number), row_key) as contact_id
from row_keys
anti join contact_keys using (source, row_key)
where $before is null or import_id < $before
group by source, row_key
