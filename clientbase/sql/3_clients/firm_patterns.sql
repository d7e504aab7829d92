-- One row per way in which the compared pairs of firms compare, and how many pairs do; pairs at random are counted apart.
select company, address, postcode, city, phone, email, domain, inn, kpp, ogrn, is_random, count(*) as pairs
from firm_comparisons
group by all
order by all
