-- One row per distinct text of a column that may hold something sensitive: a quick look, before each is judged.
select text
from (select distinct text from source_column) as texts
where regexp_matches(replace(lower(text), 'ё', 'е'), $pattern)
order by text
