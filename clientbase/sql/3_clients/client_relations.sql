-- One row per pair of clients that share a phone, an e-mail or an INN without being one: family, firm or merely shared.
-- A source's own id on two people is its mistake, no relation.
select
    least(a.client_id, b.client_id) as client_a,
    greatest(a.client_id, b.client_id) as client_b,
    case
        when bool_or(match_pairs.reason_code = 'family') then 'family'
        when bool_or(match_pairs.reason_code in ('colleagues', 'firm_and_person', 'other_firm')) then 'firm'
        else 'shared'
    end as relation,
    bool_or(match_pairs.shares_phone) as by_phone,
    bool_or(match_pairs.shares_email) as by_email
from match_pairs
join client_contacts as a on a.contact_id = match_pairs.contact_a
join client_contacts as b on b.contact_id = match_pairs.contact_b
where a.client_id <> b.client_id and (match_pairs.shares_phone or match_pairs.shares_email or match_pairs.shares_inn)
group by least(a.client_id, b.client_id), greatest(a.client_id, b.client_id)
