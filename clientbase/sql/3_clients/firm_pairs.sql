-- One row per compared pair in which at least one is a firm: the probability that they are one, and what becomes of it.
-- What nobody would merge without a look never merges by itself: another address, another name, a branch's own KPP, another INN.
-- One INN, or one name with one phone or e-mail and nothing against it, is one firm whatever the list taught.
with
    odds as (
        select
            firm_comparisons.*,
            1 / (
                1 + exp(least(ln_relative - ln_match, 60)) + exp(least(ln_site - ln_match, 60))
                + exp(least(ln_colleague - ln_match, 60)) + exp(least(ln_stranger - ln_match, 60))
            ) as learnt_probability,
            case greatest(ln_match, ln_relative, ln_site, ln_colleague, ln_stranger)
                when ln_match then 'match'
                when ln_colleague then 'colleague'
                when ln_stranger then 'stranger'
                else 'relative'
            end as learnt_class,
            address in ('close', 'similar', 'other') as is_elsewhere,
            company in ('same', 'shared', 'close', 'contained', 'similar') as does_name_agree,
            phone in ('same', 'shared') or email = 'same' or domain = 'same' as shares_point,
            coalesce(keys.contact_a is not null, false) as shares_key
        from firm_comparisons
        join firm_scores using (company, address, postcode, city, phone, email, domain, inn, kpp, ogrn)
        left join (
            select distinct a.contact_id as contact_a, b.contact_id as contact_b
            from contact_points as a
            join contact_points as b using (channel, key)
            where channel = 'client_key' and a.contact_id < b.contact_id
        ) as keys using (contact_a, contact_b)
        where not is_random
    ),

    ruled as (
        select
            *,
            case
                when inn = 'other' then least(learnt_probability, 0.3)
                when inn = 'same' and does_name_agree and kpp <> 'other' then greatest(least(learnt_probability, 1 - 1e-9), 0.999)
                when company = 'same' and (phone = 'same' or email = 'same') and not is_elsewhere and kpp <> 'other'
                    then greatest(least(learnt_probability, 1 - 1e-9), 0.995)
                else least(learnt_probability, 1 - 1e-9)
            end as match_probability,
            case
                when inn = 'other' then 'other_inn'
                when inn = 'same' and kpp <> 'other' then 'firm_by_inn'
                when is_elsewhere and does_name_agree then 'other_site'
                when kpp = 'other' and does_name_agree then 'other_site'
                when address = 'same' and does_name_agree then 'same_firm_and_house'
                when company in ('same', 'shared') and shares_point then 'same_firm'
                when does_name_agree then 'close_firm'
                when address = 'same' and shares_point then 'firm_house_and_phone'
                else 'other_firm'
            end as reason_code
        from odds
    ),

    judged as (
        select
            *,
            reason_code in ('firm_by_inn', 'same_firm', 'same_firm_and_house')
                or (reason_code = 'close_firm' and company in ('close', 'contained') and shares_point) as may_merge
        from ruled
    )

select
    contact_a,
    contact_b,
    match_probability,
    log2(match_probability / (1 - match_probability)) as match_weight,
    case
        when match_probability >= 0.5 then 'match'
        when learnt_class = 'match' then 'relative'
        else learnt_class
    end as class,
    reason_code,
    phone in ('same', 'shared') as shares_phone,
    email = 'same' as shares_email,
    inn = 'same' as shares_inn,
    shares_key,
    case
        when may_merge and match_probability >= $merge then 'merge'
        when match_probability >= $doubtful then 'doubtful'
        else 'apart'
    end as outcome,
    match_probability >= 0.5 as leans
from judged
union all
select
    contact_a,
    contact_b,
    0.0,
    -20.0,
    'colleague',
    'firm_and_person',
    coalesce(bool_or(a.channel = 'phone'), false),
    coalesce(bool_or(a.channel = 'email'), false),
    coalesce(bool_or(a.channel = 'inn'), false),
    coalesce(bool_or(a.channel = 'client_key'), false),
    'apart',
    false
from pair_comparisons
join contact_points as a on a.contact_id = contact_a
join contact_points as b on b.contact_id = contact_b and b.channel = a.channel and b.key = a.key
where is_firm_with_person
group by contact_a, contact_b
