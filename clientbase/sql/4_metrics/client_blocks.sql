-- One row per client and block of knowledge: is it filled?
-- The blocks and their levels are those of the vocabulary; a gate asks for the least that makes the block useful.
with
    products as (
        select
            client_id,
            max(case when product is not null then 1 else 0 end) as has_product,
            max(case when category is not null then 1 else 0 end) as has_category
        from deal_lines
        where status = 'won' and deal_on <= $as_of
        group by client_id
    ),

    channels as (
        select distinct client_id
        from client_deals
        where channel is not null and client_id is not null and deal_on <= $as_of
    ),

    facts as (
        select
            clients.client_id,
            clients.phone is not null or clients.email is not null as has_contact,
            case
                when clients.client_type = 'company' then clients.company is not null
                else clients.first_name is not null and clients.last_name is not null
            end as has_name,
            clients.client_type = 'company' or clients.sex is not null as has_sex,
            clients.city is not null as has_city,
            coalesce(client_metrics.frequency, 0) > 0 and coalesce(products.has_product, 0) = 1 as has_purchase,
            coalesce(products.has_category, 0) = 1 as has_sales,
            client_metrics.cost is not null as has_costs,
            clients.channel is not null or channels.client_id is not null as has_channel,
            case
                when clients.client_type = 'company' then coalesce(clients.industry, clients.employees, clients.geography) is not null
                else clients.birth_date is not null or clients.age is not null or clients.income is not null
            end as has_profile,
            coalesce(client_metrics.frequency, 0) > 1 as has_history
        from clients
        left join client_metrics on client_metrics.client_id = clients.client_id
        left join products on products.client_id = clients.client_id
        left join channels on channels.client_id = clients.client_id
    )

select client_id, 'basic' as level, 1 as place, 'contact' as block, has_contact as is_filled from facts
union all
select client_id, 'basic', 2, 'name', has_name from facts
union all
select client_id, 'basic', 3, 'sex', has_sex from facts
union all
select client_id, 'basic', 4, 'city', has_city from facts
union all
select client_id, 'basic', 5, 'purchase', has_purchase from facts
union all
select client_id, 'advanced', 6, 'sales', has_sales from facts
union all
select client_id, 'advanced', 7, 'costs', has_costs from facts
union all
select client_id, 'advanced', 8, 'channel', has_channel from facts
union all
select client_id, 'advanced', 9, 'profile', has_profile from facts
union all
select client_id, 'guru', 10, 'history', has_history from facts
