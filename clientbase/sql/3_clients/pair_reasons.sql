-- One row per pair that is told of: its sentence, the two contacts' own values in the places of the template's slots.
select
    contact_a,
    contact_b,
    format(
        template,
        client_key_a, client_key_b, phone_a, phone_b, email_a, email_b, inn_a, inn_b, ogrn_a, ogrn_b, kpp_a, kpp_b,
        domain_a, domain_b, company_a, company_b, first_name_a, first_name_b, last_name_a, last_name_b, patronymic_a,
        patronymic_b, birth_date_a, birth_date_b, own_1_a, own_1_b, own_2_a, own_2_b, own_3_a, own_3_b, address_a,
        address_b, postcode_a, postcode_b, city_a, city_b, sex_a, sex_b, name_a, name_b, decided_on
    ) as reason
from pair_levels
join reason_templates using (levels)
