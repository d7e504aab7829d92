-- One row per contact that is an organisation: what of it is compared. A row with a person's name is that person's, who may work there.
-- The newest row that says something says it; of the domains all count.
-- Of many contacts that say the same, letter by letter, those after the fifth have a twin_id: they are compared with that one alone.
with
    rows as (
        select current_rows.contact_id, current_rows.rank, clean_contacts.*
        from current_rows
        join clean_contacts using (import_id, row_number)
    ),

    domains as (
        select contact_id, list(distinct domain order by domain) as domains
        from (
            select contact_id, split_part(split_part(unnest(string_split(lower(website), ', ')), '/', 1), ':', 1) as domain
            from rows
            where website is not null
            union all
            select contact_id, split_part(key, '@', 2)
            from contact_points
            where channel = 'email'
        )
        where domain like '%.%'
            and not exists (select 1 from neutral_words where kind = 'free_domain' and word = domain)
        group by contact_id
    ),

    numbers as (
        select contact_id, list(distinct regexp_replace(key, '\D', '', 'g') order by regexp_replace(key, '\D', '', 'g')) as phones
        from contact_points
        where channel = 'phone'
        group by contact_id
    ),

    emails as (
        select contact_id, list(distinct key order by key) as emails
        from contact_points
        where channel = 'email'
        group by contact_id
    ),

    firms as (
        select
            contact_id,
            arg_min(company_key, rank) as company_key,
            arg_min(postcode, rank) as postcode,
            arg_min(lower(city), rank) as city,
            arg_min(inn, rank) as inn,
            arg_min(kpp, rank) as kpp,
            arg_min(ogrn, rank) as ogrn
        from rows
        group by contact_id
        having count(first_key) = 0 and count(last_key) = 0 and count(company_key) > 0
    )

select
    firms.*,
    address.house,
    address.heading,
    address.street,
    phones,
    emails,
    domains,
    case
        when row_number() over equal_rows > 5 then first_value(firms.contact_id) over equal_rows
    end as twin_id
from firms
left join firm_addresses as address using (contact_id)
left join numbers using (contact_id)
left join emails using (contact_id)
left join domains using (contact_id)
window equal_rows as (
    partition by company_key, postcode, city, inn, kpp, ogrn, house, heading, street, phones, emails, domains
    order by firms.contact_id
)
