"""undo: after it the base is as if the import had never come, and the file can come again."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.base import ClientBase
from clientbase.errors import ConfirmationNeeded, UsageProblem
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.undo import undo
from tests.conftest import Cli
from tests.workflows.conftest import NOON, by_meaning, dedupe_and_build, everything, renumbered, say_of

CRM = """\
ID;ФИО;Телефон;E-mail;Город;Согласие на рассылку;Тариф
1;Котова Анна Сергеевна;8 916 123-45-67;anna@example.ru;Казань;да;x
2;Лис Пётр;89161234568;;пермь;нет;
3;Ёж Яна;;yana@example.ru;;;y
4;Сломан;89165554433
"""
FORM = """\
Имя,Телефон,E-mail
Аня Котова,+7 916 123 45 67,
Яна Ёж,,YANA@example.ru
Лис Пётр,+79161234568,petr@example.ru
,,nobody
"""
#: Its first row joins two clients that were apart: Пётр by phone and Петя by e-mail.
LATER = """\
ФИО;Телефон;E-mail
Лис Пётр;89161234568;petya@example.ru
Новикова Ольга;89167778899;olga@example.ru
"""
APART = """\
ФИО;Телефон;E-mail
Лис Пётр;;petya@example.ru
Зимин Олег;89160001122;
"""
ORDERS = """\
Номер заказа;Дата;Статус;Покупатель;Телефон;Товар;Количество;Цена;Сумма;Срок аренды
A1;05.01.2026;Выполнен;Анна Котова;89161234567;Чай;2;100;200;30 дней
A1;05.01.2026;Выполнен;Анна Котова;89161234567;Кофе;1;300;300;30 дней
A2;вчера;Выполнен;Яна Ёж;;Чай;1;100;100;
A3;09.04.2026;Отменён;Лис Пётр;89161234568;Чай;1;100;100;
"""
FILES = {"crm.csv": CRM, "apart.csv": APART, "orders.csv": ORDERS, "form.csv": FORM, "later.csv": LATER}
DEDUPE = "dedupe"
ALL = ImportOptions(max_rejects=1.0)


def written(folder: Path) -> Path:
    """Write the files to a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bases are made in a folder of this run."""
    _kept.clear()
    _kept[()] = ClientBase.create(written(tmp_path_factory.mktemp("kept")) / "base-0", "", NOON)
    yield
    _kept.clear()


#: What was done to make a base (a file taken, or who is who found) → the base, which tests copy and leave alone.
_kept: dict[tuple[str, ...], ClientBase] = {}


def made(steps: tuple[str, ...]) -> ClientBase:
    """Return the base that steps lead to; what several tests begin with is done once."""
    if steps not in _kept:
        before, home = made(steps[:-1]), _kept[()].folder.parent
        base = ClientBase.open(shutil.copytree(before.folder, home / f"base-{len(_kept)}"))
        if steps[-1] == DEDUPE:
            dedupe_and_build(base, NOON)
        else:
            import_files(base, [home / steps[-1]], ALL, NOON)
        _kept[steps] = base
    return _kept[steps]


def base_of(folder: Path, name: str, files: tuple[str, ...], built_after: tuple[int, ...]) -> ClientBase:
    """Return a base that took files one by one; who is who is found after those whose place is in `built_after`."""
    steps = [step for place, file in enumerate(files) for step in ([file, DEDUPE] if place in built_after else [file])]
    return ClientBase.open(shutil.copytree(made(tuple(steps)).folder, folder / name))


@pytest.mark.parametrize(
    ("last", "built_after"),
    [
        ("crm.csv", ()), ("crm.csv", (3,)), ("crm.csv", (0, 1, 2, 3, 4)),
        ("orders.csv", (4,)),
        ("form.csv", ()), ("form.csv", (4,)),
        ("later.csv", (3,)), ("later.csv", (0, 1, 2, 3, 4)),
    ],
    ids=str,
)  # fmt: skip
def test_the_last_import_leaves_no_trace(tmp_path: Path, last: str, built_after: tuple[int, ...]) -> None:
    """Every table is as in a base that never saw the file, whenever clients were counted in between."""
    written(tmp_path)
    before = tuple(name for name in FILES if name != last)
    base = base_of(tmp_path, "a", (*before, last), built_after)
    if 4 in built_after:
        undo(base, None, NOON)
    undo(base, None, NOON)
    without = base_of(tmp_path, "b", before, built_after)
    assert everything(base.folder) == everything(without.folder)


@pytest.mark.parametrize("undone", [1, 2, 3, 4])
def test_an_earlier_import_leaves_no_trace(tmp_path: Path, undone: int) -> None:
    """What came after it stands as if it had come alone; only numbers may differ."""
    written(tmp_path)
    names = tuple(FILES)
    base = base_of(tmp_path, "a", names, (2, 4))
    undo(base, str(undone), NOON, is_confirmed=True)
    without = base_of(tmp_path, "b", tuple(name for name in names if name != names[undone - 1]), (3,))
    assert renumbered(everything(base.folder)) == renumbered(everything(without.folder))


def test_all_taken_back_is_an_empty_base(tmp_path: Path) -> None:
    """Undo again and again goes back to the beginning."""
    written(tmp_path)
    base = base_of(tmp_path, "a", tuple(FILES), (4,))
    for _ in (*FILES, "dedupe"):
        undo(base, None, NOON)
    empty = base_of(tmp_path, "b", (), ())
    for one in (base, empty):
        dedupe_and_build(one, NOON)
    assert everything(base.folder) == everything(empty.folder)
    with pytest.raises(UsageProblem, match="nothing"):
        undo(empty, None, NOON)


def test_the_same_file_comes_again_with_the_same_ids(tmp_path: Path) -> None:
    """A file taken back is no repeat; its people get the numbers that they had."""
    written(tmp_path)
    base = base_of(tmp_path, "a", tuple(FILES), (4,))
    before = renumbered(everything(base.folder), ("import_id",))
    undo(base, "later.csv", NOON, is_confirmed=True)
    outcome = import_files(base, [tmp_path / "later.csv"], ALL, NOON)
    assert [taken.is_repeat for taken in outcome.taken] == [False]
    dedupe_and_build(base, NOON)
    assert renumbered(everything(base.folder), ("import_id",)) == before


def test_a_decision_outlives_an_undo(tmp_path: Path) -> None:
    """What a person said of two contacts holds when another file goes, and when theirs comes again."""
    written(tmp_path)
    base = base_of(tmp_path, "a", ("crm.csv", "apart.csv", "form.csv"), (2,))
    with base.write(NOON) as copy:
        say_of(copy, 1, 2, "same")
    dedupe_and_build(base, NOON)
    undo(base, "form.csv", NOON, is_confirmed=True)
    assert len(everything(base.folder)["decisions"][1:]) == 1
    clients = {row[0]: row[1] for row in everything(base.folder)["client_contacts"][1:]}
    assert clients[1] == clients[2]


@settings(max_examples=2, deadline=None)
@given(st.data())
def test_any_imports_and_undos_end_where_only_the_imports_left_end(data: st.DataObject) -> None:
    """Whatever came and went, the base is that of the files that are in it."""
    steps = data.draw(st.lists(st.sampled_from([*FILES, "undo", "undo", "dedupe"]), min_size=3, max_size=7))
    with tempfile.TemporaryDirectory() as name:
        folder = written(Path(name))
        base = base_of(folder, "a", (), ())
        present: list[str] = []
        for step in steps:
            if step == "dedupe":
                dedupe_and_build(base, NOON)
            elif step == "undo" and present:
                place = data.draw(st.integers(0, len(present) - 1))
                undo(base, present.pop(place), NOON, is_confirmed=True)
            elif step != "undo" and step not in present:
                import_files(base, [folder / step], ALL, NOON)
                present.append(step)
        dedupe_and_build(base, NOON)
        without = base_of(folder, "b", tuple(present), (len(present) - 1,))
        dedupe_and_build(without, NOON)
        assert by_meaning(base.folder) == by_meaning(without.folder)


def test_more_than_the_last_run_wants_a_word(tmp_path: Path) -> None:
    """Nobody loses an older import by a slip of the hand."""
    written(tmp_path)
    base = base_of(tmp_path, "a", ("crm.csv", "orders.csv"), ())
    before = everything(base.folder)
    with pytest.raises(ConfirmationNeeded):
        undo(base, "1", NOON)
    assert undo(base, "1", NOON, is_dry=True).imports.rows[0][:2] == (1, "crm.csv")
    assert everything(base.folder) == before


def test_a_command_of_several_files_goes_whole(tmp_path: Path) -> None:
    """What one command brought, one undo takes; a file of it may go alone by its name."""
    written(tmp_path)
    base = base_of(tmp_path, "a", ("crm.csv",), ())
    import_files(base, [tmp_path / "form.csv", tmp_path / "orders.csv"], ALL, NOON)
    assert [row[1] for row in undo(base, "form.csv", NOON).imports.rows] == ["form.csv"]
    assert [row[1] for row in undo(base, None, NOON).imports.rows] == ["orders.csv"]
    assert [row[1] for row in undo(base, None, NOON).imports.rows] == ["crm.csv"]


def test_mended_rows_go_with_the_import_that_rejected_them(tmp_path: Path) -> None:
    """They belong to its file; taken back alone, they leave it standing."""
    written(tmp_path)
    base = base_of(tmp_path, "a", ("crm.csv",), ())
    rejects = base.folder / "rejects" / "1-crm.rejects.csv"
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("4;Сломан", "4;Сломан Лев"), encoding="utf-8")
    import_files(base, [rejects], ALL, NOON)
    alone = undo(base, None, NOON)
    assert [row[0] for row in alone.imports.rows] == [2]
    import_files(base, [rejects], ALL, NOON)
    both = undo(base, "1", NOON, is_confirmed=True)
    assert ([row[0] for row in both.imports.rows], both.also) == ([1, 3], (3,))


def test_a_name_that_fits_several_imports_is_asked_about(tmp_path: Path) -> None:
    """Two files of one name are told apart by their numbers."""
    written(tmp_path)
    base = base_of(tmp_path, "a", ("crm.csv",), ())
    (tmp_path / "crm.csv").write_text(CRM.replace("Казань", "Тверь"), encoding="utf-8")
    import_files(base, [tmp_path / "crm.csv"], ALL, NOON)
    with pytest.raises(UsageProblem, match="several"):
        undo(base, "crm.csv", NOON)
    with pytest.raises(UsageProblem, match="not_found"):
        undo(base, "other.csv", NOON)


def test_the_command_tells_what_it_took_back(cli: Cli) -> None:
    """A person sees the import that went, `imports --all` still lists it, and a script is refused an older one."""
    written(cli.folder)
    cli.done("init", "base")
    for name in ("crm.csv", "form.csv", "orders.csv"):
        cli.done("import", name, "--base", "base", "--max-rejects", "50%")
    refused = cli.run("undo", "2", "--base", "base")
    assert refused.code == 8
    assert "--yes" in refused.err
    dry = cli.done("undo", "--dry-run", "--base", "base", "--format", "csv")
    assert [row["file"] for row in dry.rows] == ["orders.csv"]
    done = cli.done("undo", "--base", "base", "--format", "json")
    assert [row["import_id"] for row in done.data] == [3]
    assert "1 import was taken back" in done.err
    cli.done("undo", "1", "--base", "base", "--yes")
    assert [row["import_id"] for row in cli.done("imports", "--base", "base", "--format", "csv").rows] == ["2"]
    listed = cli.done("imports", "--all", "--base", "base", "--format", "csv").rows
    assert [bool(row["undone_at"]) for row in listed] == [True, False, True]


def test_an_import_goes_though_a_segment_asks_for_its_column(cli: Cli) -> None:
    """The way back would be barred by a segment file that names a column of the import."""
    cli.done("init", "base")
    own = Cli(cli.folder / "base")
    (own.folder / "weights.csv").write_text("Имя;Телефон;Вес\nАнна;89161234567;5\n", encoding="utf-8")
    (own.folder / "segments" / "heavy.toml").write_text('title = "w"\nwhere = \'"Вес" = 5\'\n', encoding="utf-8")
    own.done("import", "weights.csv", "--map", "Имя=full_name")
    own.done("segment", "heavy", "--preview")
    own.done("segment", "heavy")
    said = own.done("undo", "--yes").err
    assert "heavy" in said
    assert own.done("imports", "--format", "json").data == []
