"""Field types → their cleaners: the one door for columns of values that stand alone.

Names do not come through here: a person's name is made of several cells, see `names.clean_name`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clientbase.cleaning.ages import clean_age
from clientbase.cleaning.agreement_types import clean_agreement_type
from clientbase.cleaning.bands import clean_band
from clientbase.cleaning.channels import clean_channels
from clientbase.cleaning.cities import clean_city
from clientbase.cleaning.companies import clean_company
from clientbase.cleaning.consent_words import clean_consent_status, clean_purpose
from clientbase.cleaning.countries import clean_country
from clientbase.cleaning.dates import birth_column, clean_birth_date, clean_date, column_day_order
from clientbase.cleaning.emails import clean_emails, plain_email_domains, plain_email_words
from clientbase.cleaning.flags import clean_stop, clean_yes_no
from clientbase.cleaning.interaction_types import clean_interaction_type
from clientbase.cleaning.legal_ids import clean_inn_and_kpp, clean_kpp, clean_ogrn
from clientbase.cleaning.marital import clean_marital_status
from clientbase.cleaning.moments import clean_moment
from clientbase.cleaning.money import clean_currency, clean_money, clean_number, column_decimal_sign
from clientbase.cleaning.periods import clean_period
from clientbase.cleaning.phone_plans import plain_phone_plan
from clientbase.cleaning.phones import clean_phones
from clientbase.cleaning.plain_text import clean_key, clean_text
from clientbase.cleaning.postcodes import clean_postcode, column_postcodes
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.questions import clean_question
from clientbase.cleaning.regions import clean_region, column_country
from clientbase.cleaning.sex import clean_sex
from clientbase.cleaning.social import clean_social, network_of
from clientbase.cleaning.statuses import clean_stage, clean_status
from clientbase.cleaning.websites import clean_website
from clientbase.rules import NO_RULES, Rules


@dataclass(frozen=True, slots=True)
class CleaningContext:
    """What a cleaner must know beside the value.

    Attributes:
        country: ISO 3166-1 alpha-2 code assumed for phones and cities.
        currency: ISO 4217 code of the base's money.
        today: nobody is born later.
        rules: the owner's own rules.
        is_mending: what was suggested for a slip becomes the value, and a note says so: somebody said `--fix typos`.
    """

    country: str
    currency: str
    today: date
    rules: Rules = NO_RULES
    is_mending: bool = False

    def key(self, column: str) -> str:
        """Return all that decides the verdicts on a column of which `column` is known: equal keys, equal verdicts."""
        telling = ("|".join((column, self.country, self.currency)), self.rules.key, "mending" * self.is_mending)
        return "|".join(filter(None, telling))


Cleaner = Callable[[str, str, CleaningContext], tuple[Cleaned, ...]]

#: Field type → cleaner of (text, what the column tells, context).
CLEANERS: Mapping[str, Cleaner] = {
    "phone": lambda text, _, context: clean_phones(text, context.country),
    "email": lambda text, _, context: clean_emails(text, context.rules.email_domains),
    "date": lambda text, order, _: (clean_date(text, order),),
    "moment": lambda text, order, _: (clean_moment(text, order),),
    "period": lambda text, order, _: clean_period(text, order),
    "birth_date": lambda text, column, context: (clean_birth_date(text, column, context.today),),
    "money": lambda text, sign, context: (clean_money(text, sign, context.currency),),
    "currency": lambda text, _, context: (clean_currency(text, context.currency),),
    "number": lambda text, sign, _: (clean_number(text, sign),),
    "age": lambda text, _, __: (clean_age(text),),
    "income": lambda text, _, context: (clean_band(text, context.currency),),
    "staff": lambda text, _, __: (clean_band(text),),
    "marital_status": lambda text, _, __: (clean_marital_status(text),),
    "yes_no": lambda text, _, __: (clean_yes_no(text),),
    "stop": lambda text, _, __: (clean_stop(text),),
    "status": lambda text, _, __: (clean_status(text),),
    "interaction_type": lambda text, _, __: (clean_interaction_type(text),),
    "channels": lambda text, _, __: clean_channels(text),
    "consent_status": lambda text, _, __: (clean_consent_status(text),),
    "purpose": lambda text, _, __: (clean_purpose(text),),
    "agreement_type": lambda text, _, __: (clean_agreement_type(text),),
    "question": lambda text, _, __: (clean_question(text),),
    "stage": lambda text, _, __: (clean_stage(text),),
    "sex": lambda text, _, __: (clean_sex(text),),
    "city": lambda text, _, context: (clean_city(text, context.country, context.rules.cities),),
    "region": lambda text, column, context: (clean_region(text, column or context.country),),
    "country": lambda text, _, __: (clean_country(text),),
    "postcode": lambda text, column, context: (clean_postcode(text, column, context.country),),
    "company": lambda text, _, __: (clean_company(text),),
    "inn": lambda text, _, context: clean_inn_and_kpp(text, context.country),
    "kpp": lambda text, _, __: (clean_kpp(text),),
    "ogrn": lambda text, _, __: (clean_ogrn(text),),
    "social": lambda text, network, _: (clean_social(text, network),),
    "website": lambda text, _, __: (clean_website(text),),
    "text": lambda text, _, __: (clean_text(text),),
    "key": lambda text, _, __: (clean_key(text),),
}

#: The field types that `clean_value` takes: all but the parts of a name.
CLEANED_TYPES = frozenset(CLEANERS)

_COLUMN_READERS: Mapping[str, Callable[[Mapping[str, int]], str]] = {
    "date": column_day_order,
    "moment": column_day_order,
    "period": column_day_order,
    "birth_date": birth_column,
    "money": column_decimal_sign,
    "number": column_decimal_sign,
    "region": column_country,
    "postcode": column_postcodes,
}


#: The field types whose values are read by what their whole column tells.
TOLD_BY_COLUMN = frozenset(_COLUMN_READERS)

#: A slip that has a suggestion → the note of what came of it where slips are mended.
_MENDED: Mapping[str, str] = {
    "email.typo_domain": "email.typo_fixed",
    "email.not_an_address": "email.typo_fixed",
    "city.typo": "city.typo_fixed",
}

#: Field type → the parameters of its SELECT of plain values.
_PLAIN_PARAMETERS: Mapping[str, Callable[[CleaningContext], Mapping[str, object]]] = {
    "email": lambda _: {"telling_words": plain_email_words()},
    "phone": lambda context: plain_phone_plan(context.country),
}

#: Field type → what of the parts that many of its values share (the domains of addresses) needs no word.
_PLAIN_PARTS: Mapping[str, Callable[[list[str], CleaningContext], list[str]]] = {
    "email": lambda domains, context: plain_email_domains(domains, context.rules.email_domains),
}


def column_context(field_type: str, counts: Mapping[str, int]) -> str:
    """Return what a whole column tells about its values, "" when nothing.

    "dmy" or "mdy" of dates, and after ";" the default day of birth dates; "," or "." of numbers; a country of regions.

    Args:
        field_type: a type of fields.toml; only those of `TOLD_BY_COLUMN` are told anything.
        counts: text → in how many rows it stands.
    """
    reader = _COLUMN_READERS.get(field_type)
    return reader(counts) if reader else ""


def header_context(field_type: str, header: str) -> str | None:
    """Return what a column's header tells about its values: the network of bare account names; None when it cannot."""
    return network_of(header) if field_type == "social" else None


def plain_value_parameters(field_type: str, context: CleaningContext) -> Mapping[str, object]:
    """Return what the SELECT of a type's plain values must be told: patterns and words, compiled from its rules."""
    return _PLAIN_PARAMETERS[field_type](context)


def plain_parts(field_type: str, parts: list[str], context: CleaningContext) -> list[str]:
    """Return those parts of a type's values that the SELECT of its plain values may take as they are."""
    return _PLAIN_PARTS[field_type](parts, context)


def clean_value(field_type: str, text: str, column: str, context: CleaningContext) -> tuple[Cleaned, ...]:
    """Return the verdicts on one cell: one for most types, one per number or address for phones and e-mails.

    Args:
        field_type: a type of fields.toml, one of `CLEANED_TYPES`.
        text: the cell as written.
        column: what `column_context` said about its column.
        context: what the base's settings say.

    Raises:
        KeyError: a type that is not cleaned value by value.
    """
    verdicts = CLEANERS[field_type](text, column, context)
    if not context.is_mending:
        return verdicts
    return tuple(_mended(field_type, verdict, column, context) for verdict in verdicts)


def _mended(field_type: str, verdict: Cleaned, column: str, context: CleaningContext) -> Cleaned:
    """Return the verdict with the suggestion as its value, where it is one on a slip."""
    code = _MENDED.get(verdict.code)
    if not code or not verdict.suggestion:
        return verdict
    meant = CLEANERS[field_type](verdict.suggestion, column, context)
    if len(meant) != 1 or not meant[0].value:
        return verdict
    value, key = meant[0].value, meant[0].key
    return replace(verdict, value=value, key=key, quality="assumed", code=code, suggestion=value)
