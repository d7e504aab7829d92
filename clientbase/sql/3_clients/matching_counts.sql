-- One row per outcome: how many pairs it decided, and how many clients that concerns. Of what became one client, or was
-- decided, the pairs are of contacts; of what is in doubt or apart, of clients.
-- A pair that a person decided on counts as decided, whatever it would have been.
with
    pairs as (
        select
            case
                when decided_pairs.contact_a is not null then 'decided'
                when one.client_id = other.client_id then 'merge'
                when match_pairs.outcome = 'doubtful' then 'doubtful'
                else 'apart'
            end as outcome,
            contact_a,
            contact_b,
            one.client_id as client_a,
            other.client_id as client_b
        from match_pairs
        full join decided_pairs using (contact_a, contact_b)
        join client_contacts as one on one.contact_id = contact_a
        join client_contacts as other on other.contact_id = contact_b
    ),

    clients as (
        select outcome, client_a as client_id from pairs
        union
        select outcome, client_b from pairs
    )

select
    outcome,
    case
        when outcome in ('merge', 'decided') then count(*)
        else count(distinct {'a': least(client_a, client_b), 'b': greatest(client_a, client_b)})
    end as pairs,
    any_value(concerned.clients) as clients
from pairs
join (select outcome, count(*) as clients from clients group by outcome) as concerned using (outcome)
group by outcome
order by list_position(['merge', 'doubtful', 'apart', 'decided'], outcome)
