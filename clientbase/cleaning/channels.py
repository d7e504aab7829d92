"""Channels by which people are reached: the words of exports → email, sms, phone and a few others."""

import re

from clientbase.cleaning.blanks import is_blank
from clientbase.cleaning.meanings import meaning_of, meanings
from clientbase.cleaning.problems import Cleaned, fine, problem

_CHANNELS = meanings(
    ("any", r"^(?:все|всеми|любой|любые|любым|all|any|everything|omni)\b"),
    ("sms", r"\bsms|\bсмс|\btext message"),
    ("messenger", r"whats ?app|ватсап|вотсап|вацап|telegram|телеграм|viber|вайбер|мессендж|messenger|\bчат|\bchat\b"),
    ("messenger", r"вконтакт|^вк\b|^vk\b|instagram|инстаграм|facebook|соцсет|\bsocial"),
    ("push", r"\bpush|пуш"),
    ("email", r"\be ?mail|\bмейл|\bимейл|\bемейл|\bпочт|рассылк|\bnewsletter|\bmail"),
    ("phone", r"звон|телефон|\bтел\b|\bphone|\bcall|\btel\b|\bvoice"),
    ("ads", r"реклам|директ|\bads?\b|adwords|таргет|\bcpc\b"),
    ("web", r"\bсайт|\bвеб|\bsite|\bweb|\bonline|онлайн"),
    ("store", r"магазин|офлайн|оффлайн|\bофис|\bсалон|\bстуди|\bstore|\boffice|\boffline|\bshop\b|\bв зале|самовывоз"),
)
_SEVERAL = re.compile(r"[,;/+&|]|\s(?:и|and)\s")


def clean_channels(text: str) -> tuple[Cleaned, ...]:
    """Return the channels that a cell names: email, sms, phone, messenger, push, ads, web, store, any.

    Problem: `channel.other`, with the value "other" and the words kept as written.
    """
    if is_blank(text):
        return (Cleaned(text),)
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    found = dict.fromkeys(meaning_of(part, _CHANNELS) or "other" for part in parts or [text])
    return tuple(problem("channel.other", text, value=code) if code == "other" else fine(text, code) for code in found)
