-- One row per contact row that speaks for its contact today.
-- Of the contact files the newest row of a contact counts; every distinct person of the other files counts, after it.
-- What a whole export holds no more, and what was mended again, has stopped speaking.
with
    rows as (
        select
            contact_keys.contact_id,
            clean_contacts.import_id,
            clean_contacts.row_number,
            clean_contacts.kind,
            row_number() over (
                partition by contact_keys.contact_id, clean_contacts.kind
                order by clean_contacts.import_id desc, clean_contacts.row_number desc
            ) as newness
        from row_keys
        join contact_keys using (source, row_key)
        join clean_contacts using (import_id, row_number)
        semi join current_imports using (import_id)
        anti join superseded_rows using (import_id, row_number)
    )

select
    contact_id,
    import_id,
    row_number,
    row_number() over (
        partition by contact_id
        order by kind = 'contacts' desc, import_id desc, row_number desc
    ) as rank
from rows
where kind <> 'contacts' or newness = 1
