"""The keys that the Russian and the Latin layout share: what was typed on one, meant on the other."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"

#: Tables for `str.translate`.
TO_CYRILLIC_KEYS = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN_KEYS = str.maketrans(_CYRILLIC, _LATIN)
