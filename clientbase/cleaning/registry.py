"""Field types → their cleaners: the one door for columns of values that stand alone.

Names do not come through here: a person's name is made of several cells, see `names.clean_name`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from clientbase.cleaning.emails import clean_emails
from clientbase.cleaning.flags import clean_stop, clean_yes_no
from clientbase.cleaning.interaction_types import clean_interaction_type
from clientbase.cleaning.marital import clean_marital_status
from clientbase.cleaning.moments import clean_moment
from clientbase.cleaning.money import clean_currency, clean_money, clean_number, column_decimal_sign
from clientbase.cleaning.periods import clean_period
from clientbase.cleaning.phones import clean_phones
from clientbase.cleaning.plain_text import clean_key, clean_text
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.questions import clean_question
from clientbase.cleaning.sex import clean_sex
from clientbase.cleaning.statuses import clean_stage, clean_status
from clientbase.rules import NO_RULES, Rules


@dataclass(frozen=True, slots=True)
class CleaningContext:
    """What a cleaner must know beside the value.

    Attributes:
        country: ISO 3166-1 alpha-2 code assumed for phones and cities.
        currency: ISO 4217 code of the base's money.
        today: nobody is born later.
        rules: the owner's own rules.
    """

    country: str
    currency: str
    today: date
    rules: Rules = NO_RULES

    def key(self, column: str) -> str:
        """Return all that decides the verdicts on a column of which `column` is known: equal keys, equal verdicts."""
        return "|".join(filter(None, ("|".join((column, self.country, self.currency)), self.rules.key)))


Cleaner = Callable[[str, str, CleaningContext], tuple[Cleaned, ...]]

#: Field type → cleaner of (text, what the column tells, context).
CLEANERS: Mapping[str, Cleaner] = {
    "phone": lambda text, _, context: clean_phones(text, context.country),
    "email": lambda text, _, __: clean_emails(text),
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
    "city": lambda text, _, context: (clean_city(text, context.country),),
    "country": lambda text, _, __: (clean_country(text),),
    "company": lambda text, _, __: (clean_company(text),),
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
}


#: Field type → the parameters of its SELECT of plain values.
_PLAIN_PARAMETERS: Mapping[str, Callable[[CleaningContext], Mapping[str, object]]] = {}


def column_context(field_type: str, counts: Mapping[str, int]) -> str:
    """Return what a whole column tells about its values, "" when nothing.

    "dmy" or "mdy" of dates, and the default day of birth dates after ";"; "," or "." of numbers.

    Args:
        field_type: a type of fields.toml.
        counts: text → in how many rows it stands.
    """
    reader = _COLUMN_READERS.get(field_type)
    return reader(counts) if reader else ""


def plain_value_parameters(field_type: str, context: CleaningContext) -> Mapping[str, object]:
    """Return what the SELECT of a type's plain values must be told: patterns and words, compiled from its rules."""
    return _PLAIN_PARAMETERS[field_type](context)


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
    return CLEANERS[field_type](text, column, context)
