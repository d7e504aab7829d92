"""Take one table of a file into an open base: clean its values, set aside what cannot be used, stage the rest."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.cleaning.problems import severity
from clientbase.cleaning.registry import CleaningContext
from clientbase.cleaning.sensitive import without_secrets
from clientbase.config import Settings
from clientbase.sources.mapping import Mapping
from clientbase.sources.staging import incoming_rows, people_rows, source_column, source_names, wide_questions
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.contradictions import Found, sex_contradictions
from clientbase.workflows.kind_steps import STEPS
from clientbase.workflows.sensitive import sensitive_cells
from clientbase.workflows.values import NAME_TYPES, ColumnVerdict, clean_columns

#: Field → what decides the ambiguous values of its column: "dmy", ","…
Hints = Dict[str, str]


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken: where it stands and why."""

    row_number: int
    line_number: int
    code: str
    position: int = 0
    header: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """One kind of problem in one column of the rows that were taken: where it is first seen, and how often."""

    code: str
    position: int
    header: str
    line_number: int
    value: str
    suggestion: str
    count: int


@dataclass(frozen=True)
class Taken:
    """What became of one table."""

    import_id: int
    file: SourceFile
    table: SourceTable
    mapping: Mapping
    rejects: tuple[Reject, ...] = ()
    rows_read: int = 0
    is_repeat: bool = False
    contexts: tuple[ColumnVerdict, ...] = field(default=())
    problems: tuple[ProblemGroup, ...] = ()

    @property
    def rows_accepted(self) -> int:
        """Rows that are in the base now."""
        return self.rows_read - len(self.rejects)


def take_table(  # noqa: PLR0913 -- the facts of one table, each from another place
    connection: Connection,
    import_id: int,
    file: SourceFile,
    table: SourceTable,
    mapping: Mapping,
    settings: Settings,
    moment: datetime,
    *,
    source: str = "main",
    supplements: int | None = None,
    hints: Hints | None = None,
    unmended: Iterable[Reject] = (),
    is_mending: bool = False,
) -> Taken:
    """Put the usable rows of `table` into the staging and clean tables of an open base.

    `hints` decide ambiguous values where the column itself is too short to; `unmended` rows are rejected as they were;
    `is_mending` puts what was suggested for a slip in its place.
    """
    pipeline.ensure_clean(connection)
    context = CleaningContext(settings.country, settings.currency, moment.date(), settings.rules, is_mending)
    verdicts = clean_columns(connection, table, mapping, context, hints or {})
    _record_import(connection, import_id, file, table, mapping, verdicts, moment, source, supplements)
    rejects = [*_misfits(table), *unmended, *_record_problems(connection, import_id, table, mapping, verdicts)]
    for column, found in sensitive_cells(connection, table, mapping):
        _insert_problems(connection, import_id, table.sheet, column.position, column.header, column.field, found)
    contradictions = sex_contradictions(connection, table, mapping, verdicts, context)
    _record_contradictions(connection, import_id, table, verdicts, contradictions)
    _stage(connection, import_id, table, mapping, rejects)
    pipeline.build_for_import(connection, import_id)
    rejects += _remove_unusable(connection, import_id, mapping.kind)
    _record_misplaced(connection, import_id, table, mapping)
    _record_rejects(connection, import_id, table, rejects)
    _record_lost_cells(connection, import_id, table)
    first_reasons = {reject.row_number: reject for reject in reversed(rejects)}
    ordered = tuple(first_reasons[number] for number in sorted(first_reasons))
    connection.execute(
        "update imports set rows_accepted = rows_read - ?, rows_rejected = ? where import_id = ?",
        [len(ordered), len(ordered), import_id],
    )
    return Taken(
        import_id,
        file,
        table,
        mapping,
        ordered,
        table.count,
        contexts=tuple(verdicts),
        problems=_problem_groups(connection, import_id, [reject.row_number for reject in ordered]),
    )


def _problem_groups(connection: Connection, import_id: int, rejected: list[int]) -> tuple[ProblemGroup, ...]:
    parameters = {"import_id": import_id, "rejected": rejected}
    found = pipeline.select(connection, "2_clean/import_problems", parameters).fetchall()
    return tuple(ProblemGroup(*row) for row in found)


def _misfits(table: SourceTable) -> list[Reject]:
    rows = ((m, " | ".join(cell or "" for cell in m.cells)) for m in table.misfits)
    return [Reject(m.row_number, m.line_number, m.code, value=without_secrets(cells)) for m, cells in rows]


def _record_import(  # noqa: PLR0913
    connection: Connection,
    import_id: int,
    file: SourceFile,
    table: SourceTable,
    mapping: Mapping,
    verdicts: Iterable[ColumnVerdict],
    moment: datetime,
    source: str,
    supplements: int | None,
) -> None:
    read = table.count
    connection.execute(
        """
        insert into imports (import_id, source, file, sheet, sha256, kind, encoding, delimiter,
            rows_read, rows_accepted, rows_rejected, rejects_file, supplements, imported_at, header_row)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, ?)
        """,
        [
            import_id, source, file.path.name, table.sheet, file.sha256, mapping.kind, file.encoding, file.delimiter,
            read, read, supplements, moment, table.header_row,
        ],
    )  # fmt: skip
    columns = [
        [import_id, v.column.position, v.column.header, v.column.field, v.type, v.column.how, v.context]
        for v in verdicts
    ]
    connection.executemany("insert into import_columns values (?, ?, ?, ?, ?, ?, ?)", columns)


def _record_problems(
    connection: Connection, import_id: int, table: SourceTable, mapping: Mapping, verdicts: Sequence[ColumnVerdict]
) -> list[Reject]:
    """Write every value that is not fine into `problems`; return the rows that cannot be counted because of one."""
    needed = STEPS[mapping.kind].needed
    rejects = []
    for verdict in verdicts:
        column = verdict.column
        if not verdict.context or not _has_problems(connection, verdict):
            continue
        connection.register("source_column", source_column(table, column))
        found = pipeline.select(
            connection, "2_clean/column_problems", {"type": verdict.type, "context": verdict.context}
        ).fetchall()
        connection.unregister("source_column")
        _insert_problems(connection, import_id, table.sheet, column.position, column.header, column.field, found)
        if column.field in needed:
            rejects += [
                Reject(row, line, code, column.position, column.header, without_secrets(value))
                for row, line, code, value, _ in found
                if severity(code) == "error"
            ]
    named = [verdict.column for verdict in verdicts if verdict.type in NAME_TYPES]
    if named:
        connection.register("source_names", source_names(table, mapping))
        context = next(verdict.context for verdict in verdicts if verdict.type in NAME_TYPES)
        found = pipeline.select(connection, "2_clean/name_problems", {"context": context}).fetchall()
        connection.unregister("source_names")
        _insert_problems(connection, import_id, table.sheet, named[0].position, named[0].header, named[0].field, found)
    return rejects


def _record_contradictions(
    connection: Connection, import_id: int, table: SourceTable, verdicts: Sequence[ColumnVerdict], found: list[Found]
) -> None:
    column = next((verdict.column for verdict in verdicts if verdict.type == "sex"), None)
    if column:
        _insert_problems(connection, import_id, table.sheet, column.position, column.header, column.field, found)


def _record_misplaced(connection: Connection, import_id: int, table: SourceTable, mapping: Mapping) -> None:
    """Write into `problems` the cities that are not in the region beside them: no single value tells that."""
    cities = [column for column in mapping.columns if column.field == "city"]
    if not cities or all(column.field != "region" for column in mapping.columns):
        return
    pipeline.with_places(connection)
    found = pipeline.select(connection, "2_clean/place_problems", {"import_id": import_id}).fetchall()
    city = cities[0]
    _insert_problems(connection, import_id, table.sheet, city.position, city.header, city.field, found)


def _has_problems(connection: Connection, verdict: ColumnVerdict) -> bool:
    """Tell whether any value cleaned as this column is not fine: most columns of most files need no second look."""
    found = "select exists (select 1 from cleaned_values where type = ? and context = ? and code <> '')"
    return bool(connection.execute(found, [verdict.type, verdict.context]).fetchall()[0][0])


def _record_lost_cells(connection: Connection, import_id: int, table: SourceTable) -> None:
    """Write into `problems` the cells that hold an error of a formula, and so no value."""
    headers = dict(zip(table.positions, table.headers, strict=True))
    for cell in table.lost_cells:
        found = [(cell.row_number, cell.row_number, "table.error_cell", cell.text, "")]
        _insert_problems(connection, import_id, table.sheet, cell.position, headers.get(cell.position, ""), "", found)


def _record_rejects(connection: Connection, import_id: int, table: SourceTable, rejects: list[Reject]) -> None:
    """Write into `problems` the rejections that no single value explains: cells that do not fit, rows about nobody."""
    rows = [(r.row_number, r.line_number, r.code, r.value, "") for r in rejects if not r.header]
    _insert_problems(connection, import_id, table.sheet, 0, "", "", rows)


def _insert_problems(  # noqa: PLR0913
    connection: Connection,
    import_id: int,
    sheet: str,
    position: int,
    header: str,
    field_name: str,
    found: list[tuple[int, int, str, str, str]],
) -> None:
    if not found:
        return
    rows, lines, codes, values, suggestions = zip(*found, strict=True)
    shown = {text: without_secrets(text) for text in {*values, *suggestions}}
    size = len(found)
    connection.register(
        "found",
        pa.table(
            {
                "import_id": pa.array([import_id] * size, pa.int32()),
                "sheet": [sheet] * size,
                "row_number": pa.array(rows, pa.int64()),
                "line_number": pa.array(lines, pa.int64()),
                "position": pa.array([position] * size, pa.int32()),
                "header": [header] * size,
                "field": [field_name] * size,
                "code": codes,
                "severity": [severity(code).value for code in codes],
                "value": [shown[text] for text in values],
                "suggestion": [shown[text] for text in suggestions],
            }
        ),
    )
    connection.execute("insert into problems by name select * from found")
    connection.unregister("found")


def _stage(
    connection: Connection, import_id: int, table: SourceTable, mapping: Mapping, rejects: Iterable[Reject]
) -> None:
    parameters = {"import_id": import_id, "sheet": table.sheet}
    steps = STEPS[mapping.kind]
    numbers = sorted({reject.row_number for reject in rejects})
    connection.register("rejected_rows", pa.table({"row_number": pa.array(numbers, pa.int64())}))
    connection.register("wide_questions", wide_questions(mapping))
    if steps.person:
        connection.register("incoming_people", people_rows(table, mapping))
        pipeline.build(connection, [pipeline.PEOPLE], {}, temporary=True)
        connection.unregister("incoming_people")
        pipeline.insert(connection, "stg_contacts", "1_staging/stg_people", parameters)
    connection.register("incoming", incoming_rows(table, mapping))
    pipeline.insert(connection, steps.staging, f"1_staging/{steps.staging}", parameters)
    for name in ("incoming", "wide_questions", "rejected_rows"):
        connection.unregister(name)


def _remove_unusable(connection: Connection, import_id: int, kind: str) -> list[Reject]:
    """Take the rows that cannot be used (they tell of nobody, or of no day) out of the base again; return them."""
    steps = STEPS[kind]
    nobodies = pipeline.select(connection, "2_clean/unusable_contacts", {"import_id": import_id}).fetchall()
    connection.register("nobodies", pa.table({"row_number": pa.array([row for row, *_ in nobodies], pa.int64())}))
    found = pipeline.select(connection, f"2_clean/{steps.unusable}", {"import_id": import_id}).fetchall()
    connection.unregister("nobodies")
    if found:
        _delete_rows(connection, import_id, steps.tables, [row for row, _, _ in found])
    if steps.person:
        _delete_forgotten_people(connection, import_id, steps.staging, steps.person)
    return [Reject(row, line, code) for row, line, code in found]


def _delete_forgotten_people(connection: Connection, import_id: int, staging: str, person: str) -> None:
    """Delete the people of an import of whom no row is left."""
    left = connection.execute(
        f"""
        select row_number
        from stg_contacts
        where import_id = $import_id
            and not exists (
                select 1 from {staging} where import_id = $import_id and {person} = stg_contacts.row_number
            )
        """,
        {"import_id": import_id},
    ).fetchall()
    if left:
        _delete_rows(connection, import_id, STEPS["contacts"].tables, [row for (row,) in left])


def _delete_rows(connection: Connection, import_id: int, tables: Iterable[str], numbers: list[int]) -> None:
    for table in tables:
        connection.execute(
            f"delete from {table} where import_id = ? and row_number in (select unnest(?))", [import_id, numbers]
        )
