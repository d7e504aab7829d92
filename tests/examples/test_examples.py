"""The example files: what the script makes, as dirty as promised, and nobody's real data."""

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import openpyxl
import phonenumbers
import pytest

from clientbase.config import load_settings
from clientbase.segments.definition import load_segments
from examples.generator import accountant, crm, orders, words
from examples.generator.files import DIALECTS, write_files
from examples.generator.model import ACCOUNTANT, ADS, CONTACT_FILES, CRM, FORM, ORDERS, SURVEY, Person, Row, World
from examples.generator.world import make_world

EXAMPLES = Path(__file__).parents[2] / "examples"
ALL_FILES = (*DIALECTS, ACCOUNTANT)


@pytest.fixture(scope="module")
def world() -> World:
    """The people behind the committed files."""
    return make_world()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder freshly filled by the script itself."""
    folder = tmp_path_factory.mktemp("made")
    script = [sys.executable, str(EXAMPLES / "make_examples.py"), "--out", str(folder)]
    subprocess.run(script, check=True, capture_output=True)
    return folder


def read_csv(file: str) -> list[list[str]]:
    """Return all records of a committed CSV file, the lines before the header too."""
    dialect = DIALECTS[file]
    with (EXAMPLES / file).open(encoding=dialect.encoding, newline="") as lines:
        return list(csv.reader(lines, delimiter=dialect.delimiter))


def sheets(path: Path) -> dict[str, tuple[list[tuple[object, ...]], list[str]]]:
    """Return sheet → (rows, merged ranges) of a workbook."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: (list(sheet.iter_rows(values_only=True)), sorted(map(str, sheet.merged_cells.ranges)))
        for sheet in book
    }


def told(world: World) -> list[Row]:
    """Return the contact rows that speak of somebody."""
    return [row for file in CONTACT_FILES for row in world.told(file)]


def traits(world: World, file: str) -> Counter[str]:
    """Return how often each kind of dirt was put into a file."""
    return Counter(trait for row in world.rows[file] for trait in row.traits)


def is_valid(digits: str) -> bool:
    """Tell whether the installed numbering plan knows an international number written without its plus."""
    return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))


def test_script_makes_the_committed_csv_files(made: Path) -> None:
    """Somebody would edit an example by hand and lose it at the next run of the script."""
    assert {file: (made / file).read_bytes() == (EXAMPLES / file).read_bytes() for file in DIALECTS} == dict.fromkeys(
        DIALECTS, True
    )


def test_script_makes_the_committed_workbook(made: Path) -> None:
    """The workbook would drift from the script; cells are compared, as compression differs between machines."""
    assert sheets(made / ACCOUNTANT) == sheets(EXAMPLES / ACCOUNTANT)


def test_same_world_gives_same_bytes(made: Path, world: World, tmp_path: Path) -> None:
    """Each run would change the files, and every commit would carry them along."""
    write_files(world, tmp_path)
    assert [(tmp_path / file).read_bytes() == (made / file).read_bytes() for file in ALL_FILES] == [True] * 6


def test_another_seed_gives_other_people(world: World) -> None:
    """The seed would do nothing, and no test could ask for a second world."""
    assert make_world(7).people[0] != world.people[0]


def test_files_are_small() -> None:
    """The wheel carries the examples; they would make it heavy."""
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file() and path.stat().st_size > 600_000} == set()


def test_rows_of_the_world_are_records_of_the_files(world: World) -> None:
    """The truth would point at the wrong records, and every score of matching would be noise."""
    for file, dialect in DIALECTS.items():
        records = read_csv(file)[len(dialect.preamble) + 1 :]
        assert records == [list(row.cells) for row in world.rows[file]]


def test_rows_of_the_world_are_rows_of_the_sheet(world: World) -> None:
    """The truth would point at the wrong rows of the accountant's sheet."""
    rows, _ = sheets(EXAMPLES / ACCOUNTANT)["Покупатели"]
    assert [row[1:4] for row in rows[accountant.HEADER_END :]] == [row.cells[:3] for row in world.rows[ACCOUNTANT]]


def test_number_of_records(world: World) -> None:
    """A file would shrink or swell unseen, and with it what the README says of the demo."""
    expected = {CRM: 330, ACCOUNTANT: 200, FORM: 250, ORDERS: 3_000, SURVEY: 80}
    assert {file: len(world.rows[file]) for file in expected} == pytest.approx(expected, rel=0.1)


def test_population(world: World) -> None:
    """There would be another number of people and firms than the examples tell of."""
    assert (len(world.people), len(world.firms)) == (560, 40)


def test_a_quarter_of_the_contact_rows_is_somebody_again(world: World) -> None:
    """Deduplication would have nothing, or too much, to show."""
    rows = told(world)
    assert 0.2 <= 1 - len({row.person_id for row in rows}) / len(rows) <= 0.3


def test_duplicates_stand_within_and_across_files(world: World) -> None:
    """Duplicates would be all of one kind, the easy one."""
    files: dict[str, list[str]] = defaultdict(list)
    for file in CONTACT_FILES:
        for row in world.told(file):
            files[row.person_id].append(file)
    repeated = [places for places in files.values() if len(places) > 1]
    across = sum(len(set(places)) > 1 for places in repeated)
    assert min(across, len(repeated) - across) >= 30


def test_families_share_a_phone(world: World) -> None:
    """No test could show that spouses on one number stay two clients."""
    families: dict[int, list[Person]] = defaultdict(list)
    for person in world.people:
        if person.family:
            families[person.family].append(person)
    seen = {row.person_id for row in told(world)}
    assert len(families) == 25
    for members in families.values():
        assert len({member.phone for member in members}) == 1
        assert len({member.first_name for member in members}) == len(members) >= 2
        assert all(member.person_id in seen for member in members)


def test_colleagues_share_the_office(world: World) -> None:
    """No test could show that a shared info@ address merges nobody."""
    offices: dict[str, list[Person]] = defaultdict(list)
    for person in world.people:
        if person.firm and person.email.startswith("info@"):
            offices[person.email].append(person)
    assert sum(len(colleagues) > 1 for colleagues in offices.values()) >= 8


def test_some_women_changed_their_surname(world: World) -> None:
    """The hardest true duplicate would be missing."""
    cells = [str(cell) for row in told(world) for cell in row.cells]
    renamed = [person for person in world.people if person.maiden_name]
    assert 5 <= len(renamed) <= 10
    assert all(Counter(row.person_id for row in told(world))[person.person_id] >= 2 for person in renamed)
    assert any(person.maiden_name in cell for person in renamed for cell in cells)


def test_phones_of_people_are_valid(world: World) -> None:
    """The demo would call invented but good numbers wrong; the numbering plan changes with its releases."""
    numbers = {number for person in world.people for number in (person.phone, person.second_phone) if number}
    assert {number for number in numbers if not is_valid(number)} == set()


@pytest.mark.parametrize("prefix", words.MOBILE_PREFIXES)
def test_mobile_prefixes_are_safe(prefix: str) -> None:
    """Another seed would make numbers outside the numbering plan."""
    assert all(is_valid(f"7{prefix}{number}") for number in range(2_000_000, 9_900_000, 39_119))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            CRM,
            {"typo", "latin", "mixed_alphabets", "diminutive", "surname_missing", "upper_case", "without_yo", "remark"},
        ),
        (
            CRM,
            {"placeholder_phone", "broken_phone", "two_phones", "placeholder_email", "email_typo", "impossible_date"},
        ),
        (CRM, {"extra_cells", "cut_short", "nobody", "repeated_header", "line_break", "family"}),
        (
            ACCOUNTANT,
            {"typo", "swapped", "one_cell", "initials", "placeholder_phone", "broken_phone", "nobody", "total"},
        ),
        (FORM, {"typo", "latin", "surname_missing", "emoji", "remark", "email_typo", "broken_phone"}),
        (FORM, {"extra_cells", "cut_short", "nobody", "repeated_header"}),
        (ORDERS, {"amount_words", "bad_date", "amount_unit", "amount_blank", "extra_cells", "cut_short", "total"}),
        (ORDERS, {"guest", "firm", "name_only", "walk_in"}),
    ],
)
def test_dirt_is_there(world: World, file: str, expected: set[str]) -> None:
    """An example of some kind of dirt would have got lost, and its cleaner would be shown nowhere."""
    assert expected - traits(world, file).keys() == set()


@pytest.mark.parametrize("file", CONTACT_FILES)
def test_a_handful_of_rows_cannot_be_taken(world: World, file: str) -> None:
    """Rejects would be missing from the demo, or so many that the file is refused."""
    found = traits(world, file)
    assert 5 <= found["extra_cells"] + found["cut_short"] + found["nobody"] <= 8


def test_encodings() -> None:
    """The encodings that Russian programs write would not be met."""
    for file in (CRM, ADS):
        with pytest.raises(UnicodeDecodeError):
            (EXAMPLES / file).read_bytes().decode("utf-8")
    assert (EXAMPLES / FORM).read_bytes().startswith('"Отметка'.encode())
    assert all((EXAMPLES / file).read_bytes().startswith(b"\xef\xbb\xbf") for file in (ORDERS, SURVEY))
    assert b"\r\n" in (EXAMPLES / CRM).read_bytes()


def test_crm_repeats_header_names() -> None:
    """The trap of two columns with one name would be gone."""
    header = read_csv(CRM)[0]
    assert header == list(crm.HEADER)
    assert (header.count("Телефон"), header.count("Товар")) == (2, 2)


def test_crm_has_notes_of_several_lines() -> None:
    """Physical lines and records would be the same, and a wrong line number would go unseen."""
    assert sum("\n" in cell for record in read_csv(CRM) for cell in record) >= 3


def test_ads_have_a_preamble_and_a_total() -> None:
    """The report would be a plain table, as no ad system writes it."""
    records = read_csv(ADS)
    assert [len(record) for record in records[:5]] == [1, 1, 1, 1, 6]
    assert records[-1][:3] == ["Итого", "—", "—"]


def test_workbook_is_laid_out_as_accountants_do() -> None:
    """Titles, merged headers, the free column A or the second sheet would be missing."""
    book = sheets(EXAMPLES / ACCOUNTANT)
    rows, merged = book["Покупатели"]
    assert list(book) == ["Покупатели", "Справочник"]
    assert [row[1] for row in rows[:3]] == ["ООО «Чайная лавка»", "Список покупателей на 01.11.2026", None]
    assert {row[0] for row in rows} == {None}
    assert {"C4:E4", "J4:K4", "L4:M4", "B4:B5"} <= set(merged)
    assert rows[-1][1] == "Итого"


def test_workbook_keeps_phones_as_numbers_and_dates_as_dates() -> None:
    """Excel's own types, half of all trouble, would not be met."""
    rows, _ = sheets(EXAMPLES / ACCOUNTANT)["Покупатели"]
    body = rows[accountant.HEADER_END :]
    assert sum(isinstance(row[9], int) for row in body) > sum(isinstance(row[9], str) for row in body) > 20
    assert sum(hasattr(row[6], "year") for row in body) > 50


def test_orders_name_their_buyer_in_several_ways(world: World) -> None:
    """All orders would be tied by code, and buyers who are in no list would not be found."""
    lines = [row for row in world.told(ORDERS) if len(row.cells) == len(orders.HEADER)]
    code = {str(row.cells[0]): bool(row.cells[2]) for row in lines}
    known = {row.person_id for row in told(world)}
    assert len(code) == pytest.approx(1_500, rel=0.1)
    assert 0.5 <= sum(code.values()) / len(code) <= 0.7
    assert len({row.person_id for row in lines} - known) >= 8


def test_codes_of_orders_are_the_right_cards(world: World) -> None:
    """An order would be tied to another person's card and the truth would be a lie."""
    cards = {row.cells[0]: row.person_id for row in world.told(CRM)}
    coded = [row for row in world.told(ORDERS) if row.cells[2]]
    assert all(cards[row.cells[2]] == row.person_id for row in coded)


def test_orders_span_two_years_and_all_ends(world: World) -> None:
    """Cohorts, returns and lost orders would have nothing to count."""
    lines = [row.cells for row in world.told(ORDERS)]
    months = {str(cells[orders.DATE])[3:] for cells in lines}
    statuses = Counter(cells[orders.HEADER.index("Статус")] for cells in lines)
    assert {f"{month:02}.{year}" for year in (2025, 2026) for month in range(1, 11)} | {"11.2024"} <= months
    assert min(statuses[status] for status in (orders.RETURNED, orders.LOST, orders.IN_WORK, orders.BILLED)) >= 10
    assert statuses.most_common(1)[0][0] == orders.DONE


def test_returns_are_negative_and_belong_to_an_order(world: World) -> None:
    """A return would add to the sales."""
    numbers = {str(row.cells[0]) for row in world.told(ORDERS) if row.cells[12] == orders.DONE}
    returned = [row for row in world.told(ORDERS) if row.cells[12] == orders.RETURNED]
    assert all(str(row.cells[orders.QUANTITY]).startswith("-") for row in returned)
    assert all(str(row.cells[orders.AMOUNT]).startswith("-") for row in returned)
    assert {str(row.cells[0]).removesuffix("-В") for row in returned} <= numbers


def test_amount_is_quantity_times_price(world: World) -> None:
    """Line amounts and prices would tell two stories."""
    for row in world.told(ORDERS):
        if not row.traits or set(row.traits) <= {"guest", "firm", "name_only"}:
            quantity, price, amount = (kopecks(row.cells[place]) for place in (8, 9, 10))
            assert quantity // 100 * price == amount


def kopecks(cell: object) -> int:
    """Return "1 234,50" as 123450 and "2" as 200."""
    whole, _, rest = str(cell).replace(" ", "").replace("\u00a0", "").partition(",")
    return int(whole + (rest or "00"))


def test_rooms_carry_deal_parameters(world: World) -> None:
    """A segment by the shop's own columns would find nobody."""
    rooms = [row.cells for row in world.told(ORDERS) if row.cells[7] == "Аренда"]
    assert sum(int(str(cells[17])) >= 2 for cells in rooms) >= 15
    assert all(cells[18] for cells in rooms)


def test_settings_are_valid_and_name_files_that_exist() -> None:
    """`demo` would stop at its own settings."""
    settings = load_settings(EXAMPLES / "clientbase.toml")
    assert (settings.country, settings.as_of, settings.max_rejects) == ("RU", date(2026, 11, 1), 0.1)
    assert {source.files for source in settings.sources} == {CRM, ACCOUNTANT, FORM, ORDERS, SURVEY, ADS}
    assert all((EXAMPLES / source.files).is_file() for source in settings.sources)


def test_segments_are_valid() -> None:
    """A shipped segment would name an unknown key, column or word."""
    segments = {segment.name: segment for segment in load_segments(EXAMPLES / "segments")}
    channels = {name: segment.channel for name, segment in segments.items()}
    assert channels == {
        "companies": "none",
        "loyal_moscow": "sms",
        "rooms_long_rent": "phone",
        "sleeping_good_clients": "email",
        "tea_without_coffee": "email",
    }
    assert segments["rooms_long_rent"].format == "xlsx"


def test_crontab_names_a_segment_that_exists() -> None:
    """The example would fail every Monday."""
    lines = (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    assert any("clientbase refresh --base /srv/tea/base -q" in line for line in lines)
    weekly = next(line for line in lines if "clientbase segment " in line).split()
    assert (EXAMPLES / "segments" / f"{weekly[weekly.index('segment') + 1]}.toml").is_file()
