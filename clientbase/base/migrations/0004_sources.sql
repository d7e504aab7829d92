-- Sources: what was said of each file, what it changed, and which of its rows wait to be mended.

alter table imports add column run_id integer;
update imports set run_id = import_id;
alter table imports add column is_snapshot boolean default false;
alter table imports add column country varchar default '';
alter table imports add column trust integer default 0;
alter table imports add column purpose varchar default 'ads';
alter table imports add column basis varchar default '';
alter table imports add column rows_new bigint default 0;
alter table imports add column rows_changed bigint default 0;
alter table imports add column rows_same bigint default 0;
alter table imports add column rows_vanished bigint default 0;

-- What a person stated of all rows of a file: they agreed, on that day, for that purpose.
create table import_consents (
    import_id integer not null,
    channel varchar not null,
    purpose varchar not null,
    consent_on date not null,
    proof varchar not null
);

-- The rows that an import did not take, so that the same row is known when its rejects file comes back unmended.
create table rejections (
    import_id integer not null,
    row_number bigint not null,
    code varchar not null,
    digest varchar not null
);

-- The rows of a mended rejects file, and the rejected row that each of them mends.
create table mended_rows (
    import_id integer not null,
    row_number bigint not null,
    rejected_by integer not null,
    rejected_row bigint not null
);

-- Addresses in rejected rows that hold a "no": nobody writes to them before the row is mended.
create table held_addresses (
    import_id integer not null,
    rejected_by integer not null,
    rejected_row bigint not null,
    channel varchar not null,
    key varchar not null
);

-- Which imports the models were built from.
alter table model_state add column imports_key varchar;
alter table model_state drop column last_import_id;
