-- One row per distinct first name, surname, patronymic and city that contacts have together; at most 60,000, whoever they are.
select first_key as first_name, last_key as last_name, patronymic_key as patronymic, city_key as city
from contact_tokens
where first_key is not null and last_key is not null and first_key not like '%.' and last_key not like '%.'
group by first_key, last_key, patronymic_key, city_key
order by hash(first_key, last_key, patronymic_key, city_key), first_key, last_key, patronymic_key, city_key
limit 60000
