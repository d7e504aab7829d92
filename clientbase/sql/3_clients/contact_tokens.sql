-- One row per contact: what the matcher compares. The best row that has a name speaks for the name.
-- A name in the other's column goes where the lists have it far more often; a diminutive keeps all the names it may stand for.
-- A mark stood beside the name and tells two people of one name apart, Jr. and Sr. as '2' and '1'; '=' and words are somebody's relative.
with
    rows as (
        select
            current_rows.contact_id,
            current_rows.rank,
            clean_contacts.*,
            lower(split_part(note, '; ', -1)) as remark,
            case
                when regexp_matches(remark, '(^|, )(sr|ст|старш(ий|ая)|i|перв(ый|ая))\.?(,|$)') then '1'
                when regexp_matches(remark, '(^|, )(jr|мл|младш(ий|ая)|ii|втор(ой|ая))\.?(,|$)') then '2'
                when regexp_matches(remark, '(^|, )(iii|трет(ий|ья))\.?(,|$)') then '3'
                when regexp_matches(remark, '(^|, )(iv|четв[её]рт(ый|ая))\.?(,|$)') then '4'
                when coalesce(first_key, last_key, company_key) is null and regexp_matches(
                    remark,
                    '^(мам|пап|муж|жен|сын|доч|отец|мать|брат|сестр|внук|внучк|баб|дед|т[её]т|дяд|т[её]щ|тест|свекр|св[её]к|зят|невестк|друг|подру|сосед|коллег|знаком|родствен|wife|husband|mother|father|son|daughter|friend|neighbo)\pL*( |$)'
                ) then '=' || remark
            end as mark
        from current_rows
        join clean_contacts using (import_id, row_number)
    ),

    several as (
        select contact_id
        from rows
        where rank > 1
    ),

    spoken as (
        select
            contact_id, client_type, first_key, last_key, patronymic_key, mark, company_key, position, inn, address, postcode,
            city, birth_date, birth_key, sex, source, client_key, extra, occupation, social
        from rows
        anti join several using (contact_id)
        union all
        select
            contact_id,
            arg_min(client_type, rank) as client_type,
            arg_min(first_key, rank) filter (where coalesce(first_key, last_key) is not null) as first_key,
            arg_min(last_key, rank) filter (where last_key is not null) as last_key,
            arg_min(patronymic_key, rank) filter (where patronymic_key is not null) as patronymic_key,
            arg_min(mark, rank) filter (where mark is not null) as mark,
            arg_min(company_key, rank) filter (where company_key is not null) as company_key,
            arg_min(position, rank) filter (where position is not null) as position,
            arg_min(inn, rank) filter (where inn is not null) as inn,
            arg_min(address, rank) filter (where address is not null) as address,
            arg_min(postcode, rank) filter (where postcode is not null) as postcode,
            arg_min(city, rank) filter (where city is not null) as city,
            arg_min(birth_date, rank) filter (where birth_date is not null) as birth_date,
            arg_min(birth_key, rank) filter (where birth_key is not null) as birth_key,
            arg_min(sex, rank) filter (where sex is not null) as sex,
            arg_min(source, rank) as source,
            arg_min(client_key, rank) filter (where client_key is not null) as client_key,
            arg_min(extra, rank) filter (where extra is not null) as extra,
            arg_min(occupation, rank) filter (where occupation is not null) as occupation,
            arg_min(social, rank) filter (where social is not null) as social
        from rows
        semi join several using (contact_id)
        group by contact_id
    ),

    told as (
        select
            spoken.*,
            coalesce(first_role.as_first, 0) + 0.5 as first_as_first,
            coalesce(first_role.as_last, 0) + 0.5 as first_as_last,
            coalesce(last_role.as_first, 0) + 0.5 as last_as_first,
            coalesce(last_role.as_last, 0) + 0.5 as last_as_last
        from spoken
        left join name_roles as first_role on first_role.key = spoken.first_key
        left join name_roles as last_role on last_role.key = spoken.last_key
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
            told.*,
            own.*,
            case when header_1 is not null then
                map_concat(extra::map(varchar, varchar), map {'=occupation': occupation, '=social': social})
            end as cells,
            case
                when first_key is not null and last_key is not null
                    then last_as_first * first_as_last > 30 * last_as_last * first_as_first
                when last_key is not null then last_as_first > 30 * last_as_last
                when first_key is not null then first_as_last > 30 * first_as_first
            end as is_elsewhere
        from told, own
    )

select
    contact_id,
    client_type,
    case when is_elsewhere then last_key else first_key end as first_key,
    case when is_elsewhere then first_key else last_key end as last_key,
    short_names.full_keys as first_forms,
    patronymic_key,
    case when coalesce(first_key, last_key, company_key) is null or mark not like '=%' then mark end as mark,
    company_key,
    position,
    inn,
    regexp_extract(address, '\d+') as house_number,
    street_key(address) as street_key,
    regexp_extract_all(address, '\d+') as address_numbers,
    postcode,
    place_key(city) as city_key,
    birth_date,
    coalesce(birth_key, birth_date::varchar) as birth_key,
    sex,
    source,
    client_key,
    own_key(cells[header_1]) as own_1,
    own_key(cells[header_2]) as own_2,
    own_key(cells[header_3]) as own_3
from placed
left join short_names on short_names.key = case when is_elsewhere then last_key else first_key end
