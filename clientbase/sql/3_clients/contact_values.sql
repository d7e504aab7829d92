-- One row per contact that is told of: what its rows say of it, as people write it; the best row that has a value says it.
-- A name and a surname that the matcher took for each other are told as it took them.
with
    rows as (
        select
            current_rows.contact_id,
            current_rows.rank,
            case when last_key is not null then last_name end as last_name,
            case when coalesce(first_key, last_key) is not null then first_name end as first_name,
            case when coalesce(first_key, last_key) is not null then first_key end as first_key,
            last_key,
            case when patronymic_key is not null then patronymic end as patronymic,
            case when company_key is not null then company end as company,
            birth_date, birth_key, sex, address, postcode, city, inn, ogrn, kpp, website, client_key, source, extra,
            occupation, social
        from current_rows
        join clean_contacts using (import_id, row_number)
        semi join contacts_told using (contact_id)
    ),

    several as (
        select contact_id
        from rows
        where rank > 1
    ),

    points as (
        select
            contact_id,
            min(key) filter (where channel = 'phone') as phone,
            min(key) filter (where channel = 'email') as email
        from contact_points
        where channel in ('phone', 'email') and contact_id in (select contact_id from contacts_told)
        group by contact_id
    ),

    spoken as (
        select * exclude (rank)
        from rows
        anti join several using (contact_id)
        union all
        select
            contact_id,
            arg_min(last_name, rank) as last_name,
            arg_min(first_name, rank) as first_name,
            arg_min(first_key, rank) as first_key,
            arg_min(last_key, rank) as last_key,
            arg_min(patronymic, rank) as patronymic,
            arg_min(company, rank) as company,
            arg_min(birth_date, rank) as birth_date,
            arg_min(birth_key, rank) as birth_key,
            arg_min(sex, rank) as sex,
            arg_min(address, rank) as address,
            arg_min(postcode, rank) as postcode,
            arg_min(city, rank) as city,
            arg_min(inn, rank) as inn,
            arg_min(ogrn, rank) as ogrn,
            arg_min(kpp, rank) as kpp,
            arg_min(website, rank) as website,
            arg_min(client_key, rank) as client_key,
            arg_min(source, rank) as source,
            arg_min(extra, rank) as extra,
            arg_min(occupation, rank) as occupation,
            arg_min(social, rank) as social
        from rows
        semi join several using (contact_id)
        group by contact_id
    ),

    own as (
        select
            max(header) filter (where ordinal = 1) as header_1,
            max(header) filter (where ordinal = 2) as header_2,
            max(header) filter (where ordinal = 3) as header_3
        from own_columns
    ),

    placed as (
        select
            spoken.*,
            coalesce(
                contact_tokens.first_key is not distinct from spoken.last_key
                and contact_tokens.last_key is not distinct from spoken.first_key
                and spoken.first_key is distinct from spoken.last_key,
                false
            ) as is_elsewhere,
            case when own.header_1 is not null then
                map_concat(
                    coalesce(spoken.extra::map(varchar, varchar), map {}),
                    map {'=occupation': spoken.occupation, '=social': spoken.social}
                )
            end as cells,
            own.*
        from spoken
        join contact_tokens using (contact_id)
        cross join own
    )

select
    contact_id,
    coalesce(nullif(concat_ws(' ', last_name, first_name, patronymic), ''), company, '') as name,
    case when is_elsewhere then first_name else last_name end as last_name,
    case when is_elsewhere then last_name else first_name end as first_name,
    patronymic,
    company,
    coalesce(strftime(birth_date, $date_format), birth_key) as birth_date,
    sex,
    points.phone,
    points.email,
    address,
    postcode,
    city,
    inn,
    ogrn,
    kpp,
    coalesce(website, split_part(points.email, '@', 2)) as domain,
    client_key,
    source,
    cells[header_1] as own_1,
    cells[header_2] as own_2,
    cells[header_3] as own_3
from placed
left join points using (contact_id)
