-- One row per client, channel, purpose and address: may it be written to, and if not, why (a reason code).
-- A grant covers the addresses of its own row, or, told by the source's id alone, those of the contact's current rows,
-- and counts from its date. A withdrawal covers the whole channel of its client
-- and its own row's addresses whoever else has them, and counts as of now: an old as_of never mails someone who has left.
-- A refusal holds for an address as its row has it and as a person corrected it.
-- A hard bounce makes an address unusable for everything, as of now too.
-- A refusal in a row that was not taken holds its addresses until the row is mended.
-- Service messages need a deal to write about, and consent to processing that was not withdrawn.
with
    channels as (
        select * from (values ('email', 'email'), ('sms', 'phone'), ('phone', 'phone')) as t (channel, point)
    ),

    addresses as (
        select client_points.client_id, channels.channel, client_points.key, client_points.value, client_points.is_primary
        from client_points
        join channels on channels.point = client_points.channel
        where client_points.value is not null
    ),

    refusals as (
        select client_id, channel, purpose, import_id, row_number
        from (
            select client_id, contact_id, channel, purpose, status, import_id, row_number
            from consents
            qualify row_number() over (
                partition by contact_id, channel, purpose order by consent_on desc, status desc, import_id desc, row_number desc
            ) = 1
        )
        where status = 'withdrawn'
    ),

    withdrawn as (
        select distinct client_id, channel, purpose
        from refusals
    ),

    stated_points as (
        select import_id, row_number, channel, key from clean_points where key is not null
        union all
        select import_id, row_number, channel, key from written_points where key is not null
    ),

    refused_addresses as (
        select distinct refusals.channel, stated_points.key
        from refusals
        join channels using (channel)
        join stated_points
            on stated_points.import_id = refusals.import_id and stated_points.row_number = refusals.row_number
            and stated_points.channel = channels.point
        where refusals.purpose = 'ads'
        union
        select channels.channel, held_addresses.key
        from held_addresses
        join channels on channels.point = held_addresses.channel
        where not exists (
            from mended_rows
            where mended_rows.rejected_by = held_addresses.rejected_by and mended_rows.rejected_row = held_addresses.rejected_row
        )
    ),

    grants as (
        select client_id, channel, point, contact_id, import_id, row_number, coalesce(is_by_key, false) as is_by_key
        from consents
        join channels using (channel)
        where status = 'given' and purpose = 'ads' and consent_on <= $as_of
    ),

    granting_rows as (
        select client_id, channel, point, import_id, row_number
        from grants
        where not is_by_key
        union all
        select grants.client_id, grants.channel, grants.point, current_rows.import_id, current_rows.row_number
        from grants
        join current_rows using (contact_id)
        where grants.is_by_key
    ),

    granted as (
        select distinct granting_rows.client_id, granting_rows.channel, clean_points.key
        from granting_rows
        join clean_points
            on clean_points.import_id = granting_rows.import_id and clean_points.row_number = granting_rows.row_number
            and clean_points.channel = granting_rows.point
    ),

    buyers as (
        select distinct client_id
        from client_deals
        where status in ('won', 'open') and deal_on <= $as_of
    ),

    judged as (
        select
            addresses.*,
            dead_addresses.key is not null as is_dead,
            unserved.client_id is not null as is_unserved,
            withdrawn.client_id is not null or refused_addresses.key is not null as is_withdrawn,
            stopped.client_id is not null as is_stopped,
            granted.client_id is not null as is_granted,
            buyers.client_id is not null as is_buyer
        from addresses
        left join dead_addresses on dead_addresses.channel = addresses.channel and dead_addresses.key = addresses.key
        left join withdrawn
            on withdrawn.client_id = addresses.client_id and withdrawn.channel = addresses.channel and withdrawn.purpose = 'ads'
        left join withdrawn as unserved
            on unserved.client_id = addresses.client_id and unserved.channel = addresses.channel and unserved.purpose = 'service'
        left join withdrawn as stopped on stopped.client_id = addresses.client_id and stopped.channel = 'any'
        left join refused_addresses
            on refused_addresses.channel = addresses.channel and refused_addresses.key = addresses.key
        left join granted
            on granted.client_id = addresses.client_id and granted.channel = addresses.channel and granted.key = addresses.key
        left join buyers on buyers.client_id = addresses.client_id
    )

select
    client_id,
    channel,
    'ads' as purpose,
    key,
    value as address,
    is_primary,
    is_granted and not is_withdrawn and not is_stopped and not is_dead as is_allowed,
    case
        when is_stopped then 'processing_withdrawn'
        when is_withdrawn then 'withdrawn'
        when is_dead then 'bounced'
        when is_granted then 'consent'
        else 'no_consent'
    end as reason_code
from judged
union all
select
    client_id,
    channel,
    'service',
    key,
    value,
    is_primary,
    is_buyer and not is_stopped and not is_unserved and not is_dead,
    case
        when is_stopped then 'processing_withdrawn'
        when is_unserved then 'withdrawn'
        when is_dead then 'bounced'
        when is_buyer then 'contract'
        else 'no_contract'
    end
from judged
