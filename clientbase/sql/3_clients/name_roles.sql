-- One row per name key: how often the lists have it in the place of a first name and in that of a surname.
-- A known first name counts as seen there already, so that a short list is not ruled by one slip.
with
    seen as (
        select first_key as key, 1 as as_first, 0 as as_last
        from current_rows
        join clean_contacts using (import_id, row_number)
        where first_key is not null
        union all
        select last_key, 0, 1
        from current_rows
        join clean_contacts using (import_id, row_number)
        where last_key is not null
        union all
        select key, 5, 0
        from known_first_names
    )

select key, sum(as_first)::double as as_first, sum(as_last)::double as as_last
from seen
where key not like '%.'
group by key
