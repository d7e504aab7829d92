-- One row per source row of a contact: where it stands in its file, whose client it is, and what holds it there.
-- match_probability is of the pair that the reason is about: of a contact alone, that which comes nearest to another client.
-- A contact may stand in several rows, twice in one export or in several files; of files of one name the newest counts.
-- Rows of a text file are counted from its header, which is 1; those of a workbook are the sheet's.
with
    rows as (
        select
            contact_keys.contact_id,
            imports.import_id,
            imports.file,
            imports.sheet,
            row_keys.row_number,
            case
                when imports.encoding = '' then row_keys.row_number
                else row_keys.row_number + 1 - greatest(imports.header_row, 1)
            end as source_row,
            imports.import_id = max(imports.import_id) over (
                partition by contact_keys.contact_id, imports.source, imports.kind, imports.file, imports.sheet
            ) as is_newest
        from row_keys
        join contact_keys using (source, row_key)
        join imports using (import_id)
        semi join current_imports using (import_id)
        anti join superseded_rows using (import_id, row_number)
    )

select
    rows.contact_id,
    rows.file as source_file,
    rows.sheet,
    rows.source_row,
    client_contacts.client_id,
    client_contacts.suggested_client_id,
    coalesce(contact_ties.match_probability, client_contacts.match_probability) as match_probability,
    contact_reasons.reason
from rows
join client_contacts using (contact_id)
left join contact_reasons using (contact_id)
left join contact_ties using (contact_id)
where rows.is_newest
order by rows.import_id, rows.row_number
