-- One row per row of one import that has a client: contact rows by themselves, order lines by their buyer.
with
    owners as (
        select row_keys.row_number, client_contacts.client_id
        from row_keys
        join contact_keys using (source, row_key)
        join client_contacts using (contact_id)
        where row_keys.import_id = $import_id
    )

select owners.row_number, owners.client_id
from owners
where not exists (select 1 from stg_deals where stg_deals.import_id = $import_id)
union all
select stg_deals.row_number, owners.client_id
from stg_deals
join owners on owners.row_number = stg_deals.buyer_row
where stg_deals.import_id = $import_id
