-- One row per contact row: the key by which later exports find the same contact again.
-- A source's own id is the key; rows of one id with disagreeing names stay apart (#2, #3…), a doubt for the matcher and never a merge.
-- Without an id the content is the key, with an ordinal, so that two equal rows in one file stay two.
with
    keyed as (
        select import_id, row_number, source, client_key, coalesce(nullif(concat_ws(' ', first_key, last_key), ''), company_key, '') as who
        from clean_contacts
        where client_key is not null
    ),

    variants as (
        select
            source,
            client_key,
            who,
            row_number() over (partition by source, client_key order by min(import_id * 1000000000000 + row_number)) as variant
        from keyed
        where who <> ''
        group by source, client_key, who
    ),

    content as (
        select
            import_id,
            row_number,
            md5(row(*columns(stg_contacts.* exclude (import_id, sheet, row_number, line_number)))::varchar) as hash
        from stg_contacts
    ),

    keyless as (
        select clean_contacts.import_id, clean_contacts.row_number, clean_contacts.source, content.hash
        from clean_contacts
        join content using (import_id, row_number)
        where clean_contacts.client_key is null
    )

select
    keyed.import_id,
    keyed.row_number,
    keyed.source,
    'id:' || keyed.client_key || case when coalesce(variants.variant, 1) > 1 then '#' || variants.variant else '' end as row_key
from keyed
left join variants using (source, client_key, who)
union all
select
    import_id,
    row_number,
    source,
    'row:' || hash || '#' || row_number() over (partition by import_id, source, hash order by row_number)
from keyless
