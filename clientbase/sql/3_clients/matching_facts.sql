-- One row per base: what the matcher had to go by and what came of it, for the question whether its result can be trusted.
-- Plain is a merge that plain keys would have made too: the same phone, e-mail or INN and the same first name or company,
-- or the same first and last name with the same patronymic or birthday.
with
    crowds as (
        select channel, key
        from contact_points
        where channel in ('phone', 'email')
        group by channel, key
        having count(*) > 50
    ),

    crowded as (
        select distinct contact_id
        from contact_points
        semi join crowds using (channel, key)
    ),

    reachable as (
        select distinct contact_id
        from contact_points
        where channel in ('phone', 'email')
    ),

    contacts as (
        select
            count(*) as contacts,
            count(*) filter (
                where coalesce(birth_key, inn, street_key) is not null or reachable.contact_id is not null
            ) as comparable
        from contact_tokens
        left join reachable using (contact_id)
    ),

    judged as (
        select
            match_pairs.contact_a,
            match_pairs.contact_b,
            match_pairs.outcome,
            match_pairs.match_probability,
            match_pairs.shares_phone or match_pairs.shares_email or match_pairs.shares_inn as is_pointed,
            one.client_id = other.client_id as is_one,
            {'a': least(one.client_id, other.client_id), 'b': greatest(one.client_id, other.client_id)} as clients,
            coalesce(a.source = b.source and a.client_key = b.client_key, false) as has_one_key,
            coalesce(a.first_key = b.first_key, false) or coalesce(a.company_key = b.company_key, false) as is_called_alike,
            coalesce(a.first_key = b.first_key and a.last_key = b.last_key, false) as is_full_name,
            coalesce(a.patronymic_key = b.patronymic_key, false)
                or coalesce(a.birth_key = b.birth_key, false) as is_confirmed
        from match_pairs
        join contact_tokens as a on a.contact_id = match_pairs.contact_a
        join contact_tokens as b on b.contact_id = match_pairs.contact_b
        join client_contacts as one on one.contact_id = match_pairs.contact_a
        join client_contacts as other on other.contact_id = match_pairs.contact_b
        where match_pairs.outcome <> 'apart'
            or match_pairs.shares_phone or match_pairs.shares_email or match_pairs.shares_inn or match_pairs.shares_key
    ),

    pairs as (
        select
            count(*) filter (where outcome = 'merge' and is_one) as merges,
            count(*) filter (
                where outcome = 'merge' and is_one
                    and ((is_pointed and is_called_alike) or (is_full_name and is_confirmed))
            ) as plain_merges,
            count(*) filter (where outcome = 'apart' and not is_one and is_pointed and is_full_name) as plain_apart,
            round(sum(1 - match_probability) filter (where outcome = 'merge' and is_one), 3) as expected_errors,
            count(distinct clients) filter (where outcome = 'doubtful' and not is_one) as doubtful,
            count(*) filter (where has_one_key and outcome <> 'merge' and not is_one) as contradicting_keys
        from judged
    ),

    sizes as (
        select count(*) as size
        from client_contacts
        group by client_id
    ),

    largest as (
        select sum(size) as contacts
        from (select size from sizes order by size desc limit 10)
    )

select
    contacts.contacts,
    (select count(*) from sizes) as clients,
    contacts.comparable,
    (select count(*) from crowded) as crowded,
    (select max(size) from sizes) as largest_client,
    (select contacts from largest) as in_largest,
    pairs.*
from pairs, contacts
