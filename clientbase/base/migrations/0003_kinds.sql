-- The other kinds of file: row by row as written; person_row is the row whose person stands for it in stg_contacts.

create table stg_products (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    product varchar,
    category varchar,
    cost varchar,
    price varchar,
    extra json
);

create table stg_costs (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    cost_on varchar,
    period_from varchar,
    period_to varchar,
    channel varchar,
    campaign varchar,
    query varchar,
    amount varchar,
    impressions varchar,
    clicks varchar,
    leads varchar,
    extra json
);

create table stg_interactions (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    person_row bigint,
    interaction_at varchar,
    type varchar,
    channel varchar,
    campaign varchar,
    product varchar,
    topic varchar,
    device varchar,
    direction varchar,
    outcome varchar,
    amount varchar,
    resolved_at varchar,
    manager varchar,
    note varchar,
    extra json
);

-- A form with a question a column is unfolded: question is its header, or the cell that asks; question_code the field of it.
create table stg_answers (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    person_row bigint,
    survey varchar,
    question varchar,
    question_code varchar,
    answer varchar,
    answered_on varchar,
    extra json
);

create table stg_consents (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    person_row bigint,
    channel varchar,
    purpose varchar,
    status varchar,
    consent_on varchar,
    source varchar,
    proof varchar,
    extra json
);

create table stg_agreements (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    person_row bigint,
    type varchar,
    from_on varchar,
    to_on varchar,
    renewal_on varchar,
    amount varchar,
    period varchar,
    status varchar,
    extra json
);
