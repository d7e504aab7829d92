"""What a file changes in its source: rows that are new, changed or the same, and those that a whole export lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection

_NOTHING_BEFORE = "select count(*) from imports where undone_at is null and import_id < ? and source = ? and kind = ?"
_BEFORE = pipeline.Model("3_clients/current_imports")
_CONTENTS = pipeline.Model("1_staging/staged_contents")
_COMPARED_KINDS = ("contacts", "deals")


@dataclass(frozen=True, slots=True)
class Changes:
    """How the rows of one import compare with what its source had before.

    Attributes:
        vanished: rows that a whole export has no more; 0 for a part of one.
        before: rows that the source had, where the export is a whole one.
        renamed: of the new rows, those whose id stood on other names before.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    vanished: int = 0
    before: int = 0
    renamed: int = 0

    @property
    def is_overlapping(self) -> bool:
        """Whether the source was known before, so that there is something to tell."""
        return bool(self.changed or self.same or self.vanished or self.renamed)

    @property
    def is_of_others(self) -> bool:
        """Whether most ids that the source had are other people's here, as the ids of another system are."""
        return self.renamed > self.changed + self.same


def compare_with_before(
    connection: Connection, imports: Sequence[int], source: str, kind: str, *, is_snapshot: bool
) -> dict[int, Changes]:
    """Return import_id → its changes, for one file's imports of one kind; stores them in `imports` too."""
    first = min(imports)
    before = connection.execute(_NOTHING_BEFORE, [first, source, kind]).fetchall()[0][0]
    if not before or kind not in _COMPARED_KINDS:
        connection.execute(
            "update imports set rows_new = rows_accepted where import_id in (select unnest(?))", [list(imports)]
        )
        return {number: Changes(new=_accepted(connection, number)) for number in imports}
    pipeline.build(connection, [_BEFORE], {"import_id": first}, temporary=True)
    parameters = {"import_ids": list(imports), "source": source, "kind": kind}
    pipeline.build(connection, [_CONTENTS], parameters, temporary=True)
    counted = pipeline.select(connection, "1_staging/import_changes").fetchall()
    vanished = pipeline.select(connection, "1_staging/vanished_rows").fetchall()[0] if is_snapshot else (0, 0)
    for table in ("current_imports", "staged_contents"):
        connection.execute(f"drop table temp.{table}")
    changes = {number: Changes() for number in imports}
    changes |= {number: Changes(new, changed, same, renamed=renamed) for number, new, changed, same, renamed in counted}
    changes[max(imports)] = replace(changes[max(imports)], vanished=vanished[0], before=vanished[1])
    _store(connection, changes)
    return changes


def _accepted(connection: Connection, import_id: int) -> int:
    return int(
        connection.execute("select rows_accepted from imports where import_id = ?", [import_id]).fetchall()[0][0]
    )


def _store(connection: Connection, changes: dict[int, Changes]) -> None:
    counted = pa.table(
        {
            "import_id": pa.array(changes, pa.int32()),
            **{
                name: pa.array([getattr(one, name) for one in changes.values()], pa.int64())
                for name in ("new", "changed", "same", "vanished")
            },
        }
    )
    connection.register("counted", counted)
    connection.execute("""
        update imports
        set rows_new = counted.new, rows_changed = counted.changed, rows_same = counted.same,
            rows_vanished = counted.vanished
        from counted
        where imports.import_id = counted.import_id
    """)
    connection.unregister("counted")
