-- One row per pair of clients that belong together without being one, with the weightiest relation of the two:
-- a person works for a company (client_a is the person, role the position there), a family, a firm, what a person said
-- belongs together, or merely a shared phone, e-mail or INN. A source's own id on two people is its mistake, no relation.
-- A company is known by its INN, or by its name where only one client is called so.
with
    sharing as (
        select
            one.client_id as client_one,
            other.client_id as client_other,
            case
                when match_pairs.reason_code in ('colleagues', 'firm_and_person') then 'firm'
                when one_token.client_type = 'company' and other_token.client_type = 'company' then 'firm'
                when match_pairs.reason_code = 'family' or match_pairs.class = 'relative' then 'family'
                when match_pairs.class = 'colleague' then 'firm'
                else 'shared'
            end as relation,
            match_pairs.shares_phone as by_phone,
            match_pairs.shares_email as by_email
        from match_pairs
        join client_contacts as one on one.contact_id = match_pairs.contact_a
        join client_contacts as other on other.contact_id = match_pairs.contact_b
        join contact_tokens as one_token on one_token.contact_id = match_pairs.contact_a
        join contact_tokens as other_token on other_token.contact_id = match_pairs.contact_b
        where match_pairs.shares_phone or match_pairs.shares_email or match_pairs.shares_inn
    ),

    named as (
        select client_id, bool_or(coalesce(first_key, last_key) is not null) as is_person
        from client_rows
        group by client_id
    ),

    firm_keys as (
        select distinct client_id, company_key, inn, lower(decision_maker) as decision_maker
        from client_rows
        join named using (client_id)
        where not is_person and coalesce(company_key, inn) is not null
    ),

    own_names as (
        select company_key, any_value(client_id) as client_id
        from firm_keys
        where company_key is not null
        group by company_key
        having count(distinct client_id) = 1
    ),

    staff as (
        select client_id, company_key, inn, position, lower(last_name) as last_name, trust
        from client_rows
        join named using (client_id)
        where is_person and coalesce(company_key, inn) is not null
    ),

    members as (
        select staff.client_id, firm_keys.client_id as firm_id, position, last_name, trust
        from staff
        join firm_keys on firm_keys.inn = staff.inn
        union
        select staff.client_id, own_names.client_id, position, last_name, trust
        from staff
        join own_names using (company_key)
    ),

    deciders as (
        select distinct members.client_id, members.firm_id
        from members
        join firm_keys on firm_keys.client_id = members.firm_id
        where contains(firm_keys.decision_maker, members.last_name)
            or regexp_matches(
                lower(members.position),
                '(^|[^\p{L}])(гендиректор|директор|владел|собственник|учредител|президент|основател|ceo|owner|founder|president|director|managing)'
            )
    ),

    found as (
        select client_one, client_other, relation, null as role, false as is_decision_maker, by_phone, by_email
        from sharing
        union all
        select one.client_id, other.client_id, 'decided', null, false, false, false
        from decided_pairs
        join client_contacts as one on one.contact_id = decided_pairs.contact_a
        join client_contacts as other on other.contact_id = decided_pairs.contact_b
        where decided_pairs.decision = 'related'
        union all
        select
            members.client_id, members.firm_id, 'company_member', arg_min(position, trust),
            bool_or(deciders.client_id is not null), false, false
        from members
        left join deciders using (client_id, firm_id)
        group by members.client_id, members.firm_id
    ),

    weighed as (
        select
            *,
            list_position(['company_member', 'family', 'firm', 'decided', 'shared'], relation) as place,
            least(client_one, client_other) as first_id,
            greatest(client_one, client_other) as second_id
        from found
        where client_one <> client_other
    )

select
    arg_min(case relation when 'company_member' then client_one else first_id end, place) as client_a,
    arg_min(case relation when 'company_member' then client_other else second_id end, place) as client_b,
    arg_min(relation, place) as relation,
    any_value(role) as role,
    bool_or(is_decision_maker) as is_decision_maker,
    bool_or(by_phone) as by_phone,
    bool_or(by_email) as by_email
from weighed
group by first_id, second_id
