"""How a letter addresses somebody: "Уважаемая Анна Петровна", "Dear Anna"."""

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.name_keys import is_initial
from clientbase.cleaning.name_order import is_patronymic

_RUSSIAN = {"male": "Уважаемый", "female": "Уважаемая"}
_RUSSIAN_SURNAME = {"male": "Уважаемый господин", "female": "Уважаемая госпожа"}
_ENGLISH_SURNAME = {"male": "Dear Mr", "female": "Dear Ms"}


def salutation(last_name: str, first_name: str, patronymic: str, sex: str, language: str = "") -> str:
    """Return the form of address of a person, "" when the name is not enough for one.

    Args:
        last_name: display form, as the two others; an initial addresses nobody.
        first_name: display form.
        patronymic: display form; a middle name that is none is left out.
        sex: "male", "female", or "" when unknown: Russian then greets ("Здравствуйте, Саша"), for it has no other way.
        language: "ru" or "en"; "" takes the one in whose letters the name is written.
    """
    is_russian = (language or _language_of(first_name or last_name)) == "ru"
    name = "" if is_initial(first_name) else first_name
    surname = "" if is_initial(last_name) else last_name
    if not is_russian:
        return f"Dear {name}" if name else _joined(_ENGLISH_SURNAME.get(sex, ""), surname)
    if not name:
        return _joined(_RUSSIAN_SURNAME.get(sex, ""), surname)
    whole = f"{name} {patronymic}" if is_patronymic(patronymic) else name
    return f"{_RUSSIAN[sex]} {whole}" if sex in _RUSSIAN else f"Здравствуйте, {whole}"


def salutation_of_company(name: str, language: str = "") -> str:
    """Return the form of address of a company of which nobody is known by name."""
    return "Уважаемые коллеги" if (language or _language_of(name)) == "ru" else "Dear colleagues"


def _language_of(name: str) -> str:
    return "ru" if has_cyrillic(name) else "en"


def _joined(address: str, surname: str) -> str:
    return f"{address} {surname}" if address and surname else ""
