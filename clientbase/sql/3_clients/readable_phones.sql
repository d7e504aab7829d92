-- One row per phone of the contacts that are told of, in groups that a person can read: "+7 912 345-67-89".
-- The country codes are those of ITU-T E.164: 1 and 7, the two-digit ones listed here, three digits for all others.
with
    phones as (
        select distinct contact_points.key
        from contact_points
        semi join contact_values using (contact_id)
        where contact_points.channel = 'phone'
    ),

    split as (
        select
            key,
            regexp_extract(
                key,
                '^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$',
                ['country', 'number']
            ) as parts
        from phones
    )

select
    key,
    case
        when parts.number = '' then key
        when parts.country = '7' and length(parts.number) = 10
            then '+7 ' || regexp_replace(parts.number, '^(\d{3})(\d{3})(\d{2})(\d{2})$', '\1 \2-\3-\4')
        when length(parts.number) = 10
            then '+' || parts.country || ' ' || regexp_replace(parts.number, '^(\d{3})(\d{3})(\d{4})$', '\1 \2 \3')
        else '+' || parts.country || ' ' || regexp_replace(regexp_replace(parts.number, '(\d{3})', '\1 ', 'g'), ' (\d?)$', '\1')
    end as phone
from split
