"""Letters of other alphabets and with marks: normal forms, plain letters, order."""

from __future__ import annotations

import unicodedata
from typing import Any

from ..declare import builtin

_STRSE = "A string or a list of strings is expected at position `1` in `2`."
_FORMS = ("NFC", "NFD", "NFKC", "NFKD")
_PLAIN = str.maketrans("øØłŁđĐħĦıŧŦŋŊɨƗ", "oOlLdDhHitTnNiI")
_PAIRS = {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ĳ": "ij",
          "ŉ": "'n", "№": "No", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}  # fmt: skip
# After the tables of the United Nations for Greek (ELOT 743) and of the BGN and PCGN for Russian, marks left out.
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o").split()))  # fmt: skip
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", [
    *"a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch".split(), "", "y", "", "e", "yu", "ya", "i", "yi",
    "ye", "g"]))  # fmt: skip
_LETTERS = {**_GREEK, **_CYRILLIC}


def without_marks(text: str) -> str:
    """Letters without accents and strokes."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join([c for c in apart if not unicodedata.combining(c)])).translate(_PLAIN)


def transliterated(text: str) -> str:
    """A text in plain Latin letters, as far as its letters are known."""
    found = []
    for c in text:
        if c.lower() in ("й", "ё", "ї"):
            plain = c.lower()
        else:
            plain = without_marks(c).lower()
        known = _LETTERS.get(plain)
        if known is not None:
            found.append(known.capitalize() if c != c.lower() else known)
        elif c in _PAIRS:
            found.append(_PAIRS[c])
        else:
            found.append(without_marks(c))
    return "".join(found)


@builtin("RemoveDiacritics[string_]", attributes="Listable Protected", strse=_STRSE)
def remove_diacritics(string: Any, *, say: Any, expr: Any) -> Any:
    """RemoveDiacritics["string"] takes the marks off letters.

    >>> RemoveDiacritics["Ångström, déjà vu, Øre"]
    Angstrom, deja vu, Ore
    """
    return without_marks(string) if type(string) is str else say("strse", 1, expr)


@builtin(
    "CharacterNormalize[string_, form_]",
    attributes="Listable Protected",
    strse=_STRSE,
    form="`1` is not a normal form.",
)
def character_normalize(string: Any, form: Any, *, say: Any, expr: Any) -> Any:
    """CharacterNormalize["string", "form"] gives a normal form of Unicode: "NFC", "NFD", "NFKC" or "NFKD".

    >>> StringLength[CharacterNormalize["é", "NFD"]]
    2
    """
    if form not in _FORMS:
        return say("form", form)
    return unicodedata.normalize(form, string) if type(string) is str else say("strse", 1, expr)


@builtin("Transliterate[string_]", attributes="Listable Protected", strse=_STRSE)
def transliterate(string: Any, *, say: Any, expr: Any) -> Any:
    """Transliterate["string"] writes Greek and Cyrillic letters, and Latin ones with marks, in plain Latin letters.

    >>> Transliterate[{"Αθήνα", "Москва", "Straße"}]
    {Athina, Moskva, Strasse}
    """
    return transliterated(string) if type(string) is str else say("strse", 1, expr)


def order_key(text: str) -> tuple[Any, ...]:
    """Letters first, then marks, then case, small letters before capital ones."""
    return without_marks(text).casefold(), unicodedata.normalize("NFD", text.casefold()), text.swapcase()


@builtin("AlphabeticOrder[string1_, string2_]", strse=_STRSE)
def alphabetic_order(string1: Any, string2: Any, *, say: Any, expr: Any) -> Any:
    """AlphabeticOrder["a", "b"] gives 1 if strings are in alphabetical order, -1 if not, 0 if they are the same.

    >>> {AlphabeticOrder["apple", "Bear"], AlphabeticOrder["b", "a"], AlphabeticOrder["éa", "eb"]}
    {1, -1, 1}
    """
    for i, s in enumerate((string1, string2)):
        if type(s) is not str:
            return say("strse", i + 1, expr)
    if string1 == string2:
        return 0
    return 1 if order_key(string1) < order_key(string2) else -1
