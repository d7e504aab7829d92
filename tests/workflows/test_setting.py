"""Corrections through the workflows: whatever comes and goes around them, the last word of a person stands."""

import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientbase import pipeline
from clientbase.base import ClientBase
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.setting import set_fields
from clientbase.workflows.undo import undo

NOON = datetime(2026, 11, 1, 12)
CITIES = ("Казань", "Пермь", "Омск", "Тверь")

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from clientbase.base import ClientBase
from clientbase.workflows.setting import set_fields

base = ClientBase.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(1000):
    set_fields(base, "1", [f"note=word {number}", f"tags=tag {number}"], datetime(2026, 11, 1, 12))
"""


def export(folder: Path, number: int, city: str) -> Path:
    """Write an export of two people, the first one of a city; its bytes are its own."""
    path = folder / f"export{number}.csv"
    path.write_text(f"ID;ФИО;Город;Заметка\n1;Котова Анна;{city};{number}\n2;Лис Пётр;{city};\n", encoding="utf-8")
    return path


def city_of_the_first(base: ClientBase) -> str | None:
    """Return the golden city of the first client, counted from what is in the base now."""
    with base.write(NOON) as copy:
        pipeline.build_all(copy.connection, NOON.date())
        found = copy.connection.execute("select city from clients where client_id = 1").fetchall()
    return str(found[0][0]) if found and found[0][0] else None


def expected_city(done: list[tuple[str, str]]) -> str | None:
    """Return what the history says: the last set that stands, else the newest import that stands."""
    sets = [city for what, city in done if what == "set"]
    imports = [city for what, city in done if what == "import"]
    return (sets or imports)[-1] or None


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["import", "set", "undo"]), st.sampled_from([*CITIES, ""])), max_size=6))
def test_whatever_comes_and_goes_the_last_word_stands(steps: list[tuple[str, str]]) -> None:
    """Any order of imports, corrections and undos gives the field as set last, else as the newest file has it."""
    with tempfile.TemporaryDirectory() as folder:
        base = ClientBase.create(Path(folder) / "base", "", NOON)
        import_files(base, [export(Path(folder), 0, "Уфа")], ImportOptions(), NOON)
        done = [("import", "Уфа")]
        for number, (what, city) in enumerate(steps, 1):
            if what == "import":
                import_files(base, [export(Path(folder), number, city or "Уфа")], ImportOptions(), NOON)
                done.append((what, city or "Уфа"))
            elif what == "set":
                sets = [word for kind, word in done if kind == "set"]
                set_fields(base, "1", [f"city={city}"], NOON)
                if not sets or sets[-1] != city:
                    done.append((what, city))
            elif len(done) > 1:
                undo(base, None, NOON)
                done.pop()
        assert city_of_the_first(base) == expected_city(done)


def test_a_killed_set_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    """After kills at odd moments every journalled correction has its two fields, and no other has any."""
    base = ClientBase.create(tmp_path / "base", "", NOON)
    import_files(base, [export(tmp_path, 0, "Уфа")], ImportOptions(), NOON)
    for patience in (0.05, 0.21, 0.4):
        with subprocess.Popen([sys.executable, "-c", WRITER, base.folder], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(patience)
            writer.kill()
        with base.read() as connection:
            ((said, events),) = connection.execute("""
                select (select count(*) from corrections), (select count(*) from journal where command = 'set')
            """).fetchall()
        assert said == 2 * events
    set_fields(base, "1", ["note=after"], NOON)
    assert city_of_the_first(base) == "Уфа"
