-- One row per contact that says the same, letter by letter, as another with a smaller number: it is compared with that one alone.
with
    said as (
        select
            contact_id,
            hash(
                coalesce(first_key, ''), coalesce(last_key, ''), coalesce(patronymic_key, ''), coalesce(mark, ''), coalesce(company_key, ''),
                coalesce(inn, ''), coalesce(street_key, ''), coalesce(array_to_string(address_numbers, ' '), ''),
                coalesce(postcode, ''), coalesce(city_key, ''), coalesce(birth_key, ''), coalesce(sex, ''),
                coalesce(own_1, ''), coalesce(own_2, ''), coalesce(own_3, ''),
                coalesce(array_to_string(phones, ' '), ''), coalesce(array_to_string(shared_phones, ' '), ''),
                coalesce(array_to_string(emails, ' '), ''), coalesce(array_to_string(shared_emails, ' '), '')
            ) as content
        from contact_tokens
        left join contact_reach using (contact_id)
    ),

    first_said as (
        select content, min(contact_id) as contact_id
        from said
        group by content
        having count(*) > 1
    )

select said.contact_id, first_said.contact_id as twin_id
from said
join first_said using (content)
where said.contact_id > first_said.contact_id
