"""Sentences for pairs: what agrees, what differs after "but", the verdict last, in the words of a shop owner."""

import string
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase import messages
from clientbase.matching.firms import FIRMS
from clientbase.matching.persons import PERSONS
from clientbase.matching.reasons import COMPARISONS, SLOTS, PairLevels, levels_of, template

LEVELS = (
    "missing", "same", "diminutive", "swapped", "initial", "contained", "shared", "close", "similar", "partial",
    "other", "alike", "unnamed", "veto",
)  # fmt: skip
VALUES = {
    "phone_a": "+7 912 345-67-89", "phone_b": "+44 20", "email_a": "o@x.ru", "client_key_a": "17",
    "client_key_b": "crm", "first_name_a": "Александр", "first_name_b": "Саша", "last_name_a": "Ветрова",
    "last_name_b": "Морозова", "name_a": "Лис Анна", "name_b": "Волк Пётр", "decided_on": "2026-11-25",
    "company_a": "Ромашка", "company_b": "Василёк", "own_1_a": "A1", "own_1_b": "B2", "birth_date_a": "1990-03-05",
    "birth_date_b": "1991-03-05", "address_a": "Lenina 5", "city_a": "Perm", "city_b": "Omsk",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    """Leave the next test the language that it would have without this one."""
    before = messages.active_language()
    yield
    messages.activate(before)


def said(pair: PairLevels, language: str = "en") -> str:
    """Return a pair's sentence with VALUES in it."""
    messages.activate(language)
    return template(pair, {"own_1": "Паспорт {№}"}).format(*(VALUES.get(slot, f"<{slot}>") for slot in SLOTS))


def merged(**levels: str) -> PairLevels:
    """Return a pair that became one client."""
    return PairLevels("same_name", "merge", "match", levels=levels)


def apart(reason: str, pair_class: str = "stranger", outcome: str = "apart", **levels: str) -> PairLevels:
    """Return a pair of two clients."""
    return PairLevels(reason, outcome, pair_class, is_one=False, levels=levels)


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (
            merged(phone="same", first_name="diminutive", birth_date="same"),
            "same phone +7 912 345-67-89, name Александр ~ Саша, birthday equal",
        ),
        (
            merged(email="same", first_name="same", last_name="other"),
            "same e-mail o@x.ru, same name Александр but surname changed from Ветрова to Морозова",
        ),
        (merged(client_key="same"), "same id 17 of crm but Лис Анна and Волк Пётр"),
        (merged(client_key="unnamed", first_name="same"), "same id 17 in the source, same name Александр"),
        (merged(phone="same", company="same"), "same phone +7 912 345-67-89, same company Ромашка"),
        (merged(first_name="same", own_1="same"), 'same name Александр, same "Паспорт {№}" A1'),
        (merged(first_name="same", address="same", city="same"), "same name Александр, same address Lenina 5"),
        (merged(first_name="same", last_name="swapped"), "name and surname swapped: Лис Анна ~ Волк Пётр"),
        (merged(first_name="same", phone="other"), "same name Александр but phones +7 912 345-67-89 and +44 20"),
        (
            apart("family", first_name="other", phone="same"),
            "same phone +7 912 345-67-89 but Александр and Саша: family",
        ),
        (apart("different_people", first_name="other", last_name="other"), "Лис Анна and Волк Пётр: different people"),
        (
            apart("family", first_name="other", last_name="same"),
            "same surname Ветрова but Александр and Саша: different people",
        ),
        (
            apart("same_name", outcome="merge", first_name="same"),
            "same name Александр: apart, because others of the two contradict",
        ),
        (apart("namesake", outcome="leaning", first_name="same"), "same name Александр: probably one"),
        (
            apart("name_alone", "match", first_name="same", city="other"),
            "same name Александр but cities Perm and Omsk: too little to be sure",
        ),
    ],
)
def test_a_sentence_says_what_agrees_then_what_differs_then_the_verdict(pair: PairLevels, sentence: str) -> None:
    """An owner reads one order of parts everywhere, and in it the values of these two."""
    assert said(pair) == sentence


def test_firms_are_branches_neighbours_or_others() -> None:
    """Two firms that stay two are not called people or a family."""
    pair = PairLevels("other_firm_of_list", "apart", "relative", "firm", is_one=False, levels={"company": "same"})
    assert said(pair) == "same company Ромашка: another branch of the firm"


@pytest.mark.parametrize(
    ("decision", "is_one", "sentence"),
    [
        ("same", True, "decided by you on 2026-11-25"),
        ("different", False, "decided by you on 2026-11-25: not the same"),
        ("related", False, "decided by you on 2026-11-25: not the same, but they belong together"),
    ],
)
def test_a_decision_is_the_whole_reason(decision: str, is_one: bool, sentence: str) -> None:  # noqa: FBT001
    """Where a person has spoken, what the matcher saw is no reason any more."""
    pair = PairLevels("same_name", "merge", "match", decision=decision, is_one=is_one, levels={"phone": "same"})
    assert said(pair) == sentence


def test_a_pair_without_levels_has_its_reasons_sentence() -> None:
    """A pair that an older version judged still has a reason."""
    assert said(PairLevels("same_name", "merge", named="unknown")) == "shared phone or e-mail, same name"
    assert said(PairLevels("same_name", "merge", named="none"), "ru") == "у обоих нет имени"


def test_russian_is_said_in_russian() -> None:
    """A Russian owner reads the whole sentence in Russian."""
    pair = apart("family", first_name="other", phone="same")
    assert said(pair, "ru") == "тот же телефон +7 912 345-67-89, но Александр и Саша: семья"


PAIRS = st.builds(
    PairLevels,
    reason_code=st.sampled_from(["same_name", "family", "colleagues", "nameless", "of_a_later_version"]),
    outcome=st.sampled_from(["merge", "leaning", "doubtful", "apart", "-"]),
    pair_class=st.sampled_from(["match", "relative", "colleague", "stranger", "site", "-"]),
    kind=st.sampled_from(["person", "firm"]),
    decision=st.sampled_from(["-", "same", "different", "related"]),
    is_one=st.booleans(),
    named=st.sampled_from(["none", "one", "both", "unknown"]),
    levels=st.fixed_dictionaries(dict.fromkeys(COMPARISONS, st.sampled_from(LEVELS))),
)


@settings(max_examples=50, deadline=None)
@given(pair=PAIRS, language=st.sampled_from(messages.LANGUAGES))
def test_every_combination_of_levels_has_a_sentence(pair: PairLevels, language: str) -> None:
    """No merge and no refusal is without a reason, whatever its levels, and none shows a slot or a code."""
    sentence = said(pair, language)
    assert sentence.strip(string.whitespace + ":,")
    assert "alike" not in sentence
    assert "{a}" not in sentence
    assert "{b}" not in sentence


@settings(max_examples=20, deadline=None)
@given(pair=PAIRS)
def test_what_the_table_writes_is_read_back(pair: PairLevels) -> None:
    """The order of the levels in one text is the order in which they are read."""
    head = (pair.kind, pair.reason_code, pair.outcome, pair.pair_class, pair.decision, "one" if pair.is_one else "two")
    assert levels_of(" ".join((*head, pair.named, *(pair.levels[name] for name in COMPARISONS)))) == pair


def test_whatever_the_matcher_compares_can_be_told() -> None:
    """A comparison that is added to the matcher is not left out of the reasons."""
    compared = {comparison.name for design in (PERSONS, FIRMS) for comparison in design.comparisons}
    assert compared <= set(COMPARISONS)
    for name in compared - {"sex"}:
        assert said(merged(**{name: "same"}))


def test_every_level_has_a_word() -> None:
    """The table of comparisons names each level in words."""
    levels = {level for design in (PERSONS, FIRMS) for comparison in design.comparisons for level in comparison.levels}
    assert levels <= set(messages.texts()["comparison_level"])
