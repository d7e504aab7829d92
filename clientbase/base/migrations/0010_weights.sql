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

-- How many times more often values meet than if they were independent, of their affinities to each origin.
create macro affinity_of(sizes, a, b, c, d) as
    sizes[1] * a[1] * b[1] * c[1] * d[1] + sizes[2] * a[2] * b[2] * c[2] * d[2] + sizes[3] * a[3] * b[3] * c[3] * d[3]
    + sizes[4] * a[4] * b[4] * c[4] * d[4] + sizes[5] * a[5] * b[5] * c[5] * d[5] + sizes[6] * a[6] * b[6] * c[6] * d[6];
