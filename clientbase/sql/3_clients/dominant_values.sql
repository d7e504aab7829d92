-- One row per field that one value fills on more than half of the contacts which have it: a column filled by default.
with
    cells as (
        unpivot (
            select
                contact_id,
                last_name::varchar as last_name, first_name::varchar as first_name, birth_date::varchar as birth_date,
                company::varchar as company, address::varchar as address, inn::varchar as inn
            from current_rows
            join clean_contacts using (import_id, row_number)
            where rank = 1
        )
        on last_name, first_name, birth_date, company, address, inn into name field value value
        union all
        select contact_id, channel, key
        from contact_points
        where channel in ('phone', 'email')
    ),

    counted as (
        select field, value, count(*) as contacts
        from cells
        group by field, value
    )

select
    field,
    arg_max(value, (contacts, value)) as value,
    max(contacts) as contacts,
    sum(contacts)::bigint as filled
from counted
group by field
having max(contacts) * 2 > sum(contacts)
order by field
