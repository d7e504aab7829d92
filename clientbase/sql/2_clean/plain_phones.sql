-- One row per cell that holds one plain number: digits with the usual signs between, valid in the country's own plan or written with +.
-- Each pattern is of the installed numbering plans; a number that a plan could read in two ways is left to it.
with
    written as (
        select
            text,
            starts_with(text, '+') as is_international,
            case
                when regexp_full_match(text, '[0-9]+[.]0+') then split_part(text, '.', 1)
                else translate(text, '+ ().-', '')
            end as digits
        from unjudged
        where regexp_full_match(text, '[+]?[(]?[0-9][0-9 ().-]{4,24}[0-9]')
    ),

    numbers as (
        select
            text,
            is_international,
            digits,
            case when length(digits) = 11 then digits[2:] else digits end as subscriber,
            $has_trunk_8
            and length(digits) = 11
            and left(digits, 1) in ('7', '8')
            and (not starts_with(text, '+8') or digits[2] in ('3', '9') or regexp_matches(text, '^[+]8[ (-]')) as is_plan_7
        from written
        where length(digits) between 7 and 15
    ),

    dialled as (
        select
            text,
            digits,
            is_international or is_plan_7 as is_sure,
            case
                when is_plan_7 then digits[2:]
                when is_international and starts_with(digits, $code) then digits[length($code) + 1:]
                when is_international or regexp_matches(digits, $abroad_prefix) then null
                when $trunk <> '' and starts_with(digits, $trunk) and regexp_full_match(digits[length($trunk) + 1:], $general)
                    then case when not regexp_full_match(digits, $general) then digits[length($trunk) + 1:] end
                else digits
            end as national,
            case when is_international and not is_plan_7 and not starts_with(digits, $code) then digits end as foreign_digits
        from numbers
        where
            not ($has_trunk_8 and starts_with(text, '+8') and length(digits) = 11 and not is_plan_7)
            and not ends_with(digits, '0000000')
            and subscriber <> repeat(left(subscriber, 1), length(subscriber))
            and not contains('01234567890123456789', subscriber)
            and not contains('98765432109876543210', subscriber)
    ),

    at_home as (
        select
            text,
            '+' || $code || national as value,
            regexp_full_match(national, $general)
            and regexp_full_match(national, $types)
            and regexp_matches(national, $leads)
            and not regexp_full_match(national, $elsewhere) as is_own,
            is_sure,
            national
        from dialled
        where
            not regexp_matches(national, $prefix)
            or (
                $trunk <> ''
                and starts_with(national, $trunk)
                and not regexp_full_match(national[length($trunk) + 1:], $general)
            )
    ),

    of_neighbours as (
        select text, value, 'foreign' as quality
        from at_home
        where
            not is_own
            and regexp_matches(national, $neighbour_leads)
            and (is_sure or regexp_full_match(national, $general))
            and regexp_full_match(national, $neighbour_general)
            and regexp_full_match(national, $neighbour_types)
    ),

    abroad as (
        select text, '+' || foreign_digits as value, 'foreign' as quality
        from dialled
        where
            regexp_full_match(foreign_digits, $foreign_general)
            and regexp_full_match(foreign_digits, $foreign_types)
            and regexp_matches(foreign_digits, $foreign_leads)
            and not regexp_matches(foreign_digits, $foreign_prefix)
    ),

    judged as (
        select text, value, case when is_sure then 'sure' else 'assumed' end as quality from at_home where is_own
        union all
        select * from of_neighbours
        union all
        select * from abroad
    )

select text, value, value as key, quality
from judged
