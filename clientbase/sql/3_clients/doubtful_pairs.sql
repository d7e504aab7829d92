-- One row per pair of clients that may be one and that nobody has decided on, the most useful to look at first.
-- Two ids of a source whose ids are people are no question.
-- Useful is: how likely the answer "one" is, times how many contacts and deals would then find their client.
-- Of the first $most; `pairs_in_doubt` is how many there are of all. Names are looked up for those alone.
with
    doubts as (
        select
            a.client_id as client_one,
            b.client_id as client_other,
            match_pairs.*
        from match_pairs
        join client_contacts as a on a.contact_id = match_pairs.contact_a
        join client_contacts as b on b.contact_id = match_pairs.contact_b
        join contact_tokens as said_a on said_a.contact_id = match_pairs.contact_a
        join contact_tokens as said_b on said_b.contact_id = match_pairs.contact_b
        left join source_habits on source_habits.source = said_a.source
        where match_pairs.outcome = 'doubtful'
            and a.client_id <> b.client_id
            and not coalesce(
                source_habits.ids_are_people and said_a.source = said_b.source and said_a.client_key <> said_b.client_key,
                false
            )
    ),

    settled as (
        select distinct
            least(a.client_id, b.client_id) as client_a,
            greatest(a.client_id, b.client_id) as client_b
        from decided_pairs
        join client_contacts as a on a.contact_id = decided_pairs.contact_a
        join client_contacts as b on b.contact_id = decided_pairs.contact_b
    ),

    pairs as (
        select
            least(client_one, client_other) as client_a,
            greatest(client_one, client_other) as client_b,
            case when client_one < client_other then contact_a else contact_b end as contact_a,
            case when client_one < client_other then contact_b else contact_a end as contact_b,
            match_probability,
            reason_code
        from doubts
        qualify row_number() over (
            partition by least(client_one, client_other), greatest(client_one, client_other)
            order by match_probability desc, doubts.contact_a, doubts.contact_b, client_one
        ) = 1
    ),

    first as (
        select
            pairs.*,
            pairs.match_probability * least(size_a.size, size_b.size) as usefulness,
            count(*) over () as pairs_in_doubt
        from pairs
        anti join settled using (client_a, client_b)
        join client_sizes as size_a on size_a.client_id = pairs.client_a
        join client_sizes as size_b on size_b.client_id = pairs.client_b
        order by usefulness desc, match_probability desc, client_a, client_b
        limit $most
    )

select
    first.client_a,
    concat_ws(' ', one.last_name, one.first_name, one.patronymic, one.company) as name_a,
    first.client_b,
    concat_ws(' ', other.last_name, other.first_name, other.patronymic, other.company) as name_b,
    first.match_probability,
    first.reason_code,
    first.contact_a,
    first.contact_b,
    first.pairs_in_doubt
from first
join current_rows as row_a on row_a.contact_id = first.contact_a and row_a.rank = 1
join current_rows as row_b on row_b.contact_id = first.contact_b and row_b.rank = 1
join clean_contacts as one on one.import_id = row_a.import_id and one.row_number = row_a.row_number
join clean_contacts as other on other.import_id = row_b.import_id and other.row_number = row_b.row_number
order by first.usefulness desc, first.match_probability desc, first.client_a, first.client_b
