-- One row per pair of organisations worth comparing, or drawn at random: how each part compares.
-- 'shared' is a name or phone that more than three different places have: a chain, a head office.
with
    firms as (
        select
            firm_tokens.* exclude (phones, house),
            nullif(house, '') as house,
            try_cast(house as bigint) as house_number,
            firm_reach.phones,
            crowded_phones,
            coalesce(is_chain, false) as is_chain
        from firm_tokens
        left join firm_reach using (contact_id)
    ),

    pairs as (
        select
            contact_a,
            contact_b,
            is_random,
            a,
            b,
            case
                when list_has_any(a.street, b.street)
                    then 2 * len(list_intersect(a.street, b.street)) > least(len(a.street), len(b.street))
                else false
            end as is_street_same,
            -- one slip leaves one half of the subscriber's digits alone, and to ask that first is cheap
            case
                when left(right(a.phones[1], 7), 3) = left(right(b.phones[1], 7), 3) or right(a.phones[1], 4) = right(b.phones[1], 4)
                    then damerau_levenshtein(a.phones[1], b.phones[1]) = 1
                else false
            end as is_phone_close
        from firm_candidates
        join firms as a on a.contact_id = contact_a
        join firms as b on b.contact_id = contact_b
    )

select
    contact_a,
    contact_b,
    is_random,
    case
        when a.company_key = b.company_key and a.is_chain then 'shared'
        when a.company_key = b.company_key then 'same'
        when do_numbers_differ then 'other'
        when rest_of_longer <= 0.3 then 'close'
        when do_initials_agree and common >= 0.25 then 'contained'
        when rest_of_shorter <= 0.3 and common >= 0.5 then 'contained'
        when contained >= 0.5 and common >= 0.5 then 'similar'
        when contained >= 0.25 and common >= 0.25 then 'partial'
        else 'other'
    end as company,
    case
        when a.house is null or b.house is null or a.street is null or b.street is null then 'missing'
        when a.house = b.house and is_street_same and coalesce(a.heading = b.heading, true) then 'same'
        when a.house = b.house then 'partial'
        when is_street_same and abs(a.house_number - b.house_number) <= 20 then 'close'
        when is_street_same and length(a.house) > 2 and damerau_levenshtein(a.house, b.house) = 1 then 'close'
        when is_street_same then 'similar'
        else 'other'
    end as address,
    case
        when a.postcode is null or b.postcode is null then 'missing'
        when a.postcode = b.postcode then 'same'
        else 'other'
    end as postcode,
    case
        when a.city is null or b.city is null then 'missing'
        when a.city = b.city then 'same'
        else 'other'
    end as city,
    case
        when coalesce(a.phones, a.crowded_phones) is null or coalesce(b.phones, b.crowded_phones) is null then 'missing'
        when list_has_any(a.phones, b.phones) then 'same'
        when list_has_any(a.crowded_phones, b.crowded_phones) then 'shared'
        when is_phone_close then 'close'
        else 'other'
    end as phone,
    case
        when a.emails is null or b.emails is null then 'missing'
        when list_has_any(a.emails, b.emails) then 'same'
        else 'other'
    end as email,
    case
        when a.domains is null or b.domains is null then 'missing'
        when list_has_any(a.domains, b.domains) then 'same'
        else 'other'
    end as domain,
    case
        when a.inn is null or b.inn is null then 'missing'
        when a.inn = b.inn then 'same'
        else 'other'
    end as inn,
    case
        when a.kpp is null or b.kpp is null then 'missing'
        when a.kpp = b.kpp then 'same'
        else 'other'
    end as kpp,
    case
        when a.ogrn is null or b.ogrn is null then 'missing'
        when a.ogrn = b.ogrn then 'same'
        else 'other'
    end as ogrn
from pairs
left join firm_names
    on firm_names.name_a = least(a.company_key, b.company_key) and firm_names.name_b = greatest(a.company_key, b.company_key)
