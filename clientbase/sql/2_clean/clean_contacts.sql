-- One row per usable contact row of every import not undone, typed and normalised.
-- A value's verdict depends on its column's context (decimal sign, order of day and month), so the join goes through it.
-- An age whose day a row does not give was stated when it was imported.
-- Numbers, regions and addresses that no cleaner has seen, of imports by an older version, are trimmed only.
-- A birth_key is a birth date for comparing: also one that is incomplete or cannot be, "--05-05", "1985", "1850-03-15".
-- Of several contacts that a deal joins by ";" the first one is its buyer.
with
    rows as (
        select stg_contacts.*, imports.source, imports.kind, imports.imported_at::date as imported_on, column_contexts.of_field
        from stg_contacts
        join imports using (import_id)
        join column_contexts using (import_id)
        where imports.undone_at is null and ($import_id is null or import_id = $import_id)
    )

select
    rows.import_id,
    rows.sheet,
    rows.row_number,
    rows.line_number,
    rows.source,
    rows.kind,
    rows.imported_on,
    case
        when rows.kind = 'contacts' then clean_key(rows.client_key)
        else regexp_replace(clean_key(rows.client_key), '^(\d+)(;\d+)+$', '\1')
    end as client_key,
    case
        when lower(clean_text(rows.client_type)) similar to '(company|юр|орг|b2b|компани).*' then 'company'
        when lower(clean_text(rows.client_type)) similar to '(person|физ|b2c|част).*' then 'person'
        when coalesce(names.first_name, names.last_name, '') = ''
            and coalesce(company.value, names.company, '') <> '' then 'company'
        else 'person'
    end as client_type,
    coalesce(clean_text(rows.role), 'client') as role,
    nullif(names.last_name, '') as last_name,
    nullif(names.first_name, '') as first_name,
    nullif(names.patronymic, '') as patronymic,
    nullif(names.last_key, '') as last_key,
    nullif(names.first_key, '') as first_key,
    nullif(names.patronymic_key, '') as patronymic_key,
    coalesce(nullif(sex.value, ''), nullif(names.sex, '')) as sex,
    try_cast(nullif(birth_date.value, '') as date) as birth_date,
    nullif(birth_date.key, '') as birth_key,
    try_cast(nullif(age.value, '') as double) as age,
    coalesce(
        try_cast(nullif(age_stated_on.value, '') as date),
        case when nullif(age.value, '') is not null then rows.imported_on end
    ) as age_stated_on,
    case when social.text is null then clean_text(rows.social) else nullif(social.value, '') end as social,
    clean_text(rows.client_ids) as client_ids,
    nullif(city.value, '') as city,
    case when region.text is null then clean_text(rows.region) else nullif(region.value, '') end as region,
    nullif(country.value, '') as country,
    case when postcode.text is null then clean_key(rows.postcode) else nullif(postcode.value, '') end as postcode,
    clean_text(rows.address) as address,
    coalesce(nullif(company.value, ''), nullif(names.company, '')) as company,
    coalesce(nullif(company.key, ''), nullif(names.company_key, '')) as company_key,
    clean_text(rows.position) as position,
    case when inn.text is null then clean_key(rows.inn) else nullif(inn.value, '') end as inn,
    coalesce(
        case when kpp.text is null then clean_key(rows.kpp) else nullif(kpp.value, '') end, nullif(kpp_of_inn.value, '')
    ) as kpp,
    case when ogrn.text is null then clean_key(rows.ogrn) else nullif(ogrn.value, '') end as ogrn,
    case when website.text is null then clean_text(rows.website) else nullif(website.value, '') end as website,
    clean_text(rows.preferred_channel) as preferred_channel,
    clean_text(rows.call_hours) as call_hours,
    clean_text(rows.manager) as manager,
    clean_text(rows.channel) as channel,
    clean_text(rows.campaign) as campaign,
    clean_text(rows.referred_by) as referred_by,
    try_cast(nullif(created_on.value, '') as date) as created_on,
    try_cast(nullif(next_contact_on.value, '') as date) as next_contact_on,
    clean_text(rows.leave_reason) as leave_reason,
    clean_text(rows.tags) as tags,
    nullif(concat_ws('; ', clean_text(rows.note), nullif(names.note, '')), '') as note,
    case when income.text is null then clean_text(rows.income) else nullif(income.value, '') end as income,
    case when marital_status.text is null then clean_text(rows.marital_status) else nullif(marital_status.value, '') end as marital_status,
    clean_text(rows.children) as children,
    clean_text(rows.education) as education,
    clean_text(rows.occupation) as occupation,
    clean_text(rows.interests) as interests,
    clean_text(rows.places) as places,
    clean_text(rows.industry) as industry,
    case when employees.text is null then clean_text(rows.employees) else nullif(employees.value, '') end as employees,
    try_cast(nullif(founded_year.value, '') as integer) as founded_year,
    clean_text(rows.geography) as geography,
    case when revenue_band.text is null then clean_text(rows.revenue_band) else nullif(revenue_band.value, '') end as revenue_band,
    clean_text(rows.decision_maker) as decision_maker,
    nullif(consent_email.value, '') as consent_email,
    nullif(consent_sms.value, '') as consent_sms,
    nullif(consent_phone.value, '') as consent_phone,
    nullif(consent_processing.value, '') as consent_processing,
    nullif(unsubscribed.value, '') as unsubscribed,
    try_cast(nullif(consent_on.value, '') as date) as consent_on,
    rows.extra
from rows
left join cleaned_names as names
    on names.context = coalesce(
        rows.of_field['full_name'], rows.of_field['last_name'], rows.of_field['first_name'], rows.of_field['patronymic'], ''
    )
    and names.last_text = coalesce(rows.last_name, '')
    and names.first_text = coalesce(rows.first_name, '')
    and names.patronymic_text = coalesce(rows.patronymic, '')
    and names.full_text = coalesce(rows.full_name, '')
left join cleaned_values as sex
    on sex.type = 'sex' and sex.ordinal = 1
    and sex.context = rows.of_field['sex'] and sex.text = rows.sex
left join cleaned_values as birth_date
    on birth_date.type = 'birth_date' and birth_date.ordinal = 1
    and birth_date.context = rows.of_field['birth_date'] and birth_date.text = rows.birth_date
left join cleaned_values as age
    on age.type = 'age' and age.ordinal = 1
    and age.context = rows.of_field['age'] and age.text = rows.age
left join cleaned_values as age_stated_on
    on age_stated_on.type = 'date' and age_stated_on.ordinal = 1
    and age_stated_on.context = rows.of_field['age_stated_on'] and age_stated_on.text = rows.age_stated_on
left join cleaned_values as city
    on city.type = 'city' and city.ordinal = 1
    and city.context = rows.of_field['city'] and city.text = rows.city
left join cleaned_values as region
    on region.type = 'region' and region.ordinal = 1
    and region.context = rows.of_field['region'] and region.text = rows.region
left join cleaned_values as country
    on country.type = 'country' and country.ordinal = 1
    and country.context = rows.of_field['country'] and country.text = rows.country
left join cleaned_values as postcode
    on postcode.type = 'postcode' and postcode.ordinal = 1
    and postcode.context = rows.of_field['postcode'] and postcode.text = rows.postcode
left join cleaned_values as company
    on company.type = 'company' and company.ordinal = 1
    and company.context = rows.of_field['company'] and company.text = rows.company
left join cleaned_values as social
    on social.type = 'social' and social.ordinal = 1
    and social.context = rows.of_field['social'] and social.text = rows.social
left join cleaned_values as inn
    on inn.type = 'inn' and inn.ordinal = 1
    and inn.context = rows.of_field['inn'] and inn.text = rows.inn
left join cleaned_values as kpp_of_inn
    on kpp_of_inn.type = 'inn' and kpp_of_inn.ordinal = 2
    and kpp_of_inn.context = rows.of_field['inn'] and kpp_of_inn.text = rows.inn
left join cleaned_values as kpp
    on kpp.type = 'kpp' and kpp.ordinal = 1
    and kpp.context = rows.of_field['kpp'] and kpp.text = rows.kpp
left join cleaned_values as ogrn
    on ogrn.type = 'ogrn' and ogrn.ordinal = 1
    and ogrn.context = rows.of_field['ogrn'] and ogrn.text = rows.ogrn
left join cleaned_values as website
    on website.type = 'website' and website.ordinal = 1
    and website.context = rows.of_field['website'] and website.text = rows.website
left join cleaned_values as created_on
    on created_on.type = 'date' and created_on.ordinal = 1
    and created_on.context = rows.of_field['created_on'] and created_on.text = rows.created_on
left join cleaned_values as next_contact_on
    on next_contact_on.type = 'date' and next_contact_on.ordinal = 1
    and next_contact_on.context = rows.of_field['next_contact_on'] and next_contact_on.text = rows.next_contact_on
left join cleaned_values as income
    on income.type = 'income' and income.ordinal = 1
    and income.context = rows.of_field['income'] and income.text = rows.income
left join cleaned_values as marital_status
    on marital_status.type = 'marital_status' and marital_status.ordinal = 1
    and marital_status.context = rows.of_field['marital_status'] and marital_status.text = rows.marital_status
left join cleaned_values as employees
    on employees.type = 'staff' and employees.ordinal = 1
    and employees.context = rows.of_field['employees'] and employees.text = rows.employees
left join cleaned_values as revenue_band
    on revenue_band.type = 'income' and revenue_band.ordinal = 1
    and revenue_band.context = rows.of_field['revenue_band'] and revenue_band.text = rows.revenue_band
left join cleaned_values as founded_year
    on founded_year.type = 'number' and founded_year.ordinal = 1
    and founded_year.context = rows.of_field['founded_year'] and founded_year.text = rows.founded_year
left join cleaned_values as consent_email
    on consent_email.type = 'yes_no' and consent_email.ordinal = 1
    and consent_email.context = rows.of_field['consent_email'] and consent_email.text = rows.consent_email
left join cleaned_values as consent_sms
    on consent_sms.type = 'yes_no' and consent_sms.ordinal = 1
    and consent_sms.context = rows.of_field['consent_sms'] and consent_sms.text = rows.consent_sms
left join cleaned_values as consent_phone
    on consent_phone.type = 'yes_no' and consent_phone.ordinal = 1
    and consent_phone.context = rows.of_field['consent_phone'] and consent_phone.text = rows.consent_phone
left join cleaned_values as consent_processing
    on consent_processing.type = 'yes_no' and consent_processing.ordinal = 1
    and consent_processing.context = rows.of_field['consent_processing']
    and consent_processing.text = rows.consent_processing
left join cleaned_values as unsubscribed
    on unsubscribed.type = 'stop' and unsubscribed.ordinal = 1
    and unsubscribed.context = rows.of_field['unsubscribed'] and unsubscribed.text = rows.unsubscribed
left join cleaned_values as consent_on
    on consent_on.type = 'date' and consent_on.ordinal = 1
    and consent_on.context = rows.of_field['consent_on'] and consent_on.text = rows.consent_on
