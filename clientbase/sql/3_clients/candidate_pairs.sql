-- One row per pair of contacts worth comparing: they share a blocking key that is not too common, or say the same.
-- Of too many contacts with one name on one phone or e-mail each is compared with the next: a client may have thousands.
with
    sized as (
        select rule, value, count(*) as contacts, any_value(most) as most
        from blocking_keys
        group by rule, value
        having count(*) > 1
    ),

    blocked as (
        select blocking_keys.contact_id, blocking_keys.rule, blocking_keys.value
        from blocking_keys
        join sized using (rule, value)
        where sized.contacts <= sized.most
    ),

    chained as (
        select
            lag(contact_id) over (partition by rule, value order by contact_id) as contact_a,
            contact_id as contact_b
        from blocking_keys
        join sized using (rule, value)
        where sized.contacts > sized.most and rule in ('phone and name', 'email and name', 'inn and name')
    )

select a.contact_id as contact_a, b.contact_id as contact_b
from blocked as a
join blocked as b using (rule, value)
where a.contact_id < b.contact_id
union
select contact_a, contact_b
from chained
where contact_a is not null
union
select twin_id, contact_id
from contact_twins
