-- One row per way in which the compared pairs of people compare, and how many pairs do.
-- Two different well-known first names are told from other different ones: no slip makes the one of the other.
select
    case when first_name = 'other' and are_both_known then 'partial' else first_name end::comparison_level as first_name, last_name, patronymic, birth_date, sex, phone, email, address, postcode, city, company, inn, client_key,
    own_1, own_2, own_3, count(*) as pairs
from pair_comparisons
where not are_firms and not is_firm_with_person
group by all
order by all
