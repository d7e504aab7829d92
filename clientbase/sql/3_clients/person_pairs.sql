-- One row per compared pair of people: the probability that they are one, which class of pair they are, and what becomes of it.
-- Probabilities come from what the lists taught; a coincidence of a rare value is a smaller one than that of a common value.
-- Plain rules stand above: what nobody would merge without a look is never merged by itself, and exact keys lean.
-- Plain is a phone or e-mail of one person alone with the same first name and nothing against: one person in 99 of 100 cases.
with
    weighed as (
        select
            pair_comparisons.*,
            coalesce(log2(first_name_chance.u / first_share.share), 0) as first_rarity,
            coalesce(log2(last_name_chance.u / last_share.share), 0) as last_rarity,
            coalesce(log2(patronymic_chance.u / patronymic_share.share), 0) as patronymic_rarity,
            coalesce(log2(city_chance.u / city_share.share), 0) as city_rarity,
            coalesce(first_share.affinity, [1, 1, 1, 1, 1, 1]) as first_affinity,
            coalesce(last_share.affinity, [1, 1, 1, 1, 1, 1]) as last_affinity,
            coalesce(patronymic_share.affinity, [1, 1, 1, 1, 1, 1]) as patronymic_affinity,
            coalesce(city_share.affinity, [1, 1, 1, 1, 1, 1]) as city_affinity,
            origins.affinity as origin_shares,
            ln_match, ln_relative, ln_colleague, ln_stranger
        from pair_comparisons
        join pattern_scores
            on pattern_scores.first_name = case when pair_comparisons.first_name = 'other' and are_both_known then 'partial' else pair_comparisons.first_name end
            and pattern_scores.last_name = pair_comparisons.last_name
            and pattern_scores.patronymic = pair_comparisons.patronymic
            and pattern_scores.birth_date = pair_comparisons.birth_date
            and pattern_scores.sex = pair_comparisons.sex
            and pattern_scores.phone = pair_comparisons.phone
            and pattern_scores.email = pair_comparisons.email
            and pattern_scores.address = pair_comparisons.address
            and pattern_scores.postcode = pair_comparisons.postcode
            and pattern_scores.city = pair_comparisons.city
            and pattern_scores.company = pair_comparisons.company
            and pattern_scores.inn = pair_comparisons.inn
            and pattern_scores.client_key = pair_comparisons.client_key
            and pattern_scores.own_1 = pair_comparisons.own_1
            and pattern_scores.own_2 = pair_comparisons.own_2
            and pattern_scores.own_3 = pair_comparisons.own_3
        left join value_shares as first_share on first_share.comparison = 'first_name' and first_share.value = same_first
        left join value_shares as last_share on last_share.comparison = 'last_name' and last_share.value = same_last
        left join value_shares as patronymic_share on patronymic_share.comparison = 'patronymic' and patronymic_share.value = same_patronymic
        left join value_shares as city_share on city_share.comparison = 'city' and city_share.value = same_city
        cross join (select u from match_weights where kind = 'person' and comparison = 'first_name' and level = 'same') as first_name_chance
        cross join (select u from match_weights where kind = 'person' and comparison = 'last_name' and level = 'same') as last_name_chance
        cross join (select u from match_weights where kind = 'person' and comparison = 'patronymic' and level = 'same') as patronymic_chance
        cross join (select u from match_weights where kind = 'person' and comparison = 'city' and level = 'same') as city_chance
        cross join (select affinity from name_origins where comparison = '') as origins
        where not are_firms and not is_firm_with_person
    ),

    odds as (
        select
            *,
            1.0 as match_odds,
            exp(greatest(-60, least(60, ln_relative - ln(2) * first_rarity
                + ln(affinity_of(origin_shares, first_affinity, last_affinity, [1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1])) - ln_match))) as relative_odds,
            exp(greatest(-60, least(60, ln_colleague - ln(2) * (first_rarity + last_rarity + patronymic_rarity)
                + ln(affinity_of(origin_shares, first_affinity, last_affinity, patronymic_affinity, [1, 1, 1, 1, 1, 1])) - ln_match))) as colleague_odds,
            exp(greatest(-60, least(60, ln_stranger - ln(2) * (first_rarity + last_rarity + patronymic_rarity + city_rarity)
                + ln(affinity_of(origin_shares, first_affinity, last_affinity, patronymic_affinity, city_affinity)) - ln_match))) as stranger_odds
        from weighed
    ),

    judged as (
        select
            odds.*,
            crowded_pairs.contact_a is not null as is_crowded,
            1 / (1 + relative_odds + colleague_odds + stranger_odds) as learnt_probability,
            -log2(relative_odds + colleague_odds + stranger_odds) as match_weight,
            case greatest(1, relative_odds, colleague_odds, stranger_odds)
                when 1 then 'match'
                when relative_odds then 'relative'
                when colleague_odds then 'colleague'
                else 'stranger'
            end as class,
            phone in ('same', 'shared') or email in ('same', 'shared') as shares_point,
            own_1 = 'same' or own_2 = 'same' or own_3 = 'same' as shares_own,
            first_name in ('same', 'diminutive', 'initial', 'close') as does_first_agree,
            last_name in ('same', 'swapped', 'initial', 'close', 'contained') as does_last_agree,
            last_name = 'other' and first_name = 'other' as is_another_name,
            first_name = 'other' and are_both_known as is_another_first_name,
            birth_date = 'other' and patronymic = 'other' as is_another_birth
        from odds
        left join crowded_pairs using (contact_a, contact_b)
    ),

    ruled as (
        select
            *,
            not is_another_first_name and not is_another_name and not is_another_birth and not are_marked_apart
                and patronymic <> 'other' and birth_date <> 'other' and first_name <> 'other'
                and (
                    last_name not in ('other', 'similar')
                    or first_name = 'same' and (phone = 'same' or email = 'same') and (birth_date = 'same' or patronymic = 'same')
                )
                and not (first_name = 'initial' and is_crowded and patronymic <> 'same')
                and (
                    first_name <> 'missing'
                    or last_name in ('same', 'close') and birth_date = 'same'
                    and (phone = 'same' or email = 'same' or shares_own or address = 'same')
                )
                and (
                    phone = 'same' or email = 'same' or client_key = 'same' or shares_own
                    or shares_point and first_name = 'same' and last_name = 'same'
                    or birth_date in ('same', 'swapped', 'close') or address in ('same', 'contained')
                    or patronymic = 'same' and (city = 'same' or postcode = 'same' or company = 'same')
                ) as may_merge,
            first_name in ('same', 'diminutive') and birth_date <> 'other' and patronymic <> 'other' and not are_marked_apart
                and (
                    phone = 'same' or email = 'same'
                    or last_name = 'same' and (patronymic = 'same' or birth_date = 'same' or shares_point)
                ) as is_exact_key,
            (phone = 'same' or email = 'same') and not is_crowded
                and first_name in ('same', 'diminutive') and last_name in ('same', 'swapped', 'close', 'contained', 'missing')
                and patronymic <> 'other' and birth_date <> 'other' and sex <> 'other' as is_plain,
            case
                when is_nameless and not shares_point and inn <> 'same' then 'nameless'
                when is_nameless and is_crowded then 'nameless_on_shared'
                when is_nameless then 'nameless'
                when inn = 'same' and not shares_point and client_key <> 'same' and not (does_first_agree and last_name <> 'other') then 'colleagues'
                when does_first_agree and (does_last_agree or last_name = 'missing') and patronymic <> 'other' and birth_date <> 'other' then
                    case
                        when shares_point then 'same_name'
                        when birth_date in ('same', 'swapped', 'close') then 'same_name_and_birthday'
                        when shares_own then 'same_name_and_own'
                        when address in ('same', 'contained') or postcode = 'same' then 'same_name_and_place'
                        when patronymic = 'same' then 'same_name_and_patronymic'
                        when city = 'same' then 'same_name_and_city'
                        else 'name_alone'
                    end
                when client_key = 'same' and does_last_agree and first_name in ('similar', 'missing') then 'same_id'
                when client_key = 'same' and not does_first_agree then 'same_id_other_name'
                when first_name = 'same' and last_name in ('other', 'similar') and (birth_date = 'same' or patronymic = 'same') then 'new_surname'
                when does_first_agree then 'namesake'
                when first_name = 'missing' and (does_last_agree or last_name = 'similar') then 'surname_only'
                when first_name = 'similar' and (does_last_agree or last_name in ('missing', 'similar')) then 'similar_name'
                when shares_own and birth_date in ('same', 'swapped', 'close') then 'same_own_other_name'
                when first_name = 'missing' then 'different_people'
                when does_last_agree then 'family'
                when company = 'same' then 'colleagues'
                else 'different_people'
            end as reason_code
        from judged
    )

select
    contact_a,
    contact_b,
    match_weight,
    case
        when reason_code = 'nameless' and shares_point then 0.99
        when is_nameless then least(learnt_probability, 0.5)
        when is_plain then greatest(learnt_probability, 0.99)
        else learnt_probability
    end as match_probability,
    class,
    case
        when reason_code = 'different_people' and learnt_probability >= $doubtful then 'much_in_common'
        else reason_code
    end as reason_code,
    phone in ('same', 'shared') as shares_phone,
    email in ('same', 'shared') as shares_email,
    inn = 'same' as shares_inn,
    client_key = 'same' as shares_key,
    case
        when reason_code = 'nameless' and shares_point then 'merge'
        when is_nameless and shares_point then 'doubtful'
        when may_merge and case when is_plain then greatest(learnt_probability, 0.99) else learnt_probability end >= $merge then 'merge'
        when client_key = 'same' and reason_code in ('same_id', 'same_id_other_name') then 'doubtful'
        when is_exact_key or learnt_probability >= $doubtful then 'doubtful'
        else 'apart'
    end as outcome,
    not is_nameless and (is_exact_key or learnt_probability >= 0.5) and not (is_another_first_name and not shares_own)
        and not is_another_birth and not are_marked_apart
        and not (sex = 'other' and first_name = 'initial' and not shares_own) as leans
from ruled
