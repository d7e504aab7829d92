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
