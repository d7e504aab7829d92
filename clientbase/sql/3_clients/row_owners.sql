-- One row per row of one import that has a client: contact rows by themselves, all others by the person they tell of.
with
    owners as (
        select row_number, client_id
        from row_clients
        where import_id = $import_id
    ),

    told as (
        select row_number, buyer_row as person_row from stg_deals where import_id = $import_id
        union
        select row_number, person_row from stg_interactions where import_id = $import_id
        union
        select row_number, person_row from stg_answers where import_id = $import_id
        union
        select row_number, person_row from stg_consents where import_id = $import_id
        union
        select row_number, person_row from stg_agreements where import_id = $import_id
    )

select owners.row_number, owners.client_id
from owners
where not exists (select 1 from told)
union all
select told.row_number, owners.client_id
from told
join owners on owners.row_number = told.person_row
