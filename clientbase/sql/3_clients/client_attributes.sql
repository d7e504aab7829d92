-- One row per client and own column of its contact files: the columns that the vocabulary does not know, by their header.
with
    cells as (
        select client_id, trust, unnest(map_entries(extra::map(varchar, varchar))) as cell
        from client_rows
        where extra is not null
    ),

    texts as (
        select client_id, trust, cell.key as name, clean_text(cell.value) as text
        from cells
    )

select
    client_id,
    name,
    arg_min(text, trust) as text,
    try_cast(replace(replace(arg_min(text, trust), ' ', ''), ',', '.') as double) as number,
    coalesce(
        try_cast(arg_min(text, trust) as date),
        try_strptime(left(arg_min(text, trust), 10), '%d.%m.%Y')::date
    ) as on_date
from texts
where text is not null
group by client_id, name
