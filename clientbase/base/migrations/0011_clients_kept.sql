-- Who belongs to which client, and by which other contact; what the matcher saw of each contact when it last looked;
-- and the clients that a person should look at.

create table assigned_before as from client_contacts;
drop table client_contacts;
create table client_contacts (
    contact_id bigint not null,
    client_id bigint not null,
    suggested_client_id bigint not null,
    match_probability double not null,
    reason_code varchar not null,
    matched_contact_id bigint
);
insert into client_contacts
select contact_id, client_id, client_id, match_probability, reason_code, null from assigned_before order by contact_id;
drop table assigned_before;

-- doubt is 'large' (more than ten different contacts) or 'kept' (one client before, and no longer by itself); the pair is
-- the weakest one that holds it together.
create table clients_to_confirm (
    client_id bigint not null,
    doubt varchar not null,
    contacts bigint not null,
    contact_a bigint,
    contact_b bigint,
    match_probability double,
    reason_code varchar not null
);

-- Where the header stands in its file: what a text file says above it is no record of the table.
alter table imports add column header_row bigint default 1;

-- What the settings say of a source's own ids and of contacts that it shares with others.
create table source_habits (
    source varchar primary key,
    ids_are_people boolean not null,
    owns_shared_contacts boolean not null
);

-- What the stored pairs of contacts come of: which imports, and how much of the base when it was last learnt from.
create table matched_imports (import_id integer not null, is_current boolean not null);
create table match_state (
    models_key varchar not null,
    words_key varchar not null,
    numbered bigint not null,
    learnt_contacts bigint not null,
    added_contacts bigint not null
);
