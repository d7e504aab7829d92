-- One row per column of the owner's own that helps to tell people apart: at most three, the most telling first.
-- Such a column is filled often, its values stand on several rows and are seldom equal by chance: a social security number,
-- a place of birth; a row's own number is none, nor a manager.
with
    cells as (
        select unnest(map_entries(clean_contacts.extra::map(varchar, varchar))) as cell
        from current_rows
        join clean_contacts using (import_id, row_number)
        where clean_contacts.extra is not null and current_rows.rank = 1
        union all
        select {'key': '=occupation', 'value': clean_contacts.occupation}
        from current_rows
        join clean_contacts using (import_id, row_number)
        where clean_contacts.occupation is not null and current_rows.rank = 1
        union all
        select {'key': '=social', 'value': clean_contacts.social}
        from current_rows
        join clean_contacts using (import_id, row_number)
        where clean_contacts.social is not null and current_rows.rank = 1
    ),

    counted as (
        select cell['key'] as header, own_key(cell['value']) as value, count(*) as rows
        from cells
        where own_key(cell['value']) is not null
        group by header, value
    ),

    columns_seen as (
        select
            header,
            sum(rows) as filled,
            count(*) as values_seen,
            sum(rows) filter (where rows > 1) as repeated,
            sum(rows * (rows - 1)) as equal_pairs
        from counted
        group by header
    ),

    contacts as (
        select count(distinct contact_id) as contacts
        from current_rows
    )

select row_number() over (order by equal_pairs / filled / (filled - 1), header) as ordinal, header
from columns_seen, contacts
where filled >= 10
    and filled >= contacts * 0.2
    and values_seen >= 8
    and repeated >= filled * 0.1
    and equal_pairs <= 0.03 * filled * (filled - 1)
order by ordinal
limit 3
