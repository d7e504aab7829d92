-- One row per contact that has another client than in clients_then, and per other contact of those clients: where it was and is.
with
    moves as (
        select
            contact_id,
            clients_then.client_id as client_before,
            client_contacts.client_id as client_id
        from clients_then
        full join client_contacts using (contact_id)
    ),

    touched as (
        select client_before as client_id from moves where client_before is distinct from client_id
        union
        select client_id from moves where client_before is distinct from client_id
    )

select
    moves.contact_id,
    concat_ws(
        ' ', clean_contacts.last_name, clean_contacts.first_name, clean_contacts.patronymic, clean_contacts.company
    ) as name,
    moves.client_before,
    moves.client_id
from moves
left join current_rows on current_rows.contact_id = moves.contact_id and current_rows.rank = 1
left join clean_contacts using (import_id, row_number)
where
    moves.client_id in (select client_id from touched)
    or moves.client_before in (select client_id from touched)
order by moves.client_id, moves.client_before, moves.contact_id
