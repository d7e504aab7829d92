-- Identity and what was done with it: keys, people's decisions, stable ids, runs, the journal.

create table contact_keys (
    source varchar not null,
    row_key varchar not null,
    contact_id bigint not null,
    primary key (source, row_key)
);

create table decisions (
    contact_a bigint not null,
    contact_b bigint not null,
    decision varchar not null check (decision in ('same', 'different')),
    decided_by varchar not null,
    decided_at timestamp not null
);

create table client_contacts (
    contact_id bigint primary key,
    client_id bigint not null,
    match_probability double not null,
    reason_code varchar not null
);

create table client_aliases (
    retired_id bigint primary key,
    client_id bigint not null
);

create table segment_runs (
    run_id integer primary key,
    segment varchar not null,
    as_of date not null,
    members bigint not null,
    included bigint not null,
    sha256 varchar not null
);

create table segment_members (
    segment varchar not null,
    client_id bigint not null,
    since date not null
);

create table journal (
    event_id bigint primary key,
    happened_at timestamp not null,
    command varchar not null,
    details json not null
);

create table model_state (
    models_key varchar not null,
    as_of date,
    last_import_id integer
);
