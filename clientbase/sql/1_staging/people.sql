-- One row per distinct person that the file being taken tells of: an order's buyer, whoever answered or called.
select
    person_key,
    min(row_number) as row_number,
    min(line_number) as line_number,
    any_value(person) as person
from incoming_people
where row_number not in (select row_number from rejected_rows) and person_key is not null
group by person_key
