"""A correction is read as the column of its cell was: its context, its country, the order of its dates."""

from datetime import date

import pytest

from tests.cli.test_corrections import fixed, golden, imported
from tests.conftest import Cli


@pytest.mark.parametrize(
    ("header", "row", "written"),
    [
        ("ID;ФИО;Телефон\n", "1;Иванов Иван (сосед);8 916 123-45-67\n", "Иванов Иван (сосед)"),
        ("ID;Фамилия;Имя;Телефон\n", "1;Иванов;Иван (сосед);8 916 123-45-67\n", "Иванов Иван (сосед)"),
    ],
)
def test_a_corrected_name_is_the_clients_name(cli: Cli, header: str, row: str, written: str) -> None:
    """A name given in the workbook stood under no column's context, and the client lost its name."""
    cli.done("init", "base")
    cli.environment["CLIENTBASE_HOME"] = "base"
    imported(cli, "crm.csv", header + row)
    assert fixed(cli, {written: "Петров Иван"}) == [{"taken": "1", "unchanged": "0", "refused": "0"}]
    assert golden(cli, "last_name || ' ' || first_name") == {1: "Петров Иван"}
    imported(cli, "more.csv", header + row + ("2;Лис;Пётр;\n" if "Имя" in header else "2;Лис Пётр;\n"))
    assert golden(cli, "last_name || ' ' || first_name") == {1: "Петров Иван", 2: "Лис Пётр"}


def test_a_new_value_is_read_as_its_column_was(cli: Cli) -> None:
    """An American file's phones and dates are corrected by an American."""
    cli.done("init", "base")
    cli.environment["CLIENTBASE_HOME"] = "base"
    rows = "1;John Smith;555;03/25/1980\n2;Mary Jones;2127365004;13/13/1981\n3;Ann Lee;2127365005;12/31/1982\n"
    imported(cli, "us.csv", "ID;Name;Phone;Birth date\n" + rows, "--country", "US")
    assert fixed(cli, {"555": "(212) 736-5003", "13/13/1981": "03/04/1981"})[0]["taken"] == "2"
    assert golden(cli, "phone")[1] == "+12127365003"
    assert golden(cli, "birth_date")[2] == date(1981, 3, 4)
