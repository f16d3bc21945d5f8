"""Single characters: codes, case, classes of characters, and distances between strings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import TRUE, boolean, is_list, make_list, same
from .strings import STRSE, each_string

_ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "ASCII": "ascii",
    "ISO8859-1": "latin-1",
    "ISOLatin1": "latin-1",
    "UTF16": "utf-16-be",
    "UTF-16": "utf-16-be",
    "Unicode": None,
}


@builtin("Characters[string_]", attributes="Listable Protected")
def characters(string: Any, *, say: Any, expr: Any) -> Any:
    """Characters[string] gives the list of the characters of a string.

    >>> Characters["abc"]
    {a, b, c}
    """
    return make_list(string) if type(string) is str else say("string", 1, expr)


@builtin("ToUpperCase[string_]", attributes="Listable Protected")
def to_upper_case(string: Any, *, say: Any, expr: Any) -> Any:
    """ToUpperCase[string] gives the string in capital letters.

    >>> ToUpperCase["abc"]
    ABC
    """
    return string.upper() if type(string) is str else say("string", 1, expr)


@builtin("ToLowerCase[string_]", attributes="Listable Protected")
def to_lower_case(string: Any, *, say: Any, expr: Any) -> Any:
    """ToLowerCase[string] gives the string in small letters.

    >>> ToLowerCase["ABC"]
    abc
    """
    return string.lower() if type(string) is str else say("string", 1, expr)


@builtin('Capitalize[string_, scheme_:"FirstWord"]', strse=STRSE)
def capitalize(string: Any, scheme: Any = "FirstWord", *, say: Any, expr: Any) -> Any:
    """Capitalize[string] makes the first letter a capital; Capitalize[string, "AllWords"] does so for every word.

    >>> {Capitalize["an end"], Capitalize["an end", "AllWords"]}
    {An end, An End}
    """

    def first(s: str) -> str:
        return s[:1].upper() + s[1:]

    if scheme not in ("FirstWord", "AllWords"):
        return None
    act = first if scheme == "FirstWord" else lambda s: " ".join([first(w) for w in s.split(" ")])
    result = each_string(string, act)
    return say("strse", 1, expr) if result is None else result


@builtin("Decapitalize[string_]", strse=STRSE)
def decapitalize(string: Any, *, say: Any, expr: Any) -> Any:
    """Decapitalize[string] makes the first letter a small one.

    >>> Decapitalize["PlotRange"]
    plotRange
    """
    result = each_string(string, lambda s: s[:1].lower() + s[1:])
    return say("strse", 1, expr) if result is None else result


# ---- codes -----------------------------------------------------------------------------------------------------------


def codec_of(encoding: Any) -> tuple[bool, str | None]:
    """(whether an encoding is known, its name in Python); "Unicode" has none."""
    return (encoding in _ENCODINGS, _ENCODINGS.get(encoding)) if type(encoding) is str else (False, None)


@builtin(
    'ToCharacterCode[string_, encoding_:"Unicode"]',
    strse=STRSE,
    charcode="The character encoding `1` is not supported.",
)
def to_character_code(string: Any, encoding: Any = "Unicode", *, say: Any, expr: Any) -> Any:
    """ToCharacterCode[string] gives the list of character codes; ToCharacterCode[string, "UTF8"] gives the bytes.

    Characters that an encoding lacks give None.

    >>> {ToCharacterCode["aé"], ToCharacterCode["é", "UTF8"]}
    {{97, 233}, {195, 169}}
    """
    known, codec = codec_of(encoding)
    if not known:
        return say("charcode", encoding)

    def codes(s: str) -> Any:
        if codec is None:
            return make_list(map(ord, s))
        out: list[Any] = []
        for c in s:
            try:
                out.extend(c.encode(codec))
            except UnicodeEncodeError:
                out.append(S.None_)
        return make_list(out)

    result = each_string(string, codes)
    return say("strse", 1, expr) if result is None else result


@builtin(
    'FromCharacterCode[codes_, encoding_:"Unicode"]',
    charcode="The character encoding `1` is not supported.",
    notunicode="A character code (an integer from 0 to 1114111) is expected at position `2` in `1`.",
    utf8="The byte sequence `1` could not be interpreted as a character in the `2` character encoding.",
)
def from_character_code(codes: Any, encoding: Any = "Unicode", *, say: Any) -> Any:
    """FromCharacterCode[n] gives the character with code n, FromCharacterCode[{n1, n2, ...}] a string.

    >>> {FromCharacterCode[97], FromCharacterCode[{104, 105}], FromCharacterCode[{{97}, {98}}]}
    {a, hi, {a, b}}
    """
    known, codec = codec_of(encoding)
    if not known:
        return say("charcode", encoding)
    if is_list(codes) and codes.args and all(is_list(c) for c in codes.args):
        texts = [from_character_code(c, encoding, say=say) for c in codes.args]
        return None if None in texts else make_list(texts)
    numbers = codes.args if is_list(codes) else (codes,)
    for i, n in enumerate(numbers, 1):
        if type(n) is not int or not 0 <= n < (0x110000 if codec is None else 256):
            return say("notunicode", codes, i)
    if codec is None:
        return "".join(map(chr, numbers))
    try:
        return bytes(numbers).decode(codec)
    except UnicodeDecodeError:
        return say("utf8", codes, encoding)


@builtin("CharacterRange[first_, last_]", argtype="Arguments `1` and `2` are not both strings of length 1 or integers.")
def character_range(first: Any, last: Any, *, say: Any) -> Any:
    """CharacterRange["a", "d"] gives the characters from "a" to "d"; character codes are taken as well.

    >>> {CharacterRange["a", "d"], CharacterRange[48, 50]}
    {{a, b, c, d}, {0, 1, 2}}
    """
    ends = [ord(c) if type(c) is str and len(c) == 1 else c for c in (first, last)]
    if any(type(c) is not int or not 0 <= c < 0x110000 for c in ends):
        return say("argtype", first, last)
    return make_list(map(chr, range(ends[0], ends[1] + 1)))


_ALPHABETS = {
    "English": "abcdefghijklmnopqrstuvwxyz",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}


@builtin('Alphabet[language_:"English"]')
def alphabet(language: Any = "English") -> Any:
    """Alphabet[] gives the letters from a to z; Alphabet["Greek"] and Alphabet["Russian"] are known too.

    >>> Length[Alphabet[]]
    26
    """
    return make_list(_ALPHABETS[language]) if language in _ALPHABETS else None


# ---- classes ---------------------------------------------------------------------------------------------------------


def _test(symbol: str, word: str, example: str, other: str, test: Callable[[str], bool]) -> None:
    """Declare a test that is True if every character of a string passes; it threads over lists."""

    def ask(string: Any, *, say: Any, expr: Any) -> Any:
        return boolean(all(map(test, string))) if type(string) is str else say("string", 1, expr)

    ask.__doc__ = f"""{symbol}[string] gives True if all characters of string are {word}.

    >>> {{{symbol}["{example}"], {symbol}["{other}"]}}
    {{True, False}}
    """
    builtin(f"{symbol}[string_]", attributes="Listable Protected")(ask)


_test("LetterQ", "letters", "abC", "ab1", str.isalpha)
_test("DigitQ", "digits 0 to 9", "123", "1.2", lambda c: "0" <= c <= "9")
_test("UpperCaseQ", "capital letters", "ABC", "aB", str.isupper)
_test("LowerCaseQ", "small letters", "abc", "aB", str.islower)
_test("PrintableASCIIQ", "printable ASCII characters", "a~", "é", lambda c: " " <= c <= "~")

for _name, _words in (
    ("LetterCharacter", "stands for a letter"),
    ("DigitCharacter", "stands for a digit 0 to 9"),
    ("WordCharacter", "stands for a letter or digit"),
    ("WhitespaceCharacter", "stands for one space, tab or newline"),
    ("Whitespace", "stands for one or more white space characters"),
    ("HexadecimalCharacter", "stands for a digit 0 to 9, a to f or A to F"),
    ("PunctuationCharacter", "stands for a punctuation character"),
    ("NumberString", "stands for the characters of a number"),
    ("StartOfString", "stands for the beginning of the whole string"),
    ("EndOfString", "stands for the end of the whole string"),
    ("StartOfLine", "stands for the beginning of a line"),
    ("EndOfLine", "stands for the end of a line"),
    ("WordBoundary", "stands for the beginning or end of a word"),
):
    name(_name, f"{_name} {_words} in string patterns.")
name("RegularExpression", 'RegularExpression["regex"] stands for strings that match the regular expression.')
name("IgnoreCase", "IgnoreCase is an option of string functions: whether capital and small letters are the same.")
name("Overlaps", "Overlaps is an option of string functions: False, True (one match from each start) or All.")


# ---- distances -------------------------------------------------------------------------------------------------------


def _two_sequences(a: Any, b: Any, options: dict[str, Any]) -> tuple[Any, Any] | None:
    if type(a) is str and type(b) is str:
        return (a.lower(), b.lower()) if options["IgnoreCase"] is TRUE else (a, b)
    return (a.args, b.args) if is_list(a) and is_list(b) else None


def _edit_distance(a: Any, b: Any, transpose: bool) -> int:
    """Insertions, deletions, substitutions (and swaps of neighbours) that turn a into b, row by row."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = before[j - 1] if same(x, y) else 1 + min(before[j - 1], before[j], row[j - 1])
            if transpose and i > 1 and j > 1 and same(x, b[j - 2]) and same(a[i - 2], y):
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


@builtin("EditDistance[u_, v_, OptionsPattern[]]", options={"IgnoreCase": "False"})
def edit_distance(u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """EditDistance[u, v] gives the number of insertions, deletions and substitutions that turn u into v.

    u and v are two strings or two lists.

    >>> EditDistance["kitten", "sitting"]
    3
    """
    pair = _two_sequences(u, v, options)
    return None if pair is None else _edit_distance(*pair, transpose=False)


@builtin("DamerauLevenshteinDistance[u_, v_, OptionsPattern[]]", options={"IgnoreCase": "False"})
def damerau_levenshtein_distance(u: Any, v: Any, *, options: dict[str, Any]) -> Any:
    """DamerauLevenshteinDistance[u, v] is EditDistance[u, v] with swaps of neighbours as a further step.

    >>> {EditDistance["ab", "ba"], DamerauLevenshteinDistance["ab", "ba"]}
    {2, 1}
    """
    pair = _two_sequences(u, v, options)
    return None if pair is None else _edit_distance(*pair, transpose=True)


@builtin(
    "HammingDistance[u_, v_, OptionsPattern[]]",
    options={"IgnoreCase": "False"},
    idim="`1` and `2` must have the same length.",
)
def hamming_distance(u: Any, v: Any, *, options: dict[str, Any], say: Any) -> Any:
    """HammingDistance[u, v] gives the number of places at which two strings or lists of one length differ.

    >>> HammingDistance["karolin", "kathrin"]
    3
    """
    pair = _two_sequences(u, v, options)
    if pair is None:
        return None
    if len(pair[0]) != len(pair[1]):
        return say("idim", u, v)
    return sum(not same(x, y) for x, y in zip(*pair))
