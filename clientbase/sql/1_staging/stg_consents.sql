-- One row per statement of consent of the file being taken, as text; person_row is the row whose person stands for it in stg_contacts.
select
    $import_id as import_id,
    $sheet as sheet,
    people.row_number as person_row,
    incoming.* exclude (person_key) replace (case when extra is not null then to_json(extra) end as extra)
from incoming
left join people using (person_key)
where incoming.row_number not in (select row_number from rejected_rows)
