-- One row per problem of today with the client that its row tells of, where it is of one.
-- Rows that have stopped speaking (a newer export has them, or they were mended) have no problems any more, nor has a cell
-- that a person corrected, nor what a file says of a field that a person set.
with
    told as (
        select distinct import_id, row_number, person_row
        from (
            select import_id, row_number, buyer_row as person_row from stg_deals
            union all
            select import_id, row_number, person_row from stg_interactions
            union all
            select import_id, row_number, person_row from stg_answers
            union all
            select import_id, row_number, person_row from stg_consents
            union all
            select import_id, row_number, person_row from stg_agreements
        )
        semi join problems using (import_id, row_number)
        where person_row is not null
    ),

    alive as (
        select
            problems.*,
            imports.kind,
            imports.file,
            coalesce(told.person_row, problems.row_number) as person_row,
            case when problems.field in ('last_name', 'first_name', 'patronymic') then 'full_name' else problems.field end as cell
        from problems
        join imports using (import_id)
        semi join current_imports using (import_id)
        left join told using (import_id, row_number)
        where not exists (
            from mended_rows
            where mended_rows.rejected_by = problems.import_id and mended_rows.rejected_row = problems.row_number
        )
    ),

    silent as (
        select row_keys.import_id, row_keys.row_number
        from row_keys
        join imports using (import_id)
        anti join current_rows using (import_id, row_number)
        where imports.kind = 'contacts'
    ),

    set_fields as (
        select
            client_id,
            case when field in ('last_name', 'first_name', 'patronymic') then 'full_name' else field end as cell
        from client_corrections
    )

select
    alive.import_id,
    alive.file,
    alive.sheet,
    alive.row_number,
    alive.line_number,
    alive.position,
    alive.header,
    alive.field,
    alive.code,
    alive.severity,
    alive.value,
    alive.suggestion,
    alive.person_row,
    row_clients.contact_id,
    row_clients.client_id
from alive
anti join silent using (import_id, row_number)
anti join corrected_cells as mended
    on mended.import_id = alive.import_id and mended.row_number = alive.person_row and mended.field = alive.cell
    and mended.written = alive.value
left join row_clients on row_clients.import_id = alive.import_id and row_clients.row_number = alive.person_row
where not exists (
    from set_fields
    where set_fields.client_id = row_clients.client_id and set_fields.cell = alive.cell
        and (alive.kind = 'contacts' or alive.cell not in ('created_on', 'channel', 'campaign', 'manager', 'note'))
)
