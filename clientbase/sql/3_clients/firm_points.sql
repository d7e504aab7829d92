-- One row per organisation and value by which its likes are found: name, telling word, phone, domain, INN, house and street.
-- `places` tells at how many houses (or, without addresses, under how many names) the value stands: a head office's phone at many.
-- A number without its area code is the only whole one that ends so.
with
    numbers as (
        select contact_id, unnest(phones) as phone from firm_tokens
    ),

    whole as (
        select right(phone, 7) as ending, min(phone) as phone
        from numbers
        where length(phone) >= 10
        group by ending
        having count(distinct phone) = 1
    ),

    points as (
        select contact_id, 'phone' as channel, coalesce(whole.phone, numbers.phone) as key
        from numbers
        left join whole on length(numbers.phone) <= 7 and whole.ending = numbers.phone
        union
        select contact_id, 'email', unnest(emails) from firm_tokens
        union
        select contact_id, 'domain', unnest(domains) from firm_tokens
        union
        select contact_id, 'name', company_key from firm_tokens
        union
        select contact_id, 'name and city', company_key || ' ' || city from firm_tokens where city is not null
        union
        select contact_id, 'inn', inn from firm_tokens where inn is not null
        union
        select contact_id, 'ogrn', ogrn from firm_tokens where ogrn is not null
        union
        select contact_id, 'street', house || ' ' || unnest(street) from firm_tokens where house <> ''
        union
        select contact_id, 'postcode', house || ' ' || postcode from firm_tokens where house <> '' and postcode is not null
        union
        select contact_id, 'word', word
        from firm_tokens
        join firm_words using (company_key)
        where not is_neutral
    )

select
    points.contact_id,
    points.channel,
    points.key,
    size,
    places
from points
join (
    select
        channel,
        key,
        count(*) filter (where twin_id is null) as size,
        case
            when count(nullif(house, '')) > 0 then count(distinct nullif(house, ''))
            else count(distinct company_key)
        end as places
    from points
    join firm_tokens using (contact_id)
    group by channel, key
) using (channel, key)
