-- Ages have a cleaner of their own: what was judged as a number before keeps its value.

insert into cleaned_values by name
select distinct cleaned_values.* replace ('age' as type)
from cleaned_values
join import_columns using (context)
where cleaned_values.type = 'number' and import_columns.field = 'age' and import_columns.type = 'number';

update import_columns set type = 'age' where field = 'age';
