-- One row per order line of the file being taken, as text; buyer_row is the row whose buyer stands for it in stg_contacts.
select
    $import_id as import_id,
    $sheet as sheet,
    people.row_number as buyer_row,
    incoming.* exclude (person_key) replace (case when extra is not null then to_json(extra) end as extra)
from incoming
left join people using (person_key)
where incoming.row_number not in (select row_number from rejected_rows)
