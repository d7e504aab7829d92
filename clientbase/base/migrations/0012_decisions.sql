-- A person's word on two contacts, the last one counts; and the runs that changed who is who, each with what was before it,
-- so that `undo` takes exactly that run back. What a run brought is told by ranges: before a first run there was nothing.

create table decisions_before as from decisions;
drop table decisions;
create table decisions (
    decision_id bigint primary key,
    contact_a bigint not null,
    contact_b bigint not null,
    decision varchar not null check (decision in ('same', 'different', 'related')),
    decided_by varchar not null default 'a person',
    decided_at timestamp not null,
    how varchar not null default '',
    run_id bigint,
    -- The run whose words leave no room for this one; while it stands this one does not count.
    overruled_by bigint
);
insert into decisions by name
select
    row_number() over (order by decided_at, rowid) as decision_id,
    least(contact_a, contact_b) as contact_a,
    greatest(contact_a, contact_b) as contact_b,
    decision,
    decided_by,
    decided_at
from decisions_before;
insert into counters select 'decision', count(*) from decisions_before;
drop table decisions_before;

create table identity_runs (
    run_id bigint primary key,
    -- dedupe, merge, split, apart, review, interactive; 'build' for what an import or a newer version changed by itself.
    how varchar not null,
    made_at timestamp not null,
    after_import integer not null,
    after_correction bigint not null,
    last_contact bigint not null,
    last_inherited bigint not null,
    models_key varchar,
    as_of date,
    imports_key varchar,
    was_matched boolean not null,
    -- Digest of who was who when the run had ended.
    state_after varchar not null,
    details varchar not null
);
insert into counters values ('identity_run', 0);

-- Keys of changed rows without an id that stayed the contact that they were.
create table inherited_keys (
    number bigint primary key,
    source varchar not null,
    row_key varchar not null,
    contact_id bigint not null
);

create table contacts_before as select 0::bigint as run_id, * from client_contacts limit 0;
create table doubts_before as select 0::bigint as run_id, * from clients_to_confirm limit 0;
create table contacts_come (run_id bigint not null, first_id bigint not null, last_id bigint not null);
-- client_id is NULL where there was no such alias.
create table aliases_before (run_id bigint not null, retired_id bigint not null, client_id bigint);
