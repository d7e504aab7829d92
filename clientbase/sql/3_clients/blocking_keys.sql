-- One row per contact and blocking key: two contacts that share one are worth comparing.
-- `most` is how many contacts may share a key before it is too common; what says little alone is joined with something else.
-- Only parts of several points can give a contact one key twice.
with
    contacts as (
        select contact_tokens.*, contact_reach.phones, contact_reach.emails
        from contact_tokens
        left join contact_reach using (contact_id)
        anti join contact_twins using (contact_id)
    ),

    points as (
        select contact_id, channel, key
        from contact_points
        anti join contact_twins using (contact_id)
    ),

    several as (
        select contact_id, 'phone ending' as rule, right(key, 7) as value, 30 as most from points where channel = 'phone' and length(key) >= 10
        union all
        select contact_id, 'e-mail name', split_part(key, '@', 1), 30 from points
        where channel = 'email' and length(split_part(key, '@', 1)) >= 6
        union all
        select contact_id, 'phone but one digit', left(key, 8) || '|' || right(key, 1) || '|' || left(first_key, 3), 30
        from points
        join contacts using (contact_id)
        where channel = 'phone' and length(key) >= 10 and first_key is not null
    ),

    once as (
        select contact_id, channel as rule, key as value, 50 as most from points
        union all
        select points.contact_id, channel || ' and name', concat_ws('|', points.key, contacts.first_key, contacts.last_key, contacts.company_key), 50
        from points
        join contacts using (contact_id)
        where channel in ('phone', 'email', 'inn')
        union all
        select contact_id, 'both names', least(first_key, last_key) || '|' || greatest(first_key, last_key), 60 from contacts
        where first_key is not null and last_key is not null
        union all
        select contact_id, 'both names and city', least(first_key, last_key) || '|' || greatest(first_key, last_key) || '|' || city_key, 60
        from contacts
        where first_key is not null and last_key is not null and city_key is not null
        union all
        select contact_id, 'whole name', concat_ws('|', first_key, last_key, patronymic_key), 60 from contacts
        where first_key is not null and last_key is not null and patronymic_key is not null
        union all
        select contact_id, 'surname, initial and city', concat_ws('|', last_key, left(first_key, 1), city_key), 40 from contacts
        where first_key is not null and last_key is not null and city_key is not null
        union all
        select contact_id, 'surname, patronymic', concat_ws('|', last_key, left(patronymic_key, 5)), 40 from contacts
        where last_key is not null and length(patronymic_key) > 2
        union all
        select contact_id, 'first name, patronymic, city', concat_ws('|', first_key, patronymic_key, city_key), 40 from contacts
        where first_key is not null and length(patronymic_key) > 2 and city_key is not null
        union all
        select contact_id, 'beginning of the surname, first name', concat_ws('|', left(last_key, 4), first_key, coalesce(left(patronymic_key, 4), city_key)), 40
        from contacts
        where first_key is not null and last_key is not null and coalesce(patronymic_key, city_key) is not null
        union all
        select contact_id, 'birth date', birth_key, 20 from contacts where length(birth_key) >= 10
        union all
        select contact_id, 'birth date, surname', birth_key || '|' || left(last_key, 3), 40 from contacts
        where birth_key is not null and last_key is not null
        union all
        select contact_id, 'birth date, first name', birth_key || '|' || left(first_key, 3), 40 from contacts
        where birth_key is not null and first_key is not null
        union all
        select contact_id, 'postcode, house, street', concat_ws('|', postcode, house_number, left(street_key, 3)), 40 from contacts
        where postcode is not null and street_key is not null
        union all
        select contact_id, 'street and house', concat_ws('|', street_key, array_to_string(address_numbers, ' ')), 40 from contacts
        where street_key is not null
        union all
        select contact_id, 'postcode, surname', postcode || '|' || left(last_key, 4), 40 from contacts
        where postcode is not null and last_key is not null
        union all
        select contact_id, 'postcode, first name', postcode || '|' || first_key, 40 from contacts
        where postcode is not null and first_key is not null
        union all
        select contact_id, 'own column', '1' || own_1, 20 from contacts where own_1 is not null
        union all
        select contact_id, 'own column', '2' || own_2, 20 from contacts where own_2 is not null
        union all
        select contact_id, 'own column', '3' || own_3, 20 from contacts where own_3 is not null
        union all
        select contact_id, 'own column, surname', own_1 || '|' || left(last_key, 4), 40 from contacts
        where own_1 is not null and last_key is not null
        union all
        select contact_id, 'own column, first name', own_1 || '|' || first_key, 40 from contacts
        where own_1 is not null and first_key is not null
    )

select contact_id, rule, value, most
from once
where value <> ''
union all
select distinct contact_id, rule, value, most
from several
where value <> ''
