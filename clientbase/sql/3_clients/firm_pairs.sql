-- One row per compared pair in which at least one is a firm: by its name, its house and its INN.
with
    shared as (
        select
            candidate_pairs.contact_a,
            candidate_pairs.contact_b,
            bool_or(a.channel = 'phone') as shares_phone,
            bool_or(a.channel = 'email') as shares_email,
            bool_or(a.channel = 'inn') as shares_inn,
            bool_or(a.channel = 'client_key') as shares_key
        from candidate_pairs
        join contact_points as a on a.contact_id = candidate_pairs.contact_a
        join contact_points as b on b.contact_id = candidate_pairs.contact_b and b.channel = a.channel and b.key = a.key
        group by candidate_pairs.contact_a, candidate_pairs.contact_b
    ),

    ruled as (
        select
            shared.*,
            case
                when are_firms and company = 'same' then 'same_firm'
                when are_firms and company in ('close', 'contained') and a.house_number <> '' and a.house_number = b.house_number then 'same_firm_and_house'
                when are_firms and company in ('close', 'contained') then 'close_firm'
                when are_firms and shares_inn then 'firm_by_inn'
                when are_firms then 'other_firm'
                else 'firm_and_person'
            end as reason_code
        from pair_comparisons
        join shared using (contact_a, contact_b)
        join contact_tokens as a on a.contact_id = contact_a
        join contact_tokens as b on b.contact_id = contact_b
        where are_firms or is_firm_with_person
    )

select
    contact_a,
    contact_b,
    case
        when reason_code in ('same_firm', 'same_firm_and_house', 'firm_by_inn') then 0.98
        when reason_code = 'close_firm' then 0.5
        else 0.02
    end::double as match_probability,
    log2(match_probability / (1 - match_probability)) as match_weight,
    case when reason_code in ('other_firm', 'firm_and_person') then 'colleague' else 'match' end as class,
    reason_code,
    shares_phone,
    shares_email,
    shares_inn,
    shares_key,
    case
        when reason_code in ('same_firm', 'same_firm_and_house', 'firm_by_inn') then 'merge'
        when reason_code = 'close_firm' then 'doubtful'
        else 'apart'
    end as outcome,
    reason_code = 'close_firm' as leans
from ruled
