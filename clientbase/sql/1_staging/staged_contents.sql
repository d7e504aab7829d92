-- One row per row of contacts or deals of one source and kind: the source's own key, what the row says, and which of equal rows it is.
-- `who` is the name that parts two contacts of one key, as in row_keys; '' where there is none.
-- current_imports are those in force before the file being taken, $import_ids its own.
with
    wanted as (
        select import_id
        from current_imports
        where source = $source and kind = $kind
        union all
        select unnest($import_ids)
    ),

    names as (
        select
            import_id, row_number,
            coalesce(nullif(concat_ws(' ', first_key, last_key), ''), company_key) as who
        from clean_contacts
        semi join wanted using (import_id)
        where client_key is not null and $kind = 'contacts'
    ),

    contacts as (
        select
            import_id,
            row_number,
            clean_key(client_key) as key,
            coalesce(names.who, '') as who,
            hash(row(*columns(stg_contacts.* exclude (import_id, sheet, row_number, line_number)))) as content
        from stg_contacts
        semi join wanted using (import_id)
        left join names using (import_id, row_number)
    ),

    deals as (
        select
            stg_deals.import_id,
            stg_deals.row_number,
            clean_key(stg_deals.deal_key) as key,
            '' as who,
            hash(row(buyers.content, *columns(stg_deals.* exclude (import_id, sheet, row_number, line_number, buyer_row)))) as content
        from stg_deals
        left join contacts as buyers on buyers.import_id = stg_deals.import_id and buyers.row_number = stg_deals.buyer_row
        semi join wanted on wanted.import_id = stg_deals.import_id
    ),

    rows as (
        select * from contacts where $kind = 'contacts'
        union all
        select * from deals where $kind = 'deals'
    )

select
    *,
    row_number() over (partition by import_id, key, content order by row_number) as ordinal,
    list_contains($import_ids, import_id) as is_own
from rows
