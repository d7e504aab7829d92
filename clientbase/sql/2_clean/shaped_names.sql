-- One row per name whose words are all plain and no two alike: the numbers of its words, and its shape.
select
    names.place,
    one.number as number_1,
    two.number as number_2,
    three.number as number_3,
    concat_ws('/', names.columns, one.shape, two.shape, three.shape) as shape
from names_in_words as names
join judged_words as one on one.word = names.word_1
join judged_words as two on two.word = names.word_2
join judged_words as three on three.word = names.word_3
where (two.skeleton = '' or two.skeleton <> one.skeleton)
    and (three.skeleton = '' or three.skeleton not in (one.skeleton, two.skeleton))
