-- One row per number of the base's own country in digits, spaces, brackets and dashes, with its code or without.
-- A number that is one with a prefix and without it, or belongs to another country of the same code, is left to the cleaner;
-- so are those of one digit or of digits in a row, which may be made up.
with
    written as (
        select text, starts_with(text, '+') as has_plus, regexp_replace(text, '[^0-9]', '', 'g') as digits
        from unjudged
        where regexp_full_match(text, '(\+|\()?[0-9][0-9 ().-]*[0-9]')
            and not regexp_full_match(text, '[0-9]{5,}\.0+')
            and not starts_with(text, '00')
            and not starts_with(text, '(00')
    ),

    known as (
        select
            *,
            case
                when has_plus then
                    case when starts_with(digits, $calling_code) then substr(digits, length($calling_code) + 1) end
                when $has_trunk_8 and length(digits) = 11 and left(digits, 1) in ('7', '8') then substr(digits, 2)
                when not regexp_full_match(digits, $possible) and $trunk <> '' and starts_with(digits, $trunk) then
                    substr(digits, length($trunk) + 1)
                else digits
            end as number,
            has_plus or ($has_trunk_8 and length(digits) = 11 and left(digits, 1) in ('7', '8')) as has_code,
            case when length(digits) = 11 then substr(digits, 2) else digits end as national
        from written
        where $calling_code <> '' and length(digits) between 8 and 15
    )

select
    text,
    '+' || $calling_code || number as value,
    value as key,
    case when has_code then 'sure' else 'assumed' end as quality
from known
where regexp_full_match(number, $possible)
    and regexp_full_match(number, $valid)
    and ($leading = '' or regexp_matches(number, '^(?:' || $leading || ')'))
    and ($others = '' or not regexp_full_match(number, $others))
    and (
        $prefix = ''
        or not regexp_matches(number, '^(?:' || $prefix || ')')
        or ($prefix = $trunk and not regexp_full_match(substr(number, length($trunk) + 1), $possible))
    )
    and not ends_with(national, '0000000')
    and replace(national, left(national, 1), '') <> ''
    and not contains('01234567890123456789', national)
    and not contains('98765432109876543210', national)
