-- One row per candidate pair: how each part of the two compares, as a level; 'missing' where one side has nothing to compare.
-- Close is one typing error in a first name of five letters or a surname of four; two well-known first names are never a typing
-- error of each other. Names in each other's places are compared crosswise, and the surname is 'swapped'.
-- A relative of somebody, "мама Пети", has no name of its own and is yet not whoever else has the phone.
-- Rarity is how many bits an equal value is rarer than equal values are at random.
with
    pairs as (
        select
            candidate_pairs.contact_a,
            candidate_pairs.contact_b,
            coalesce(
                a.first_key <> b.first_key and a.last_key <> b.last_key
                and jaro_winkler_similarity(a.first_key, b.last_key) >= 0.92
                and jaro_winkler_similarity(a.last_key, b.first_key) >= 0.92,
                false
            ) as is_swapped,
            a.first_key as first_a,
            case when is_swapped then b.last_key else b.first_key end as first_b,
            a.last_key as last_a,
            case when is_swapped then b.first_key else b.last_key end as last_b,
            a.first_forms as forms_a, b.first_forms as forms_b,
            a.patronymic_key as patronymic_a, b.patronymic_key as patronymic_b,
            a.mark as mark_a, b.mark as mark_b,
            a.company_key as company_a, b.company_key as company_b,
            a.birth_key as birth_a, b.birth_key as birth_b,
            a.sex as sex_a, b.sex as sex_b,
            a.inn as inn_a, b.inn as inn_b,
            a.street_key as street_a, b.street_key as street_b,
            a.address_numbers as numbers_a, b.address_numbers as numbers_b,
            a.postcode as postcode_a, b.postcode as postcode_b,
            a.city_key as city_a, b.city_key as city_b,
            a.source as source_a, b.source as source_b,
            a.client_key as key_a, b.client_key as key_b,
            a.own_1 as own_1_a, b.own_1 as own_1_b,
            a.own_2 as own_2_a, b.own_2 as own_2_b,
            a.own_3 as own_3_a, b.own_3 as own_3_b,
            reach_a.phones as phones_a, reach_b.phones as phones_b,
            reach_a.shared_phones as shared_phones_a, reach_b.shared_phones as shared_phones_b,
            reach_a.emails as emails_a, reach_b.emails as emails_b,
            reach_a.emails[1] as email_a, reach_b.emails[1] as email_b,
            split_part(email_a, '@', 1) as local_a, split_part(email_b, '@', 1) as local_b,
            reach_a.shared_emails as shared_emails_a, reach_b.shared_emails as shared_emails_b
        from candidate_pairs
        join contact_tokens as a on a.contact_id = candidate_pairs.contact_a
        join contact_tokens as b on b.contact_id = candidate_pairs.contact_b
        left join contact_reach as reach_a on reach_a.contact_id = candidate_pairs.contact_a
        left join contact_reach as reach_b on reach_b.contact_id = candidate_pairs.contact_b
    )

select
    contact_a,
    contact_b,
    case
        when first_a is null or first_b is null then 'missing'
        when first_a = first_b then 'same'
        when (first_a like '%.' or first_b like '%.') and left(first_a, 1) = left(first_b, 1) then 'initial'
        when first_a like '%.' or first_b like '%.' then 'other'
        when list_contains(forms_a, first_b) or list_contains(forms_b, first_a) or list_has_any(forms_a, forms_b) then 'diminutive'
        when known_a.key is not null and known_b.key is not null then 'other'
        when jaro_winkler_similarity(first_a, first_b) >= 0.8 and least(length(first_a), length(first_b)) >= 5
            and damerau_levenshtein(first_a, first_b) = 1 then 'close'
        when least(length(first_a), length(first_b)) >= 3 and (starts_with(first_a, first_b) or starts_with(first_b, first_a)) then 'similar'
        when jaro_winkler_similarity(first_a, first_b) >= 0.88 then 'similar'
        when jaro_winkler_similarity(first_a, first_b) >= 0.7 and least(length(first_a), length(first_b)) >= 3
            and damerau_levenshtein(first_a, first_b) = 1 then 'similar'
        else 'other'
    end::comparison_level as first_name,
    case
        when last_a is null or last_b is null then 'missing'
        when is_swapped then 'swapped'
        when last_a = last_b then 'same'
        when (last_a like '%.' or last_b like '%.') and left(last_a, 1) = left(last_b, 1) then 'initial'
        when last_a like '%.' or last_b like '%.' then 'other'
        when last_a = first_b and first_a = last_b then 'swapped'
        when jaro_winkler_similarity(last_a, last_b) >= 0.8 and least(length(last_a), length(last_b)) >= 4
            and damerau_levenshtein(last_a, last_b) = 1 then 'close'
        when least(length(last_a), length(last_b)) >= 4 and abs(length(last_a) - length(last_b)) >= 3 and (
            starts_with(last_a, last_b) or starts_with(last_b, last_a) or ends_with(last_a, last_b) or ends_with(last_b, last_a)
        ) then 'contained'
        when jaro_winkler_similarity(last_a, last_b) >= 0.86 then 'similar'
        else 'other'
    end::comparison_level as last_name,
    case
        when patronymic_a is null or patronymic_b is null then 'missing'
        when patronymic_a = patronymic_b then 'same'
        when (patronymic_a like '%.' or patronymic_b like '%.') and left(patronymic_a, 1) = left(patronymic_b, 1) then 'initial'
        when jaro_winkler_similarity(patronymic_a, patronymic_b) >= 0.9 then 'close'
        when jaro_winkler_similarity(patronymic_a, patronymic_b) >= 0.8 and damerau_levenshtein(patronymic_a, patronymic_b) = 1 then 'close'
        else 'other'
    end::comparison_level as patronymic,
    case
        when birth_a is null or birth_b is null then 'missing'
        when birth_a = birth_b and length(birth_a) = 10 then 'same'
        when birth_a = birth_b or starts_with(birth_a, birth_b) or starts_with(birth_b, birth_a) then 'partial'
        when length(birth_a) < 10 or length(birth_b) < 10 then
            case when right(birth_a, 5) = right(birth_b, 5) and (birth_a like '--%' or birth_b like '--%') then 'partial' else 'other' end
        when left(birth_a, 4) = left(birth_b, 4) and substr(birth_a, 6, 2) = right(birth_b, 2) and right(birth_a, 2) = substr(birth_b, 6, 2) then 'swapped'
        when levenshtein(birth_a, birth_b) = 1 then 'close'
        when (left(birth_a, 4) = left(birth_b, 4))::int + (substr(birth_a, 6, 2) = substr(birth_b, 6, 2))::int
            + (right(birth_a, 2) = right(birth_b, 2))::int = 2 then 'similar'
        when left(birth_a, 3) = left(birth_b, 3) and levenshtein(birth_a, birth_b) = 2 then 'similar'
        else 'other'
    end::comparison_level as birth_date,
    case
        when sex_a is null or sex_b is null then 'missing'
        when sex_a = sex_b then 'same'
        else 'other'
    end::comparison_level as sex,
    case
        when list_has_any(phones_a, phones_b) then 'same'
        when list_has_any(shared_phones_a, shared_phones_b) then 'shared'
        when coalesce(phones_a, shared_phones_a) is null or coalesce(phones_b, shared_phones_b) is null then 'missing'
        when length(coalesce(phones_a, [])) > 3 or length(coalesce(phones_b, [])) > 3 then 'other'
        when length(phones_a) = 1 and length(phones_b) = 1 then
            case
                when jaro_winkler_similarity(phones_a[1], phones_b[1], 0.9) >= 0.9 and damerau_levenshtein(phones_a[1], phones_b[1]) = 1 then 'close'
                else 'other'
            end
        when length(list_filter(phones_a, lambda one: length(list_filter(phones_b, lambda two: jaro_winkler_similarity(one, two) >= 0.9 and damerau_levenshtein(one, two) = 1)) > 0)) > 0 then 'close'
        else 'other'
    end::comparison_level as phone,
    case
        when list_has_any(emails_a, emails_b) then 'same'
        when list_has_any(shared_emails_a, shared_emails_b) then 'shared'
        when emails_a is null or emails_b is null then 'missing'
        when local_a = local_b and length(local_a) >= 5 then 'close'
        when jaro_winkler_similarity(email_a, email_b, 0.85) >= 0.85 and length(email_a) >= 10
            and damerau_levenshtein(email_a, email_b) <= 2 then 'close'
        when jaro_winkler_similarity(local_a, local_b, 0.9) >= 0.9 then 'similar'
        else 'other'
    end::comparison_level as email,
    case
        when street_a is null or street_b is null then 'missing'
        when jaro_winkler_similarity(street_a, street_b) < 0.88 then 'other'
        when length(numbers_a) = 0 or length(numbers_b) = 0 then case when street_a = street_b then 'close' else 'similar' end
        when numbers_a = numbers_b then 'same'
        when numbers_a[1] = numbers_b[1] and (length(numbers_a) = 1 or length(numbers_b) = 1) then 'same'
        when numbers_a[1] = numbers_b[1] then 'contained'
        else 'partial'
    end::comparison_level as address,
    case
        when postcode_a is null or postcode_b is null then 'missing'
        when postcode_a = postcode_b then 'same'
        when levenshtein(postcode_a, postcode_b) = 1 then 'close'
        else 'other'
    end::comparison_level as postcode,
    case
        when city_a is null or city_b is null then 'missing'
        when city_a = city_b then 'same'
        when least(length(city_a), length(city_b)) >= 4 and (
            jaro_winkler_similarity(city_a, city_b) >= 0.9
            or jaro_winkler_similarity(city_a, city_b) >= 0.8 and damerau_levenshtein(city_a, city_b) = 1
        ) then 'close'
        else 'other'
    end::comparison_level as city,
    case
        when company_a is null or company_b is null then 'missing'
        when company_a = company_b then 'same'
        when jaro_winkler_similarity(company_a, company_b) >= 0.8 and least(length(company_a), length(company_b)) >= 8
            and damerau_levenshtein(company_a, company_b) <= 2 then 'close'
        when list_has_all(string_split(company_a, ' '), string_split(company_b, ' ')) then 'contained'
        when list_has_all(string_split(company_b, ' '), string_split(company_a, ' ')) then 'contained'
        else 'other'
    end::comparison_level as company,
    case
        when inn_a is null or inn_b is null then 'missing'
        when inn_a = inn_b then 'same'
        else 'other'
    end::comparison_level as inn,
    case
        when key_a is null or key_b is null or source_a <> source_b then 'missing'
        when key_a = key_b then 'same'
        else 'other'
    end::comparison_level as client_key,
    case
        when own_1_a is null or own_1_b is null then 'missing'
        when own_1_a = own_1_b then 'same'
        when jaro_winkler_similarity(own_1_a, own_1_b) >= 0.8 and least(length(own_1_a), length(own_1_b)) >= 5
            and damerau_levenshtein(own_1_a, own_1_b) = 1 then 'close'
        when least(length(own_1_a), length(own_1_b)) >= 5 and jaro_winkler_similarity(own_1_a, own_1_b) >= 0.9 then 'similar'
        else 'other'
    end::comparison_level as own_1,
    case
        when own_2_a is null or own_2_b is null then 'missing'
        when own_2_a = own_2_b then 'same'
        when jaro_winkler_similarity(own_2_a, own_2_b) >= 0.8 and least(length(own_2_a), length(own_2_b)) >= 5
            and damerau_levenshtein(own_2_a, own_2_b) = 1 then 'close'
        when least(length(own_2_a), length(own_2_b)) >= 5 and jaro_winkler_similarity(own_2_a, own_2_b) >= 0.9 then 'similar'
        else 'other'
    end::comparison_level as own_2,
    case
        when own_3_a is null or own_3_b is null then 'missing'
        when own_3_a = own_3_b then 'same'
        when jaro_winkler_similarity(own_3_a, own_3_b) >= 0.8 and least(length(own_3_a), length(own_3_b)) >= 5
            and damerau_levenshtein(own_3_a, own_3_b) = 1 then 'close'
        when least(length(own_3_a), length(own_3_b)) >= 5 and jaro_winkler_similarity(own_3_a, own_3_b) >= 0.9 then 'similar'
        else 'other'
    end::comparison_level as own_3,
    case
        when mark_a like '=%' or mark_b like '=%' then mark_a is distinct from mark_b
        else coalesce(mark_a <> mark_b, false)
    end as are_marked_apart,
    not are_marked_apart and (
        first_a is null and last_a is null and company_a is null or first_b is null and last_b is null and company_b is null
    ) as is_nameless,
    first_a is null and last_a is null and company_a is not null and first_b is null and last_b is null and company_b is not null as are_firms,
    (first_a is null and last_a is null and company_a is not null) <> (first_b is null and last_b is null and company_b is not null) as is_firm_with_person,
    known_a.key is not null and known_b.key is not null as are_both_known,
    case when first_a = first_b then first_a end as same_first,
    case when last_a = last_b then last_a end as same_last,
    case when patronymic_a = patronymic_b then patronymic_a end as same_patronymic,
    case when city_a = city_b then city_a end as same_city
from pairs
left join known_first_names as known_a on known_a.key = first_a
left join known_first_names as known_b on known_b.key = first_b
