-- One row per pair that is told of: how each part compares, what became of the pair, and the values on both sides.
-- A level 'alike' is the same value in another spelling; of a channel the value that both have stands on both sides.
with
    shared as (
        select
            pairs_told.contact_a,
            pairs_told.contact_b,
            min(a.key) filter (where a.channel = 'phone') as phone,
            min(a.key) filter (where a.channel = 'email') as email
        from pairs_told
        join contact_points as a on a.contact_id = pairs_told.contact_a
        join contact_points as b on b.contact_id = pairs_told.contact_b and b.channel = a.channel and b.key = a.key
        where a.channel in ('phone', 'email')
        group by pairs_told.contact_a, pairs_told.contact_b
    ),

    said as (
        select contact_a, contact_b, decision, strftime(decided_at, $date_format) as decided_on
        from decided_pairs
    ),

    paired as (
        select
            pairs_told.contact_a,
            pairs_told.contact_b,
            coalesce(match_pairs.reason_code, 'decided') as reason_code,
            coalesce(match_pairs.outcome, '-') as outcome,
            coalesce(said.decision, '-') as decision,
            coalesce(said.decided_on, '') as decided_on,
            case when one.client_id = other.client_id then 'one' else 'two' end as clients,
            coalesce(pair_comparisons.last_name, 'missing') as last_name,
            coalesce(pair_comparisons.first_name, 'missing') as first_name,
            coalesce(pair_comparisons.patronymic, 'missing') as patronymic,
            coalesce(pair_comparisons.birth_date, 'missing') as birth_date,
            coalesce(pair_comparisons.company, 'missing') as company,
            case
                when shared.phone is not null then 'same'
                when a.phone <> b.phone then 'other'
                else 'missing'
            end as phone,
            case
                when shared.email is not null then 'same'
                when a.email <> b.email then 'other'
                else 'missing'
            end as email,
            case when a.inn = b.inn then 'same' when a.inn <> b.inn then 'other' else 'missing' end as inn,
            case
                when a.source = b.source and a.client_key = b.client_key then 'same'
                else 'missing'
            end as client_key,
            'missing' as sex,
            'missing' as address,
            'missing' as postcode,
            'missing' as city,
            coalesce(shared.phone, a.phone) as phone_a,
            coalesce(shared.phone, b.phone) as phone_b,
            coalesce(shared.email, a.email) as email_a,
            coalesce(shared.email, b.email) as email_b,
            a, b
        from pairs_told
        left join contact_values as a on a.contact_id = pairs_told.contact_a
        left join contact_values as b on b.contact_id = pairs_told.contact_b
        left join shared using (contact_a, contact_b)
        left join said using (contact_a, contact_b)
        left join pair_comparisons using (contact_a, contact_b)
        left join match_pairs using (contact_a, contact_b)
        left join client_contacts as one on one.contact_id = pairs_told.contact_a
        left join client_contacts as other on other.contact_id = pairs_told.contact_b
    )

select
    contact_a,
    contact_b,
    concat_ws(
        ' ', reason_code, outcome, decision, clients, ['none', 'one', 'both'][1 + (a.name <> '')::integer + (b.name <> '')::integer],
        case when client_key = 'same' and a.source = 'main' then 'unnamed' else client_key end,
        paired.phone, email, inn,
        case when company = 'same' and lower(a.company) <> lower(b.company) then 'alike' else company end,
        case when first_name = 'same' and lower(a.first_name) <> lower(b.first_name) then 'alike' else first_name end,
        case when last_name = 'same' and lower(a.last_name) <> lower(b.last_name) then 'alike' else last_name end,
        case when patronymic = 'same' and lower(a.patronymic) <> lower(b.patronymic) then 'alike' else patronymic end,
        birth_date, address, postcode, city, sex
    ) as levels,
    coalesce(a.client_key, '') as client_key_a,
    case when client_key = 'same' then a.source else coalesce(b.client_key, '') end as client_key_b,
    coalesce(readable_a.phone, '') as phone_a,
    coalesce(readable_b.phone, '') as phone_b,
    coalesce(email_a, '') as email_a,
    coalesce(email_b, '') as email_b,
    coalesce(a.inn, '') as inn_a,
    coalesce(b.inn, '') as inn_b,
    coalesce(a.company, '') as company_a,
    coalesce(b.company, '') as company_b,
    coalesce(a.last_name, '') as last_name_a,
    coalesce(b.last_name, '') as last_name_b,
    coalesce(a.first_name, '') as first_name_a,
    coalesce(b.first_name, '') as first_name_b,
    coalesce(a.patronymic, '') as patronymic_a,
    coalesce(b.patronymic, '') as patronymic_b,
    coalesce(a.birth_date, '') as birth_date_a,
    coalesce(b.birth_date, '') as birth_date_b,
    coalesce(a.address, '') as address_a,
    coalesce(b.address, '') as address_b,
    coalesce(a.postcode, '') as postcode_a,
    coalesce(b.postcode, '') as postcode_b,
    coalesce(a.city, '') as city_a,
    coalesce(b.city, '') as city_b,
    coalesce(a.sex, '') as sex_a,
    coalesce(b.sex, '') as sex_b,
    coalesce(a.name, '') as name_a,
    coalesce(b.name, '') as name_b,
    decided_on
from paired
left join readable_phones as readable_a on readable_a.key = paired.phone_a
left join readable_phones as readable_b on readable_b.key = paired.phone_b
