-- One row per pair of organisations worth comparing: how each part compares.
-- 'shared' is a name, phone or address that more than three different places have: a chain, a head office, a business centre.
with
    pairs as (
        select
            contact_a,
            contact_b,
            is_random,
            a.company_key as name_a, b.company_key as name_b,
            a.house as house_a, b.house as house_b,
            a.street as street_a, b.street as street_b,
            a.heading <> b.heading as are_two_ends,
            list_has_any(a.street, b.street) as is_street_same,
            list_intersect(a.phones, b.phones) as phones,
            right(a.phones[1], 7) as phone_a, right(b.phones[1], 7) as phone_b,
            a.phones as phones_a, b.phones as phones_b,
            a.emails as emails_a, b.emails as emails_b,
            a.domains as domains_a, b.domains as domains_b,
            a.postcode as postcode_a, b.postcode as postcode_b,
            a.city as city_a, b.city as city_b,
            a.inn as inn_a, b.inn as inn_b,
            a.kpp as kpp_a, b.kpp as kpp_b,
            a.ogrn as ogrn_a, b.ogrn as ogrn_b
        from firm_candidates
        join firm_tokens as a on a.contact_id = contact_a
        join firm_tokens as b on b.contact_id = contact_b
    ),

    common as (
        select
            contact_a,
            contact_b,
            min(a.places) filter (where a.channel = 'phone') as phone_places,
            min(a.places) filter (where a.channel = 'name') as name_places
        from firm_candidates
        join firm_points as a on a.contact_id = contact_a
        join firm_points as b on b.contact_id = contact_b and b.channel = a.channel and b.key = a.key
        where a.channel in ('phone', 'name')
        group by contact_a, contact_b
    )

select
    contact_a,
    contact_b,
    is_random,
    case
        when pairs.name_a = pairs.name_b and name_places > 3 then 'shared'
        when pairs.name_a = pairs.name_b then 'same'
        when do_numbers_differ then 'other'
        when rest_of_longer <= 0.3 then 'close'
        when do_initials_agree and common >= 0.25 then 'contained'
        when rest_of_shorter <= 0.3 and common >= 0.5 then 'contained'
        when contained >= 0.5 and common >= 0.5 then 'similar'
        when contained >= 0.25 and common >= 0.25 then 'partial'
        else 'other'
    end as company,
    case
        when coalesce(house_a, '') = '' or coalesce(house_b, '') = '' or street_a is null or street_b is null then 'missing'
        when house_a = house_b and is_street_same and not coalesce(are_two_ends, false) then 'same'
        when house_a = house_b then 'partial'
        when is_street_same and abs(house_a::bigint - house_b::bigint) <= 20 then 'close'
        when is_street_same and length(house_a) > 2 and damerau_levenshtein(house_a, house_b) = 1 then 'close'
        when is_street_same then 'similar'
        else 'other'
    end as address,
    case
        when postcode_a is null or postcode_b is null then 'missing'
        when postcode_a = postcode_b then 'same'
        else 'other'
    end as postcode,
    case
        when city_a is null or city_b is null then 'missing'
        when city_a = city_b then 'same'
        else 'other'
    end as city,
    case
        when phones_a is null or phones_b is null then 'missing'
        when phone_places > 3 then 'shared'
        when phone_places > 0 then 'same'
        when damerau_levenshtein(phone_a, phone_b) = 1 then 'close'
        else 'other'
    end as phone,
    case
        when emails_a is null or emails_b is null then 'missing'
        when list_has_any(emails_a, emails_b) then 'same'
        else 'other'
    end as email,
    case
        when domains_a is null or domains_b is null then 'missing'
        when list_has_any(domains_a, domains_b) then 'same'
        else 'other'
    end as domain,
    case
        when inn_a is null or inn_b is null then 'missing'
        when inn_a = inn_b then 'same'
        else 'other'
    end as inn,
    case
        when kpp_a is null or kpp_b is null then 'missing'
        when kpp_a = kpp_b then 'same'
        else 'other'
    end as kpp,
    case
        when ogrn_a is null or ogrn_b is null then 'missing'
        when ogrn_a = ogrn_b then 'same'
        else 'other'
    end as ogrn
from pairs
left join common using (contact_a, contact_b)
left join firm_names
    on firm_names.name_a = least(pairs.name_a, pairs.name_b) and firm_names.name_b = greatest(pairs.name_a, pairs.name_b)
