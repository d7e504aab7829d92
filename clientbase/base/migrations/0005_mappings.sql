-- What a person said of a file's columns, remembered for the next file of the same shape; orders written in several ways.

create table mappings (
    source varchar not null,
    fingerprint varchar not null,
    kind varchar not null,
    header varchar not null,
    field varchar not null,
    decided_at timestamp not null,
    primary key (source, fingerprint, header)
);

alter table stg_deals add column refunded varchar;
alter table stg_deals add column cancelled_on varchar;
alter table stg_deals add column more_lines struct(
    line integer, product varchar, category varchar, quantity varchar, price varchar, amount varchar, cost varchar,
    discount varchar
)[];
