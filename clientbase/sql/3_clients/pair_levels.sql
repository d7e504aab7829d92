-- One row per pair that is told of: how each part compares, what became of the pair, and the values on both sides.
-- A level 'alike' is the same value in another spelling, 'veto' another id of a source whose ids are people, 'unnamed' an
-- id of the source that has no name; of a channel the value that both have stands on both sides.
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

    paired as (
        select
            pairs_told.contact_a,
            pairs_told.contact_b,
            coalesce(match_pairs.reason_code, 'decided') as reason_code,
            case when match_pairs.leans then 'leaning' else coalesce(match_pairs.outcome, '-') end as outcome,
            coalesce(match_pairs.class, '-') as class,
            coalesce(decided_pairs.decision, '-') as decision,
            coalesce(strftime(decided_pairs.decided_at, $date_format), '') as decided_on,
            case when one.client_id = other.client_id then 'one' else 'two' end as clients,
            case when firm.contact_a is not null then 'firm' else 'person' end as kind,
            case
                when coalesce(person.contact_a, firm.contact_a) is null then 'unknown'
                else ['none', 'one', 'both'][1 + (a.name <> '')::integer + (b.name <> '')::integer]
            end as named,
            coalesce(person.client_key::varchar, 'missing') as client_key,
            coalesce(firm.phone, person.phone::varchar, case when shared.phone is not null then 'same' else 'missing' end) as phone,
            coalesce(firm.email, person.email::varchar, case when shared.email is not null then 'same' else 'missing' end) as email,
            coalesce(firm.inn, person.inn::varchar, 'missing') as inn,
            coalesce(firm.ogrn, 'missing') as ogrn,
            coalesce(firm.kpp, 'missing') as kpp,
            coalesce(firm.domain, 'missing') as domain,
            coalesce(firm.company, person.company::varchar, 'missing') as company,
            coalesce(person.first_name::varchar, 'missing') as first_name,
            coalesce(person.last_name::varchar, 'missing') as last_name,
            coalesce(person.patronymic::varchar, 'missing') as patronymic,
            coalesce(person.birth_date::varchar, 'missing') as birth_date,
            coalesce(person.own_1::varchar, 'missing') as own_1,
            coalesce(person.own_2::varchar, 'missing') as own_2,
            coalesce(person.own_3::varchar, 'missing') as own_3,
            coalesce(firm.address, person.address::varchar, 'missing') as address,
            coalesce(firm.postcode, person.postcode::varchar, 'missing') as postcode,
            coalesce(firm.city, person.city::varchar, 'missing') as city,
            coalesce(person.sex::varchar, 'missing') as sex,
            coalesce(shared.phone, a.phone) as phone_a,
            coalesce(shared.phone, b.phone) as phone_b,
            coalesce(shared.email, a.email) as email_a,
            coalesce(shared.email, b.email) as email_b,
            a,
            b
        from pairs_told
        join contact_values as a on a.contact_id = pairs_told.contact_a
        join contact_values as b on b.contact_id = pairs_told.contact_b
        left join shared using (contact_a, contact_b)
        left join decided_pairs using (contact_a, contact_b)
        left join pair_comparisons as person
            on person.contact_a = pairs_told.contact_a and person.contact_b = pairs_told.contact_b
        left join firm_comparisons as firm
            on firm.contact_a = pairs_told.contact_a and firm.contact_b = pairs_told.contact_b and not firm.is_random
        left join match_pairs using (contact_a, contact_b)
        left join client_contacts as one on one.contact_id = pairs_told.contact_a
        left join client_contacts as other on other.contact_id = pairs_told.contact_b
    )

select
    contact_a,
    contact_b,
    kind,
    concat_ws(
        ' ', kind, reason_code, outcome, class, decision, clients, named,
        case
            when client_key = 'same' and a.source = 'main' then 'unnamed'
            when client_key = 'other' and habits.ids_are_people then 'veto'
            else client_key
        end,
        paired.phone,
        email,
        inn,
        ogrn,
        kpp,
        domain,
        case when company = 'same' and lower(a.company) <> lower(b.company) then 'alike' else company end,
        case when first_name = 'same' and lower(a.first_name) <> lower(b.first_name) then 'alike' else first_name end,
        case when last_name = 'same' and lower(a.last_name) <> lower(b.last_name) then 'alike' else last_name end,
        case when patronymic = 'same' and lower(a.patronymic) <> lower(b.patronymic) then 'alike' else patronymic end,
        birth_date,
        own_1,
        own_2,
        own_3,
        address,
        postcode,
        city,
        sex
    ) as levels,
    coalesce(a.client_key, '') as client_key_a,
    case when client_key = 'same' then a.source else coalesce(b.client_key, '') end as client_key_b,
    coalesce(readable_a.phone, '') as phone_a,
    coalesce(readable_b.phone, '') as phone_b,
    coalesce(email_a, '') as email_a,
    coalesce(email_b, '') as email_b,
    coalesce(a.inn, '') as inn_a,
    coalesce(b.inn, '') as inn_b,
    coalesce(a.ogrn, '') as ogrn_a,
    coalesce(b.ogrn, '') as ogrn_b,
    coalesce(a.kpp, '') as kpp_a,
    coalesce(b.kpp, '') as kpp_b,
    coalesce(a.domain, '') as domain_a,
    coalesce(b.domain, '') as domain_b,
    coalesce(a.company, '') as company_a,
    coalesce(b.company, '') as company_b,
    coalesce(a.first_name, '') as first_name_a,
    coalesce(b.first_name, '') as first_name_b,
    coalesce(a.last_name, '') as last_name_a,
    coalesce(b.last_name, '') as last_name_b,
    coalesce(a.patronymic, '') as patronymic_a,
    coalesce(b.patronymic, '') as patronymic_b,
    coalesce(a.birth_date, '') as birth_date_a,
    coalesce(b.birth_date, '') as birth_date_b,
    coalesce(a.own_1, '') as own_1_a,
    coalesce(b.own_1, '') as own_1_b,
    coalesce(a.own_2, '') as own_2_a,
    coalesce(b.own_2, '') as own_2_b,
    coalesce(a.own_3, '') as own_3_a,
    coalesce(b.own_3, '') as own_3_b,
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
left join source_habits as habits on habits.source = a.source
left join readable_phones as readable_a on readable_a.key = paired.phone_a
left join readable_phones as readable_b on readable_b.key = paired.phone_b
