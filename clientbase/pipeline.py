"""MODELS: every step from staged rows to segment facts, in order, each with how it is built.

A model is one SELECT in `sql/`; its file name is its table's name. Python steps stand between them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

import pyarrow as pa

from clientbase import added, corrections, progress
from clientbase.base import Connection
from clientbase.building import Parameters, create_temporary, insert, named, select, select_text
from clientbase.cleaning import first_names, neutral_words, places
from clientbase.config import MatchLimits, Settings
from clientbase.fields import kinds
from clientbase.matching import firms, origins, persons, scoring

__all__ = ["create_temporary", "insert", "select", "select_text"]

#: What holds where nobody said otherwise: how sure a merge must be, which values survive.
SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Model:
    """One derived table.

    Attributes:
        name: folder and file of its SELECT: "4_metrics/client_rfm" makes the table client_rfm.
        key: column by which new rows can be added alone; "" means that it is built whole.
        kind: the kind of file whose imports alone bring rows; "" means that any may.
    """

    name: str
    key: str = ""
    kind: str = ""

    @property
    def table(self) -> str:
        """Name of the table."""
        return self.name.split("/")[1]


CLEAN = (
    Model("2_clean/column_contexts", key="import_id"),
    Model("2_clean/clean_contacts", key="import_id"),
    Model("2_clean/clean_points", key="import_id"),
    Model("2_clean/continued_lines", key="import_id", kind="deals"),
    Model("2_clean/clean_deals", key="import_id", kind="deals"),
    Model("2_clean/clean_products", key="import_id", kind="products"),
    Model("2_clean/clean_costs", key="import_id", kind="costs"),
    Model("2_clean/clean_interactions", key="import_id", kind="interactions"),
    Model("2_clean/clean_answers", key="import_id", kind="answers"),
    Model("2_clean/clean_consents", key="import_id", kind="consents"),
    Model("2_clean/clean_agreements", key="import_id", kind="agreements"),
)

#: How organisations compare.
FIRMS = (
    Model("3_clients/word_kinds"),
    Model("3_clients/firm_addresses"),
    Model("3_clients/firm_tokens"),
    Model("3_clients/firm_spellings"),
    Model("3_clients/firm_words"),
    Model("3_clients/firm_points"),
    Model("3_clients/firm_reach"),
    Model("3_clients/firm_candidates"),
    Model("3_clients/firm_names"),
    Model("3_clients/firm_comparisons"),
)

MATCHING = (
    Model("3_clients/row_keys"),
    Model("3_clients/corrected_cells"),
    Model("3_clients/current_imports"),
    Model("3_clients/superseded_rows"),
    Model("3_clients/current_rows"),
    Model("3_clients/name_roles"),
    Model("3_clients/own_columns"),
    Model("3_clients/contact_tokens"),
    Model("3_clients/contact_points"),
    Model("3_clients/contact_reach"),
    Model("3_clients/contact_twins"),
    Model("3_clients/blocking_keys"),
    Model("3_clients/capped_blocks"),
    Model("3_clients/candidate_pairs"),
    Model("3_clients/crowded_points"),
    Model("3_clients/crowded_pairs"),
    Model("3_clients/pair_comparisons"),
    *FIRMS,
)

#: What the compared pairs are, once it is known what each level says.
JUDGING = (
    Model("3_clients/value_shares"),
    Model("3_clients/person_pairs"),
    Model("3_clients/firm_pairs"),
    Model("3_clients/match_pairs"),
    Model("3_clients/contact_contents"),
    Model("3_clients/decided_pairs"),
)

#: What a person decided is of no import: it is looked up anew whenever clients are.
DECIDED = JUDGING[-1:]

CLIENTS = (
    Model("3_clients/client_corrections"),
    Model("3_clients/row_clients"),
    Model("3_clients/products"),
    Model("3_clients/deal_lines"),
    Model("3_clients/client_rows"),
    Model("3_clients/client_values"),
    Model("3_clients/client_names"),
    Model("3_clients/client_points"),
    Model("3_clients/client_places"),
    Model("3_clients/clients"),
    Model("3_clients/client_relations"),
    Model("3_clients/client_attributes"),
    Model("3_clients/costs"),
    Model("3_clients/client_deals"),
    Model("3_clients/client_sizes"),
    Model("3_clients/returns"),
    Model("3_clients/deal_parameters"),
    Model("3_clients/client_interactions"),
    Model("3_clients/client_agreements"),
    Model("3_clients/stated_consents"),
    Model("3_clients/consents"),
    Model("3_clients/dead_addresses"),
    Model("3_clients/open_problems"),
)

#: These look from a day: with another as_of than the base's they are built as temporary tables.
AS_OF = (
    Model("3_clients/client_answers"),
    Model("3_clients/client_permissions"),
    Model("3_clients/client_clocks"),
    Model("4_metrics/client_metrics"),
    Model("4_metrics/client_rfm"),
    Model("4_metrics/client_ltv"),
    Model("4_metrics/cohort_retention"),
    Model("4_metrics/client_blocks"),
    Model("4_metrics/client_levels"),
    Model("4_metrics/level_blocks"),
    Model("5_segments/segment_facts"),
)

#: The people that the file being taken tells of: needed only while it is staged.
PEOPLE = Model("1_staging/people")

MODELS = (*CLEAN, *MATCHING, *JUDGING, *CLIENTS, *AS_OF)


def build(connection: Connection, models: Iterable[Model], parameters: Parameters, *, temporary: bool = False) -> None:
    """Build models whole, in the given order, replacing what there is."""
    kind = "temp table" if temporary else "table"
    for model in models:
        if model in MODELS:
            progress.tell("Building tables", MODELS.index(model), len(MODELS))
        text = f"create or replace {kind} {model.table} as {select_text(model.name)}"
        connection.execute(text, named(text, {"import_id": None, **parameters}))


def ensure_clean(connection: Connection) -> None:
    """Make the clean tables, or make them anew when this version builds them differently."""
    state = connection.execute("select models_key from model_state").fetchall()
    if state != [(models_key(),)]:
        build(connection, CLEAN, {})
        corrections.forget_written(connection)
        connection.execute("delete from model_state")
        connection.execute("insert into model_state (models_key) values (?)", [models_key()])


def is_current(connection: Connection, as_of: date, settings: Settings = SETTINGS) -> bool:
    """Return whether the stored models are of this version, of what is in the base, of `as_of` and of the settings."""
    state = connection.execute("select models_key, as_of, imports_key from model_state").fetchall()
    return state == [(models_key(), as_of, _built_of(connection, settings))]


def knows_clients(connection: Connection) -> bool:
    """Return whether the stored clients are of this version and of the imports and corrected cells in the base.

    What was set of a client since then changes its fields, and not who it is.
    """
    state = connection.execute("select models_key, imports_key from model_state where as_of is not null").fetchall()
    return [(key, str(built).split("-")[0]) for key, built in state] == [
        (models_key(), imports_key(connection).split("-")[0])
    ]


def imports_key(connection: Connection) -> str:
    """Return a digest of which imports and corrections are in the base: it changes with every one and every undo.

    It has two parts: what decides who is who, and after a "-" what was set of clients since.
    """
    numbers = connection.execute("select import_id from imports where undone_at is null order by import_id").fetchall()
    cells, set_fields = connection.execute("""
        select
            list(correction_id order by correction_id) filter (where written is not null),
            list(correction_id order by correction_id) filter (where written is null)
        from corrections
    """).fetchall()[0]
    return f"{_digest((numbers, cells))}-{_digest(set_fields)}"


def _built_of(connection: Connection, settings: Settings) -> str:
    """Return what clients built now are of: the imports and corrections, and after one more "-" the settings."""
    habits = [(source.name, source.ids_are_people, source.owns_shared_contacts) for source in settings.sources]
    flagged = sorted({habit for habit in habits if any(habit[1:])})
    said = _digest((settings.matching, sorted(settings.survivorship.items()), flagged))
    return f"{imports_key(connection)}-{said}"


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def next_import(connection: Connection) -> int:
    """Return the number of a new import."""
    sql = "update counters set last_id = last_id + 1 where name = 'import' returning last_id"
    return int(connection.execute(sql).fetchall()[0][0])


def stored_as_of(connection: Connection) -> date | None:
    """Return the day that the stored models look from; None when they were never built."""
    rows = connection.execute("select as_of from model_state").fetchall()
    return rows[0][0] if rows else None


def build_all(connection: Connection, as_of: date, settings: Settings = SETTINGS) -> None:
    """Bring every model to the imports in the base, to `as_of`, and to what the settings say of merges and values."""
    ensure_clean(connection)
    match_contacts(connection, settings.matching)
    _build_of_clients(connection, as_of, settings)


def build_decided(connection: Connection, as_of: date, settings: Settings = SETTINGS) -> None:
    """Bring the clients to what a person decided since their contacts were compared."""
    with_vocabulary(connection)
    build(connection, DECIDED, {})
    added.group_contacts(connection)
    _build_of_clients(connection, as_of, settings)


def build_known(connection: Connection, as_of: date, settings: Settings = SETTINGS) -> None:
    """Build what depends on client_contacts, which stay as they are."""
    build(connection, DECIDED, {})
    _build_of_clients(connection, as_of, settings)


def _build_of_clients(connection: Connection, as_of: date, settings: Settings) -> None:
    with_vocabulary(connection, settings.survivorship)
    build(connection, CLIENTS, {})
    build_as_of(connection, as_of)
    connection.execute("update model_state set as_of = ?, imports_key = ?", [as_of, _built_of(connection, settings)])


def forget_built(connection: Connection) -> None:
    """Let the base be as before its first build: only the clean rows are there, and nothing was learnt of them."""
    corrections.put_back(connection)
    for table in ("match_weights", "match_classes", "match_state", "matched_imports"):
        connection.execute(f"delete from {table}")
    for table in ("name_origins", *(model.table for model in (*MATCHING, *JUDGING, *CLIENTS, *AS_OF))):
        connection.execute(f"drop table if exists {table}")
    connection.execute("update model_state set as_of = null, imports_key = null")


def call_outdated(connection: Connection) -> None:
    """Let whoever reads clients and figures next build those anew; who is who stays known."""
    connection.execute("update model_state set imports_key = ''")


def forget_matched(connection: Connection) -> None:
    """Let whoever asks next who is who find it out anew, of all contacts; ids are kept."""
    added.forget(connection)
    call_outdated(connection)


@cache
def models_key() -> str:
    """Return a digest of every model's SELECT: it changes when a version builds something differently."""
    return hashlib.sha256("".join(select_text(model.name) for model in MODELS).encode()).hexdigest()[:16]


def build_for_import(connection: Connection, import_id: int) -> None:
    """Add one import's rows to the clean tables; the other imports' rows stay as they are."""
    ensure_clean(connection)
    ((kind,),) = connection.execute("select kind from imports where import_id = ?", [import_id]).fetchall()
    for model in CLEAN:
        if model.kind not in ("", kind):
            continue
        connection.execute(f"delete from {model.table} where {model.key} = ?", [import_id])
        insert(connection, model.table, model.name, {"import_id": import_id})


def build_clients(connection: Connection, limits: MatchLimits = SETTINGS.matching) -> None:
    """Build everything that does not look from a day: who is who, the golden records, their deals and consents."""
    match_contacts(connection, limits)
    build(connection, CLIENTS, {})


def match_contacts(connection: Connection, limits: MatchLimits = SETTINGS.matching, *, is_anew: bool = False) -> None:
    """Find out who is who; only about what came since the last time, where that is enough, unless `is_anew`."""
    with_vocabulary(connection)
    key = _digest((models_key(), limits, persons.PERSONS, firms.FIRMS))
    told = {"merge": limits.merge, "doubtful": limits.doubtful}
    if not is_anew and added.take_added(connection, key, told):
        return
    corrections.put_back(connection)
    build(connection, MATCHING[:1], {})
    added.inherit_contacts(connection)
    added.number_contacts(connection)
    build(connection, MATCHING[1:2], {})
    _correct_rows(connection)
    build(connection, MATCHING[2:], {})
    _weigh_pairs(connection)
    _weigh_firms(connection)
    build(connection, JUDGING, told)
    added.group_contacts(connection)
    added.remember_whole(connection, key)


def _weigh_pairs(connection: Connection) -> None:
    """Learn from the compared pairs, and from pairs at random, what each level of a comparison says."""
    people = connection.sql(select_text("3_clients/distinct_people")).to_arrow_table()
    connection.register("learnt_origins", origins.learn_origins(people))
    connection.execute("create or replace table name_origins as select * from learnt_origins")
    connection.unregister("learnt_origins")

    create_temporary(connection, "candidate_pairs", "3_clients/random_pairs", {})
    compared = connection.sql(select_text("3_clients/person_patterns")).to_arrow_table()
    create_temporary(connection, "pair_comparisons", "3_clients/pair_comparisons", {})
    connection.execute("drop table temp.candidate_pairs")
    at_random = connection.sql(select_text("3_clients/person_patterns")).to_arrow_table()
    connection.execute("drop table temp.pair_comparisons")
    records = int(connection.execute("select count(*) from contact_tokens").fetchall()[0][0])
    weights = scoring.learn(connection, persons.PERSONS, compared, at_random, records)
    connection.register("pattern_scores", scoring.score(persons.PERSONS, weights, compared))


def _weigh_firms(connection: Connection) -> None:
    """Learn from the compared pairs of firms, those at random among them, what each level of a comparison says."""
    patterns = connection.sql(select_text("3_clients/firm_patterns")).to_arrow_table()
    records = int(connection.execute("select count(*) from firm_tokens").fetchall()[0][0])
    connection.register("firm_scores", firms.weigh(connection, patterns, records))


def build_as_of(connection: Connection, as_of: date, *, temporary: bool = False) -> None:
    """Build everything that looks from a day; `temporary` leaves the stored tables alone."""
    build(connection, AS_OF, {"as_of": as_of}, temporary=temporary)


def with_vocabulary(connection: Connection, survivorship: Mapping[str, str] = MappingProxyType({})) -> None:
    """Let SQL see the vocabulary, the known first names and the known places as relations of this connection.

    `survivorship` is field → rule that picks its golden value, where it is not the field's own.
    """
    contacts = kinds()["contacts"].values()
    rules = [survivorship.get(field.name, field.survivorship) for field in contacts]
    vocabulary = pa.table({"field": [field.name for field in contacts], "survivorship": rules})
    connection.register("vocabulary", vocabulary)
    connection.register("known_first_names", pa.table({"key": sorted(first_names.known_keys())}))
    words = neutral_words.neutral_words()
    connection.register("neutral_words", _known(("kind", "word"), words))
    short, full = zip(*first_names.short_names(), strict=True)
    connection.register("short_names", pa.table({"key": short, "full_keys": full}))
    connection.register("short_words", pa.table({"word": first_names.short_words()}))
    with_places(connection)


def with_places(connection: Connection) -> None:
    """Let SQL see the known cities and regions as relations of this connection; NULL is unknown."""
    columns = ("city", "region", "country", "time_zone", "is_near", "is_large")
    connection.register("known_cities", _known(columns, places.known_places()))
    connection.register("known_regions", _known(("region", "country", "time_zone"), places.known_regions()))


def _known(columns: Sequence[str], rows: Iterable[Sequence[str | bool]]) -> pa.Table:
    values = [pa.array([None if value == "" else value for value in column]) for column in zip(*rows, strict=True)]
    return pa.table(values, names=list(columns))


def _correct_rows(connection: Connection) -> None:
    """Let the clean rows say what a person said of their cells; row keys are of what the files say."""
    if not corrections.stage_corrected(connection):
        return
    corrections.set_aside(connection)
    for model in CLEAN:
        if model.table in corrections.WRITTEN:
            insert(connection, model.table, model.name, {"import_id": None})
    corrections.unstage_corrected(connection)
