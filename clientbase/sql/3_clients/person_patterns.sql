-- One row per way in which the compared pairs of people compare, and how many pairs do.
select
    first_name, last_name, patronymic, birth_date, sex, phone, email, address, postcode, city, company, inn, client_key,
    own_1, own_2, own_3, count(*) as pairs
from pair_comparisons
where not are_firms and not is_firm_with_person
group by all
