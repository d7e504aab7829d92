"""A small base with doubts: four people on one phone whom nobody can tell apart by rule."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from clientbase import pipeline
from clientbase.base import ClientBase
from clientbase.workflows.import_ import ImportOptions, import_files

NOON = datetime.fromisoformat("2026-11-01T12:00")

#: Pair of contacts → how likely they are one.
DOUBTS = {(1, 2): 0.9, (2, 3): 0.8, (1, 3): 0.7, (3, 4): 0.6}

_PEOPLE = """ID,ФИО,Телефон,E-mail,Город,Дата рождения
11,Котова Анна Сергеевна,8 916 123-45-67,anna@example.ru,Казань,13.03.1985
12,Лис Пётр,8 916 123-45-67,petr@example.ru,=1+1,
13,Ёж Яна,"8 916 123-45-67, 8 903 111-22-33",,Казань,01.02.1990
14,Волк Олег,8 916 123-45-67,,,
"""


def make_doubtful(folder: Path) -> Path:
    """Make a base in `folder` with four contacts, 1 to 4, each a client, and DOUBTS between them; return its folder."""
    (folder / "crm.csv").write_text(_PEOPLE, encoding="utf-8")
    base = ClientBase.create(folder / "base", 'language = "en"\nas_of = 2026-11-01\n', NOON)
    import_files(base, [folder / "crm.csv"], ImportOptions(kind="contacts"), NOON)
    doubt(base)
    return folder / "base"


def doubtful_copy(template: Path, folder: Path) -> ClientBase:
    """Return a copy of a base with doubts, of one test alone."""
    shutil.copytree(template, folder / "base", ignore=shutil.ignore_patterns("previous.duckdb"))
    return ClientBase.open(folder / "base")


def doubt(base: ClientBase, doubts: Mapping[tuple[int, int], float] = DOUBTS) -> None:
    """Match anew, and let these pairs be in doubt, whatever the rules say of them."""
    with base.write(NOON) as copy:
        pipeline.build_all(copy.connection, NOON.date())
        copy.connection.execute("update match_pairs set outcome = 'apart', match_probability = 0.02")
        for (a, b), probability in doubts.items():
            copy.connection.execute(
                """
                update match_pairs set outcome = 'doubtful', match_probability = ?
                where contact_a = ? and contact_b = ?
                """,
                [probability, a, b],
            )


def clients(base: ClientBase) -> list[int]:
    """Return the client of each contact, in the order of contacts."""
    with base.read() as connection:
        rows = connection.execute("select client_id from client_contacts order by contact_id").fetchall()
    return [client for (client,) in rows]
