-- One row per phone or e-mail on which more than one person stands: nobody without a name may join there.
-- An initial is nobody else than the name there that begins with it.
with
    names as (
        select distinct channel, key, coalesce(first_key, company_key) as name
        from contact_points
        join contact_tokens using (contact_id)
        where channel in ('phone', 'email') and coalesce(first_key, company_key) is not null
    ),

    beginnings as (
        select distinct channel, key, left(name, 1) || '.' as initial
        from names
        where name not like '%.'
    )

select names.channel, names.key
from names
left join beginnings
    on beginnings.channel = names.channel and beginnings.key = names.key and beginnings.initial = names.name
where beginnings.initial is null
group by names.channel, names.key
having count(*) > 1
