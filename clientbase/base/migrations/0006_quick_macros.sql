-- The macros of every text and id: most values are plain already, and a look at that costs a fifth of rewriting them.

create or replace macro clean_text(text) as nullif(trim(case
    when contains(text, '  ') or contains(text, chr(160)) or contains(text, chr(9)) or contains(text, chr(10))
        or contains(text, chr(12)) or contains(text, chr(13))
        then regexp_replace(text, '[\s\x{00a0}]+', ' ', 'g')
    else text
end), '');
create or replace macro clean_key(text) as case
    when regexp_full_match(text, '[1-9]\d*') then text
    when regexp_full_match(
        lower(trim(text)),
        '[-\x{2010}-\x{2015}\x{2212}_.?\s]*|null|n/a|#n/a|#н/д|н/д|<na>|\(null\)|\(blank\)|\(пусто\)'
    ) then null
    else nullif(regexp_replace(trim(text, ' ''' || chr(160)), '^(\d+)\.0+$', '\1'), '')
end;
