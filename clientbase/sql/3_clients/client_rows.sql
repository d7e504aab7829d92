-- One row per current contact row with the client it belongs to, and all by which golden values are picked.
-- trust says which row is asked first: a source that is trusted more goes before a newer file of another. seniority says who
-- spoke first, spoken grows with every row of every file, completeness is how much a row says of its client.
-- A row that is a deal's buyer knows the day of the last one that was won.
with
    won as (
        select import_id, buyer_row as row_number, max(deal_on) as won_on
        from deal_lines
        where status = 'won'
        group by import_id, buyer_row
    )

select
    client_contacts.client_id,
    current_rows.contact_id,
    row_number() over (
        partition by client_contacts.client_id
        order by
            current_imports.trust desc, clean_contacts.kind = 'contacts' desc,
            clean_contacts.import_id desc, clean_contacts.row_number desc
    ) as trust,
    row_number() over (
        partition by client_contacts.client_id
        order by
            current_imports.trust desc, clean_contacts.kind = 'contacts',
            clean_contacts.import_id, clean_contacts.row_number
    ) as seniority,
    clean_contacts.import_id::bigint * 1000000000 + clean_contacts.row_number as spoken,
    list_count([
        last_name, first_name, patronymic, sex, birth_date::varchar, social, city, region, country, postcode, address, company,
        position, inn, kpp, ogrn, website
    ]) as completeness,
    won.won_on,
    clean_contacts.*
from current_rows
join client_contacts using (contact_id)
join clean_contacts using (import_id, row_number)
join current_imports using (import_id)
left join won using (import_id, row_number)
