-- One row per candidate pair: how each part of the two compares ('same', 'close', 'contained', 'initial', 'missing', 'other').
-- Close is one typing error in a first name of five letters or a surname of four; two well-known first names are never a typing error of each other.
with
    pairs as (
        select
            candidate_pairs.*,
            a.first_key is null and a.last_key is null and a.company_key is null as is_nameless_a,
            b.first_key is null and b.last_key is null and b.company_key is null as is_nameless_b,
            a.first_key is null and a.last_key is null and a.company_key is not null as is_firm_a,
            b.first_key is null and b.last_key is null and b.company_key is not null as is_firm_b,
            a.first_key = b.last_key and a.last_key = b.first_key as is_swapped,
            a.first_key as first_a, b.first_key as first_b,
            a.last_key as last_a, b.last_key as last_b,
            a.patronymic_key as patronymic_a, b.patronymic_key as patronymic_b,
            a.company_key as company_a, b.company_key as company_b,
            a.house_number <> '' and a.house_number = b.house_number as is_same_house,
            a.birth_date as birth_a, b.birth_date as birth_b,
            known_a.key is not null and known_b.key is not null as are_both_known
        from candidate_pairs
        join contact_tokens as a on a.contact_id = candidate_pairs.contact_a
        join contact_tokens as b on b.contact_id = candidate_pairs.contact_b
        left join known_first_names as known_a on known_a.key = a.first_key
        left join known_first_names as known_b on known_b.key = b.first_key
    )

select
    contact_a,
    contact_b,
    shares_phone,
    shares_email,
    shares_inn,
    shares_key,
    is_nameless_a or is_nameless_b as is_nameless,
    is_firm_a and is_firm_b as are_firms,
    is_firm_a <> is_firm_b as is_firm_with_person,
    coalesce(is_same_house, false) as is_same_house,
    case
        when is_swapped then 'same'
        when first_a is null or first_b is null then 'missing'
        when first_a = first_b then 'same'
        when first_a like '%.' and left(first_a, 1) = left(first_b, 1) then 'initial'
        when first_b like '%.' and left(first_a, 1) = left(first_b, 1) then 'initial'
        when are_both_known then 'other'
        when least(length(first_a), length(first_b)) >= 5 and damerau_levenshtein(first_a, first_b) = 1 then 'close'
        else 'other'
    end as first_name,
    damerau_levenshtein(first_a, first_b) as first_name_errors,
    case
        when is_swapped then 'same'
        when last_a is null or last_b is null then 'missing'
        when last_a = last_b then 'same'
        when (last_a like '%.' or last_b like '%.') and left(last_a, 1) = left(last_b, 1) then 'initial'
        when least(length(last_a), length(last_b)) >= 4 and damerau_levenshtein(last_a, last_b) = 1 then 'close'
        else 'other'
    end as last_name,
    case
        when patronymic_a is null or patronymic_b is null then 'missing'
        when patronymic_a = patronymic_b then 'same'
        when (patronymic_a like '%.' or patronymic_b like '%.') and left(patronymic_a, 1) = left(patronymic_b, 1) then 'initial'
        when damerau_levenshtein(patronymic_a, patronymic_b) = 1 then 'close'
        else 'other'
    end as patronymic,
    case
        when company_a is null or company_b is null then 'missing'
        when company_a = company_b then 'same'
        when least(length(company_a), length(company_b)) >= 8 and damerau_levenshtein(company_a, company_b) <= 2 then 'close'
        when list_has_all(string_split(company_a, ' '), string_split(company_b, ' ')) then 'contained'
        when list_has_all(string_split(company_b, ' '), string_split(company_a, ' ')) then 'contained'
        else 'other'
    end as company,
    case
        when birth_a is null or birth_b is null then 'missing'
        when birth_a = birth_b then 'same'
        else 'other'
    end as birth_date
from pairs
