-- What the matcher learnt from the lists, kept so that new rows are told apart by the same weights.

create type comparison_level as enum (
    'missing', 'same', 'diminutive', 'swapped', 'initial', 'contained', 'shared', 'close', 'similar', 'partial', 'other'
);

-- m: a level's share among pairs of one person or firm; u: among strangers; match_weight: log2 of their ratio.
create table match_weights (
    kind varchar not null,
    comparison varchar not null,
    level varchar not null,
    m double not null,
    u double not null,
    match_weight double not null,
    primary key (kind, comparison, level)
);

-- The same for every class of pairs; the comparison all_pairs holds the class's share among all pairs.
create table match_classes (
    kind varchar not null,
    class varchar not null,
    comparison varchar not null,
    level varchar not null,
    share double not null,
    primary key (kind, class, comparison, level)
);

-- Keys of texts that nobody cleans: letters and digits alone, so that spelling does not matter.
create macro own_key(text) as case
    when regexp_full_match(
        lower(trim(text)), '[^\p{L}\p{N}]*|0+|1|none|null|nan|na|n/a|yes|no|true|false|да|нет|unknown|не указано|неизвестно'
    ) then null
    else regexp_replace(lower(text), '[^\p{L}\p{N}]+', '', 'g')
end;
create macro place_key(text) as nullif(regexp_replace(replace(lower(text), 'ё', 'е'), '[^\p{L}]+', '', 'g'), '');
create macro street_key(text) as nullif(regexp_replace(regexp_replace(
    replace(lower(text), 'ё', 'е'),
    '(^|[^\p{L}])(?:(?:ул|улица|пр|пр-кт|просп|проспект|пер|переулок|бул|б-р|бульвар|ш|шоссе|пл|площадь|наб|д|дом|корп|корпус|к|стр|строение|кв|квартира|оф|офис|г|город|street|st|road|rd|avenue|ave|flat|apt|apartment|unit)(?:[.\s]|$)+)+',
    '\1', 'g'
), '[^\p{L}]+', '', 'g'), '');
