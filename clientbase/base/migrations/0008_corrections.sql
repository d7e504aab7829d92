-- What a person said is right: of a cell of a contact for as long as the cell says `written`, or, where that is null, of a
-- field of the contact's client. The last word counts; an empty value empties. One command is one run: run_id is its first
-- correction, after_import the last number that an import had then, so that `undo` knows what came last.

create table corrections (
    correction_id bigint primary key,
    run_id bigint not null,
    after_import integer not null,
    contact_id bigint not null,
    field varchar not null,
    written varchar,
    text varchar not null,
    value varchar not null,
    corrected_at timestamp not null,
    how varchar not null
);

-- What a cell of a row of stg_contacts, as JSON, says: a list, for several phones; a name's cells are one, the full name.
create macro cell_texts(cells, field) as case
    when field = 'full_name' then [concat_ws(
        ' ', nullif(cells ->> '$.last_name', ''), nullif(cells ->> '$.first_name', ''),
        nullif(cells ->> '$.patronymic', ''), nullif(cells ->> '$.full_name', '')
    )]
    when json_type(cells, '$.' || field) = 'ARRAY' then from_json(json_extract(cells, '$.' || field), '["VARCHAR"]')
    else [json_extract_string(cells, '$.' || field)]
end;

insert into counters values ('correction', 0);
