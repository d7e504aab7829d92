"""The golden record: which value survives where rows disagree, where it comes from, and how the owner chooses."""

from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.config import settings_from
from clientbase.errors import SettingsProblem
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.views import viewed
from tests.workflows.conftest import NOON

CRM = "ID;ФИО;Телефон;E-mail;Город;Адрес;ИНН\n1;Котова Анна Сергеевна;89161234567;anna@example.ru;Тверь;Садовая 5;\n"
ORDERS = """\
Номер заказа;Дата;Статус;Код клиента;Покупатель;Телефон;Адрес доставки;Город;Сумма
A1;05.01.2026;Выполнен;1;Аня Котова;89161234567;Лесная 2;Тула;100
A2;07.02.2026;Выполнен;1;Аня Котова;89161234567;Морская 7;Сочи;100
A3;09.03.2026;Отменён;1;Аня Котова;89160000001;Горная 9;Уфа;100
"""
NEWER = "ФИО;Телефон;Город;Адрес\nКотова Аня;89161234567;Омск;Новая 1\nКотова Аня;89161234567;Омск;Новая 1\n"
GOLDEN = "select last_name, first_name, patronymic, phone, city, address from clients"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> ClientBase:
    """A base of one client: a CRM's row, three orders, and a newer list."""
    folder = tmp_path_factory.mktemp("survivorship")
    base = ClientBase.create(folder / "base", "", NOON)
    for name, text in (("crm.csv", CRM), ("orders.csv", ORDERS), ("newer.csv", NEWER)):
        (folder / name).write_text(text, encoding="utf-8")
        import_files(base, [folder / name], ImportOptions(source="list" if name == "newer.csv" else "main"), NOON)
    return base


def golden(base: ClientBase, settings: str = "", select: str = GOLDEN) -> list[tuple[object, ...]]:
    """Return the rows of a question to the base after its settings were written anew."""
    (base.folder / "clientbase.toml").write_text(settings, encoding="utf-8")
    with viewed(ClientBase.open(base.folder), None, NOON) as view:
        return view.connection.execute(select).fetchall()


def test_the_last_won_deal_tells_the_address(taken: ClientBase) -> None:
    """A parcel would go where nothing was ever delivered: to a cancelled order's address, or to an old list's."""
    assert golden(taken) == [("Котова", "Анна", "Сергеевна", "+79161234567", "Сочи", "Морская 7")]


def test_another_choice_counts_at_the_next_look(taken: ClientBase) -> None:
    """Figures would go on showing what the owner has just chosen against, and come back only with the next import."""
    chosen = '[survivorship]\naddress = "most_recent"\ncity = "most_frequent"\nphone = "oldest"\n'
    assert golden(taken, chosen)[0][3:] == ("+79161234567", "Омск", "Новая 1")
    assert golden(taken, '[survivorship]\nfull_name = "most_recent"\n')[0][:3] == ("Котова", "Аня", None)
    assert golden(taken)[0] == ("Котова", "Анна", "Сергеевна", "+79161234567", "Сочи", "Морская 7")


def test_every_value_knows_its_row_and_every_phone_is_kept(taken: ClientBase) -> None:
    """Nobody could tell where a wrong address came from, and the second phone would be lost."""
    values = "select field, value, import_id, row_number from client_values where field = 'address'"
    assert golden(taken, "", values) == [("address", "Морская 7", 2, 3)]
    points = "select value, is_primary, import_id, row_number from client_points where channel = 'phone' order by 1"
    assert golden(taken, "", points) == [("+79160000001", False, 2, 4), ("+79161234567", True, 3, 3)]
    assert golden(taken, "", "select import_id, row_number from client_names") == [(1, 2)]


def test_the_same_settings_build_nothing_anew(taken: ClientBase) -> None:
    """Each look would take as long as the first one."""
    golden(taken, '[survivorship]\ncity = "most_recent"\n')
    built = taken.database.read_bytes()
    golden(taken, '# in other words\n[survivorship]\ncity = "most_recent"\n')
    assert taken.database.read_bytes() == built


@pytest.mark.parametrize(
    ("entry", "code", "nearest"),
    [
        ({"adress": "longest"}, "settings.unknown_key", "address"),
        ({"first_name": "longest"}, "settings.unknown_key", "full_name"),
        ({"consent_email": "most_recent"}, "settings.unknown_key", ""),
        ({"client_key": "most_recent"}, "settings.unknown_key", ""),
        ({"city": "most_resent"}, "settings.unknown_rule", "most_recent"),
        ({"city": "strictest"}, "settings.unknown_rule", ""),
        ({"city": ["longest"]}, "settings.unknown_rule", ""),
        ("longest", "settings.bad_value", ""),
    ],
)
def test_a_slip_names_the_nearest(entry: object, code: str, nearest: str) -> None:
    """A rule with a typing error would silently do nothing, and consent is no matter of choice."""
    with pytest.raises(SettingsProblem) as caught:
        settings_from({"survivorship": entry}, "clientbase.toml")
    assert caught.value.code == code
    assert nearest in str(caught.value.parameters.get("nearest", ""))


def test_the_order_of_the_settings_is_no_matter(tmp_path: Path) -> None:
    """Two lines changing places would build everything anew."""
    one = settings_from({"survivorship": {"city": "longest", "inn": "oldest"}}, str(tmp_path))
    other = settings_from({"survivorship": {"inn": "oldest", "city": "longest"}}, str(tmp_path))
    assert list(one.survivorship) == list(other.survivorship)
