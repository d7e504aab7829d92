-- One row per statement of an import that is nobody's, says neither given nor withdrawn, or is a grant that proves nothing:
-- without a channel, or with a date that cannot be read.
with
    judged as (
        select
            row_number,
            line_number,
            case
                when person_row is null or person_row in (select row_number from nobodies) then 'row.no_identity'
                when status is null and not exists (
                    select 1
                    from clean_contacts
                    where clean_contacts.import_id = $import_id
                        and clean_contacts.row_number = clean_consents.person_row
                        and clean_contacts.unsubscribed = 'yes'
                ) then 'row.no_status'
                when status = 'given' and count(channel) over (partition by row_number) = 0 then 'row.no_channel'
                when status = 'given' and is_date_lost then 'row.no_day'
            end as code
        from clean_consents
        where import_id = $import_id
    )

select row_number, min(line_number) as line_number, min(code) as code
from judged
where code is not null
group by row_number
order by row_number
