"""Google Contacts in the new and the old shape, and Outlook: address books with dozens of columns."""

from tests.shapes.conftest import Import

GOOGLE_HEADER = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"
    "Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
    "Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Relation 1 - Label,"
    "Relation 1 - Value,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value"
)
GOOGLE_ROWS = [
    {
        "First Name": "Анна", "Middle Name": "Сергеевна", "Last Name": "Котова", "Birthday": "1988-03-02",
        "Labels": "* myContacts ::: Чай", "E-mail 1 - Value": "anna@mail.ru ::: kotova@mail.ru", "Phone 1 - Label": "Mobile",
        "Phone 1 - Value": "+7 916 123-45-67 ::: 8 (495) 111-22-33", "Phone 2 - Value": "+79161234568",
        "Address 1 - City": "Казань", "Relation 1 - Label": "Spouse", "Relation 1 - Value": "Пётр Котов",
        "Photo": "https://lh3.googleusercontent.com/a", "Organization Name": "Ромашка",
    },
]  # fmt: skip
GOOGLE_OLD = """\
Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value
Анна Котова,Анна,,Котова,,,,,,,,,,Смирнова,1988-03-02,,,,,,Врач,Чай,,,,,,,* myContacts ::: Чай,*,anna@mail.ru,Mobile,+79161234567 ::: +79161234568
"""
OUTLOOK_HEADER = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,"
    "Other Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,"
    "Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,"
    "Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,"
    "Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,E-mail Display Name,"
    "E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name,Gender"
)
OUTLOOK_ROWS = [
    {
        "Title": "г-жа", "First Name": "Анна", "Last Name": "Котова", "Company": "ООО Ромашка", "Job Title": "Закупщик",
        "Business Street": "ул. Мира, 1", "Business City": "Казань", "Assistant's Phone": "+79160000001",
        "Business Fax": "+74950000002", "Business Phone": "+74951112233", "Company Main Phone": "+74951110000",
        "Mobile Phone": "+79161234567", "Home Phone": "+74957654321", "E-mail Address": "anna@mail.ru",
        "E-mail Type": "SMTP", "E-mail Display Name": "Анна Котова (anna@mail.ru)", "E-mail 2 Address": "work@mail.ru",
        "Categories": "Клиенты", "Gender": "Unspecified", "Birthday": "02.03.1988", "Assistant's Name": "Вера Орлова",
    },
]  # fmt: skip


def table(header: str, rows: list[dict[str, str]]) -> str:
    """Return rows of a few filled columns as a CSV text with all columns."""
    quoted = [[f'"{row.get(name, "")}"' for name in header.split(",")] for row in rows]
    return "\n".join([header, *(",".join(cells) for cells in quoted)]) + "\n"


def test_google(imported: Import) -> None:
    """Several values in one cell are all kept; a spouse in "Relation" is not the client."""
    found = imported(table(GOOGLE_HEADER, GOOGLE_ROWS))
    assert found.kind == "contacts"
    assert found.fields == {
        "First Name": "first_name",
        "Middle Name": "patronymic",
        "Last Name": "last_name",
        "File As": "full_name",
        "Organization Name": "company",
        "Organization Title": "position",
        "Birthday": "birth_date",
        "Notes": "note",
        "Labels": "tags",
        "E-mail 1 - Value": "email",
        "E-mail 2 - Value": "email",
        "Phone 1 - Value": "phone",
        "Phone 2 - Value": "phone",
        "Address 1 - Street": "address",
        "Address 1 - City": "city",
        "Address 1 - Region": "region",
        "Address 1 - Postal Code": "postcode",
        "Address 1 - Country": "country",
        "Website 1 - Value": "website",
    }
    assert found.rows("select channel, value from clean_points order by all") == [
        ("email", "anna@mail.ru"),
        ("email", "kotova@mail.ru"),
        ("phone", "+74951112233"),
        ("phone", "+79161234567"),
        ("phone", "+79161234568"),
    ]
    assert found.rows("select last_name, patronymic, tags from clean_contacts") == [
        ("Котова", "Сергеевна", "* myContacts ::: Чай")
    ]


def test_google_of_old(imported: Import) -> None:
    """The old shape gives the name twice; the maiden name is none of them."""
    found = imported(GOOGLE_OLD)
    assert found.kind == "contacts"
    assert found.fields == {
        "Name": "full_name",
        "Given Name": "first_name",
        "Additional Name": "patronymic",
        "Family Name": "last_name",
        "Birthday": "birth_date",
        "Gender": "sex",
        "Location": "city",
        "Occupation": "occupation",
        "Hobby": "interests",
        "Notes": "note",
        "Group Membership": "tags",
        "E-mail 1 - Value": "email",
        "Phone 1 - Value": "phone",
    }
    assert found.rows("select last_name, first_name, birth_date::varchar from clean_contacts") == [
        ("Котова", "Анна", "1988-03-02")
    ]
    assert found.rows("select value from clean_points where channel = 'phone' order by all") == [
        ("+79161234567",),
        ("+79161234568",),
    ]


def test_outlook_in_a_code_page(imported: Import) -> None:
    """Every phone of the person is kept, none of the assistant, the fax and the reception."""
    found = imported(table(OUTLOOK_HEADER, OUTLOOK_ROWS), encoding="cp1251")
    assert found.kind == "contacts"
    assert found.fields == {
        "First Name": "first_name",
        "Middle Name": "patronymic",
        "Last Name": "last_name",
        "Company": "company",
        "Job Title": "position",
        "Business Street": "address",
        "Business City": "city",
        "Business State": "region",
        "Business Postal Code": "postcode",
        "Business Country/Region": "country",
        "Business Phone": "phone",
        "Business Phone 2": "phone",
        "Car Phone": "phone",
        "Home Phone": "phone",
        "Home Phone 2": "phone",
        "Mobile Phone": "phone",
        "Other Phone": "phone",
        "Primary Phone": "phone",
        "Birthday": "birth_date",
        "Categories": "tags",
        "Children": "children",
        "E-mail Address": "email",
        "E-mail 2 Address": "email",
        "E-mail 3 Address": "email",
        "Gender": "sex",
    }
    assert found.rows("select channel, value from clean_points order by all") == [
        ("email", "anna@mail.ru"),
        ("email", "work@mail.ru"),
        ("phone", "+74951112233"),
        ("phone", "+74957654321"),
        ("phone", "+79161234567"),
    ]
