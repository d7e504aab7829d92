-- One row per deal and own column of its file: the parameters that matter to this business, by their header.
with
    cells as (
        select deal_id, row_number, unnest(map_entries(extra::map(varchar, varchar))) as cell
        from deal_lines
        where extra is not null
    ),

    texts as (
        select deal_id, row_number, cell.key as name, clean_text(cell.value) as text
        from cells
    ),

    firsts as (
        select deal_id, name, arg_min(text, row_number) as text
        from texts
        where text is not null
        group by deal_id, name
    )

select
    firsts.deal_id,
    client_deals.client_id,
    client_deals.deal_on,
    client_deals.status,
    firsts.name,
    firsts.text,
    try_cast(replace(replace(firsts.text, ' ', ''), ',', '.') as double) as number,
    coalesce(try_cast(firsts.text as date), try_strptime(left(firsts.text, 10), '%d.%m.%Y')::date) as on_date
from firsts
join client_deals using (deal_id)
