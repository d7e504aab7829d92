-- One row per client that has a name: surname, name and patronymic are taken together from one row, so that they fit.
-- A part that a person set goes before all files.
-- The fullest name wins, and a full form before a short one of the same client (Александр before Саша); then the most frequent,
-- then the longest first name, then the most trusted row. By another rule of full_name it is the best of the whole names.
with
    names as (
        select
            client_id, trust, import_id, row_number, last_name, first_name, patronymic, first_key,
            spoken, completeness, seniority, won_on,
            count(*) over (partition by client_id, last_name, first_name) as frequency,
            (last_name is not null)::integer + (first_name is not null and length(first_name) > 2)::integer
                + (patronymic is not null and length(patronymic) > 2)::integer as parts,
            length(concat_ws(' ', last_name, first_name, patronymic)) as letters,
            last_name is not null and length(first_name) > 2 as is_whole
        from client_rows
        where coalesce(last_name, first_name) is not null
    ),

    spelled as (
        select distinct client_id, first_key, first_name, short_words.word is not null as is_short_word
        from names
        left join short_words on short_words.word = replace(lower(first_name), 'ё', 'е')
        where first_name is not null
    ),

    short as (
        select distinct one.client_id, one.first_name
        from spelled as one
        join spelled as other using (client_id)
        left join short_names on short_names.key = one.first_key
        where (one.is_short_word and not other.is_short_word and other.first_key = one.first_key)
            or (
                other.first_key <> one.first_key and list_contains(short_names.full_keys, other.first_key)
                and other.first_key not in (select key from short_names)
            )
    ),

    ruled as (
        select
            names.*,
            short.first_name is not null as is_short,
            case vocabulary.survivorship
                when 'most_complete' then 0
                else survival(
                    vocabulary.survivorship, frequency, completeness, letters, spoken, seniority, won_on
                ) + case when is_whole then 0 else 1e15::bigint end
            end as place_by_rule
        from names
        cross join (select survivorship from vocabulary where field = 'full_name') as vocabulary
        left join short using (client_id, first_name)
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by client_id
                order by place_by_rule, parts desc, is_short, frequency desc, length(coalesce(first_name, '')) desc, trust
            ) as place
        from ruled
    ),

    stated as (
        select
            client_id,
            max(value) filter (where field = 'last_name') as last_name,
            max(value) filter (where field = 'first_name') as first_name,
            max(value) filter (where field = 'patronymic') as patronymic
        from client_corrections
        where field in ('last_name', 'first_name', 'patronymic')
        group by client_id
    ),

    whole as (
        select
            client_id,
            nullif(coalesce(stated.last_name, best.last_name), '') as last_name,
            nullif(coalesce(stated.first_name, best.first_name), '') as first_name,
            nullif(coalesce(stated.patronymic, best.patronymic), '') as patronymic,
            best.import_id,
            best.row_number
        from (select * from ranked where place = 1) as best
        full join stated using (client_id)
    )

select client_id, last_name, first_name, patronymic, import_id, row_number
from whole
where coalesce(last_name, first_name, patronymic) is not null
