-- One row per pair of contacts worth comparing: they share a blocking key that is not too common, or say the same.
with
    shared as (
        select rule, value
        from blocking_keys
        group by rule, value
        having count(*) between 2 and any_value(most)
    ),

    blocked as (
        select blocking_keys.contact_id, blocking_keys.rule, blocking_keys.value
        from blocking_keys
        join shared using (rule, value)
    )

select a.contact_id as contact_a, b.contact_id as contact_b
from blocked as a
join blocked as b using (rule, value)
where a.contact_id < b.contact_id
union
select twin_id, contact_id
from contact_twins
