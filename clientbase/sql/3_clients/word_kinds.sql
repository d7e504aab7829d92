-- One row per word that names no street: the kinds of neutral word that it is; a known town of the country is one, too.
select word, list(distinct kind order by kind) as kinds
from (
    select word, kind from neutral_words where kind in ('street', 'house', 'part', 'heading')
    union all
    select lower(city), 'town' from known_cities where is_near and not contains(city, ' ')
)
group by word
