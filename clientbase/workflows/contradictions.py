"""What two columns of one row say against each other."""

from collections.abc import Sequence

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.cleaning.first_name_endings import plain
from clientbase.cleaning.registry import CleaningContext
from clientbase.cleaning.sex import sex_evidence
from clientbase.sources.mapping import Mapping
from clientbase.sources.staging import source_column, source_names
from clientbase.sources.tables import SourceTable
from clientbase.workflows.values import NAME_TYPES, ColumnVerdict

#: Row number, line number, problem code, value as written, suggestion.
Found = tuple[int, int, str, str, str]


def sex_contradictions(
    connection: Connection,
    table: SourceTable,
    mapping: Mapping,
    verdicts: Sequence[ColumnVerdict],
    context: CleaningContext,
) -> list[Found]:
    """Return the cells of the sex column that a name surely contradicts: `sex.contradicts_name`.

    The stated sex is kept. A lone surname and the ending of an unknown first name are too weak to contradict it.
    """
    stated = next((verdict for verdict in verdicts if verdict.type == "sex"), None)
    named = next((verdict for verdict in verdicts if verdict.type in NAME_TYPES), None)
    if not stated or not named:
        return []
    connection.register("source_column", source_column(table, stated.column))
    connection.register("source_names", source_names(table, mapping))
    parameters = {"sex_context": stated.context, "name_context": named.context}
    rows = pipeline.select(connection, "2_clean/sex_contradictions", parameters).fetchall()
    connection.unregister("source_column")
    connection.unregister("source_names")
    own_names = {plain(name): sex for name, sex in context.rules.first_names.items()}
    return [
        (row, line, "sex.contradicts_name", value, told)
        for row, line, value, told, last, first, patronymic in rows
        if sex_evidence(last, first, patronymic, own_names).is_sure
    ]
