-- One row per order line that came back or was paid back in part; the sale it belongs to keeps its own date.
select deal_id, client_id, import_id, row_number, deal_on as returned_on, product, category, quantity, returned as amount
from deal_lines
where status = 'returned' or returned > 0
