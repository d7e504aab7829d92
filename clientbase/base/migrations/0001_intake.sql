-- The ground: what was taken from files, row by row, and what cleaning said of each value.

create table schema_info (version integer not null);
insert into schema_info values (0);

create table counters (name varchar primary key, last_id bigint not null);
insert into counters values ('import', 0), ('contact', 0), ('client', 0), ('event', 0), ('run', 0);

create table imports (
    import_id integer primary key,
    source varchar not null,
    file varchar not null,
    sheet varchar not null,
    sha256 varchar not null,
    kind varchar not null,
    encoding varchar not null,
    delimiter varchar not null,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_rejected bigint not null,
    rejects_file varchar not null,
    supplements integer,
    imported_at timestamp not null,
    undone_at timestamp
);

create table import_columns (
    import_id integer not null,
    position integer not null,
    header varchar not null,
    field varchar not null,
    type varchar not null,
    how varchar not null,
    context varchar not null
);

create table stg_contacts (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    client_key varchar,
    client_type varchar,
    role varchar,
    full_name varchar,
    last_name varchar,
    first_name varchar,
    patronymic varchar,
    sex varchar,
    birth_date varchar,
    age varchar,
    age_stated_on varchar,
    phone varchar[],
    email varchar[],
    social varchar,
    client_ids varchar,
    city varchar,
    region varchar,
    country varchar,
    postcode varchar,
    address varchar,
    company varchar,
    position varchar,
    inn varchar,
    kpp varchar,
    ogrn varchar,
    website varchar,
    preferred_channel varchar,
    call_hours varchar,
    manager varchar,
    channel varchar,
    campaign varchar,
    referred_by varchar,
    created_on varchar,
    next_contact_on varchar,
    leave_reason varchar,
    tags varchar,
    note varchar,
    income varchar,
    marital_status varchar,
    children varchar,
    education varchar,
    occupation varchar,
    interests varchar,
    places varchar,
    industry varchar,
    employees varchar,
    founded_year varchar,
    geography varchar,
    revenue_band varchar,
    decision_maker varchar,
    consent_email varchar,
    consent_sms varchar,
    consent_phone varchar,
    consent_processing varchar,
    unsubscribed varchar,
    consent_on varchar,
    extra json
);

create table stg_deals (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    buyer_row bigint,
    deal_key varchar,
    client_key varchar,
    deal_name varchar,
    created_on varchar,
    deal_on varchar,
    stage varchar,
    status varchar,
    lost_reason varchar,
    competitor varchar,
    amount varchar,
    cost varchar,
    discount varchar,
    currency varchar,
    product varchar,
    category varchar,
    quantity varchar,
    price varchar,
    promo_code varchar,
    channel varchar,
    campaign varchar,
    query varchar,
    manager varchar,
    extra json
);

create table cleaned_values (
    type varchar not null,
    context varchar not null,
    text varchar not null,
    ordinal integer not null,
    value varchar,
    key varchar,
    quality varchar not null,
    code varchar,
    suggestion varchar
);

create table cleaned_names (
    last_text varchar not null,
    first_text varchar not null,
    patronymic_text varchar not null,
    full_text varchar not null,
    last_name varchar,
    first_name varchar,
    patronymic varchar,
    sex varchar,
    note varchar,
    code varchar,
    suggestion varchar,
    first_key varchar,
    last_key varchar,
    patronymic_key varchar,
    company varchar,
    company_key varchar
);

create table problems (
    import_id integer not null,
    sheet varchar not null,
    row_number bigint not null,
    line_number bigint not null,
    position integer not null,
    header varchar not null,
    field varchar not null,
    code varchar not null,
    severity varchar not null,
    value varchar not null,
    suggestion varchar not null
);

create macro clean_text(text) as nullif(trim(regexp_replace(text, '[\s\x{00a0}]+', ' ', 'g')), '');
create macro clean_key(text) as case
    when regexp_full_match(
        lower(trim(text)),
        '[-\x{2010}-\x{2015}\x{2212}_.?\s]*|null|n/a|#n/a|#н/д|н/д|<na>|\(null\)|\(blank\)|\(пусто\)'
    ) then null
    else nullif(regexp_replace(trim(text, ' ''' || chr(160)), '^(\d+)\.0+$', '\1'), '')
end;
