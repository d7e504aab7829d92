"""Segment files: defaults, the checks on what they say, and which contacts a list may carry."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import DiskProblem, SettingsProblem
from clientbase.messages import sentence
from clientbase.segments.definition import SegmentDefinition, load_segment, load_segments
from clientbase.segments.subjects import LISTABLE

WHERE = "where = 'city = \"Riga\"'\n"


def _written(folder: Path, text: str, name: str = "tea-lovers.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_condition_alone_is_a_segment(tmp_path: Path) -> None:
    """Everything but the condition has a default, and the default reaches nobody."""
    path = _written(tmp_path, WHERE)
    assert load_segment(path) == SegmentDefinition(
        name="tea-lovers",
        title="tea-lovers",
        where='city = "Riga"',
        channel="none",
        purpose="ads",
        columns=("client_id", "first_name", "last_name", "city"),
        order_by="client_id",
        limit=None,
        format="csv",
        path=path,
    )


def test_every_key_is_taken(tmp_path: Path) -> None:
    """A key that is accepted and then forgotten would send another list than the file says."""
    path = _written(
        tmp_path,
        """
        title = "Любители чая"
        where = '''
            product = "Чай"      # the tea
            и не product = "Кофе"
        '''
        channel = "email"
        purpose = "service"
        columns = ["email", "city"]
        order_by = "monetary DESC"
        limit = 500
        format = "xlsx"
        """,
        "чай_2026.toml",
    )
    segment = load_segment(path)
    assert (segment.name, segment.title, segment.channel, segment.purpose) == (
        "чай_2026",
        "Любители чая",
        "email",
        "service",
    )
    assert (segment.columns, segment.order_by) == (("email", "city"), "monetary desc")
    assert (segment.limit, segment.format) == (500, "xlsx")


@pytest.mark.parametrize(
    ("channel", "columns"),
    [
        ("email", ("client_id", "email", "first_name", "last_name")),
        ("sms", ("client_id", "phone", "first_name", "last_name")),
        ("phone", ("client_id", "phone", "first_name", "last_name")),
    ],
)
def test_a_channel_brings_its_own_address(tmp_path: Path, channel: str, columns: tuple[str, ...]) -> None:
    """A mailing list without the address of its channel could not be mailed."""
    assert load_segment(_written(tmp_path, f'{WHERE}channel = "{channel}"')).columns == columns


@pytest.mark.parametrize(
    ("rest", "code", "named"),
    [
        ('chanel = "sms"', "segment.unknown_key", "channel"),
        ('channel = "fax"', "segment.bad_value", "fax"),
        ("channel = 1", "segment.bad_value", "channel"),
        ('purpose = "fun"', "segment.bad_value", "service"),
        ('format = "pdf"', "segment.bad_value", "xlsx"),
        ("title = 5", "segment.bad_value", "title"),
        ("limit = 0", "segment.bad_value", "limit"),
        ("limit = true", "segment.bad_value", "limit"),
        ('limit = "5"', "segment.bad_value", "limit"),
        ("columns = []", "segment.bad_value", "columns"),
        ('columns = "city"', "segment.bad_value", "columns"),
        ('columns = ["city", "city"]', "segment.bad_value", "columns"),
        ('columns = ["citi"]', "segment.unknown_column", "city"),
        ('columns = ["product"]', "segment.unknown_column", "product"),
        ("order_by = 3", "segment.bad_value", "order_by"),
        ('order_by = "city; drop table clients"', "segment.bad_value", "order_by"),
        ('order_by = "citi"', "segment.unknown_column", "city"),
        ('order_by = "product"', "segment.unknown_column", "product"),
        ('columns = ["phone"]', "segment.contact_without_channel", "phone"),
        ('columns = ["client_id", "email"]', "segment.contact_without_channel", "email"),
        ('columns = ["address"]', "segment.contact_without_channel", "address"),
        ('columns = ["social"]', "segment.contact_without_channel", "social"),
        ('channel = "email"\ncolumns = ["email", "phone"]', "segment.column_of_other_channel", "phone"),
        ('channel = "sms"\ncolumns = ["phone", "email"]', "segment.column_of_other_channel", "email"),
        ('channel = "phone"\ncolumns = ["address"]', "segment.column_of_other_channel", "address"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, rest: str, code: str, named: str) -> None:
    """Each mistake in a segment file says which file, which key and what to write."""
    shown = _refusal(_written(tmp_path, WHERE + rest), code)
    assert named in shown


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("", "segment.bad_value", "where"),
        ("where = ' '", "segment.bad_value", "where"),
        ("where = ['city']", "segment.bad_value", "where"),
        ("where = 'city = Riga'", "segment.unquoted_text", "column 8"),
        ("where = 'city = \"Riga\"'\n\nchannel = sms", "segment.bad_toml", "line 3"),
        ("where = '''city\n", "segment.bad_toml", "line 1"),
    ],
)
def test_a_file_without_a_good_condition_is_refused(tmp_path: Path, text: str, code: str, named: str) -> None:
    """A broken condition is found when the file is read, not in the night of the mailing."""
    assert named in _refusal(_written(tmp_path, text), code)


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    """A file saved by an old editor names itself instead of showing a codec's words."""
    path = tmp_path / "tea.toml"
    path.write_bytes(b"limit = 5\n" + 'title = "Чай"'.encode("cp1251"))
    assert "line 2" in _refusal(path, "segment.bad_toml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Windows editors write one in front of the first key."""
    assert load_segment(_written(tmp_path, "\ufeff" + WHERE)).where == 'city = "Riga"'


@pytest.mark.parametrize("name", ["tea lovers.toml", "tea.2026.toml", "tea;.toml"])
def test_a_name_that_cannot_be_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    """The name becomes a folder in out/ and an argument of commands."""
    _refusal(_written(tmp_path, WHERE, name), "segment.bad_name")


def test_a_missing_file_is_a_disk_problem(tmp_path: Path) -> None:
    """A file that went away ends in a sentence, not in a traceback."""
    with pytest.raises(DiskProblem) as caught:
        load_segment(tmp_path / "gone.toml")
    assert caught.value.code == "disk.unreadable"


def test_a_folder_gives_its_segments_by_name(tmp_path: Path) -> None:
    """The order of a directory listing differs between systems; that of segments does not."""
    for name in ("b.toml", "a.toml", "a-1.toml", ".hidden.toml", "notes.txt"):
        _written(tmp_path, WHERE, name)
    assert [segment.name for segment in load_segments(tmp_path)] == ["a", "a-1", "b"]
    assert load_segments(tmp_path / "nowhere") == ()


@given(order=st.text(max_size=20) | st.sampled_from(["city", "city desc", "client_id asc", "CITY  Desc"]))
def test_an_order_is_a_known_column_or_refused(tmp_path_factory: pytest.TempPathFactory, order: str) -> None:
    """order_by is written into SQL: nothing but a column of the vocabulary may come through."""
    text = "".join(f"\\U{ord(letter):08x}" for letter in order)
    path = _written(tmp_path_factory.getbasetemp(), f'{WHERE}order_by = "{text}"', "ordered.toml")
    try:
        accepted = load_segment(path).order_by
    except SettingsProblem as problem:
        assert problem.code in ("segment.bad_value", "segment.unknown_column")
    else:
        assert accepted.removesuffix(" desc") in LISTABLE


def _refusal(path: Path, code: str) -> str:
    with pytest.raises(SettingsProblem) as caught:
        load_segment(path)
    assert caught.value.code == code
    shown = sentence("error", code, **caught.value.parameters)
    assert path.name in shown.text
    assert "{" not in shown.text + shown.remedy
    return shown.text + shown.remedy
