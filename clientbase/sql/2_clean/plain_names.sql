-- One row per plain name with its verdict, put together from its words in the way of its shape.
with
    placed as (
        select
            shaped_names.place,
            shapes.sex,
            [number_1, number_2, number_3][shapes.last_place] as last_number,
            [number_1, number_2, number_3][shapes.first_place] as first_number,
            [number_1, number_2, number_3][shapes.patronymic_place] as patronymic_number
        from shaped_names
        join judged_shapes as shapes using (shape)
    )

select
    unjudged.last_text,
    unjudged.first_text,
    unjudged.patronymic_text,
    unjudged.full_text,
    coalesce(last.display, '') as last_name,
    coalesce(first.display, '') as first_name,
    coalesce(patronymic.display, '') as patronymic,
    placed.sex,
    '' as note,
    '' as code,
    '' as suggestion,
    coalesce(case placed.sex when 'male' then first.male_key when 'female' then first.female_key else first.first_key end, '')
        as first_key,
    coalesce(last.last_key, '') as last_key,
    coalesce(patronymic.patronymic_key, '') as patronymic_key,
    '' as company,
    '' as company_key,
    unjudged.place
from placed
join unjudged using (place)
left join judged_words as last on last.number = placed.last_number
left join judged_words as first on first.number = placed.first_number
left join judged_words as patronymic on patronymic.number = placed.patronymic_number
