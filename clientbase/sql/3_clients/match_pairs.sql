-- One row per compared pair of contacts: merge, doubtful or apart, with the probability that they are one and the reason's code.
-- The rule: a shared phone or e-mail plus an agreeing name. A missing part is neutral; a shared phone alone is a relation.
-- Probabilities are shares counted on an independent list: same first name on one phone .99 with a surname missing,
-- .98 with both equal, .91 with another surname.
with
    crowded as (
        select distinct a.contact_id as contact_a, b.contact_id as contact_b
        from contact_points as a
        join contact_points as b using (channel, key)
        join crowded_points using (channel, key)
        where a.contact_id < b.contact_id
    ),

    judged as (
        select
            pair_comparisons.*,
            crowded.contact_a is not null as is_crowded,
            first_name in ('same', 'close', 'initial')
                and last_name in ('same', 'close', 'initial', 'missing')
                and patronymic <> 'other'
                and birth_date <> 'other' as does_name_agree
        from pair_comparisons
        left join crowded using (contact_a, contact_b)
    ),

    ruled as (
        select
            *,
            case
                when are_firms and company = 'same' then 'same_firm'
                when are_firms and company in ('close', 'contained') and is_same_house then 'same_firm_and_house'
                when are_firms and company in ('close', 'contained') then 'close_firm'
                when are_firms and shares_inn then 'firm_by_inn'
                when are_firms then 'other_firm'
                when is_firm_with_person then 'firm_and_person'
                when shares_inn and not (shares_phone or shares_email or shares_key) and not does_name_agree then 'colleagues'
                when is_nameless and is_crowded then 'nameless_on_shared'
                when is_nameless then 'nameless'
                when does_name_agree then 'same_name'
                when shares_key and last_name = 'same' and first_name_errors <= 2 then 'same_id'
                when shares_key and last_name = 'same' and first_name = 'missing' then 'same_id'
                when shares_key and first_name not in ('same', 'close', 'initial') then 'same_id_other_name'
                when first_name = 'same' and last_name = 'other' and birth_date = 'same' then 'new_surname'
                when first_name = 'same' and last_name = 'other' and patronymic = 'same' then 'new_surname'
                when first_name in ('same', 'close', 'initial') then 'namesake'
                when first_name = 'missing' and last_name in ('same', 'close') then 'surname_only'
                when first_name = 'missing' then 'different_people'
                when last_name in ('same', 'close') then 'family'
                when company = 'same' then 'colleagues'
                else 'different_people'
            end as reason_code
        from judged
    ),

    judged_pairs as (
        select
            contact_a,
            contact_b,
            shares_phone,
            shares_email,
            shares_inn,
            shares_key,
            reason_code,
            case
                when reason_code in ('same_firm', 'same_firm_and_house', 'firm_by_inn', 'nameless', 'same_name', 'same_id', 'new_surname') then 'merge'
                when reason_code in ('close_firm', 'nameless_on_shared', 'same_id_other_name', 'namesake', 'surname_only') then 'doubtful'
                else 'apart'
            end as outcome,
            case
                when reason_code = 'same_name' and last_name = 'missing' then 0.99
                when reason_code in ('same_name', 'same_id', 'firm_by_inn', 'same_firm', 'same_firm_and_house') then 0.98
                when reason_code = 'new_surname' then 0.97
                when reason_code = 'nameless' then 0.96
                when reason_code = 'namesake' and patronymic <> 'other' and birth_date <> 'other' then 0.91
                when reason_code in ('close_firm', 'surname_only', 'nameless_on_shared', 'same_id_other_name', 'namesake') then 0.5
                else 0.02
            end::double as match_probability
        from ruled
    )

select
    *,
    log2(match_probability / (1 - match_probability)) as match_weight,
    outcome = 'doubtful' and match_probability > 0.5 as leans
from judged_pairs
