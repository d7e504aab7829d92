-- One row per phone or e-mail on which more than one person stands: nobody without a name may join there.
select channel, key
from contact_points
join contact_tokens using (contact_id)
where channel in ('phone', 'email')
group by channel, key
having count(distinct coalesce(first_key, company_key)) > 1
