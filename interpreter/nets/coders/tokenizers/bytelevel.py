"""Bytes as printable characters, the way of GPT-2: no byte is white space or a control character."""

from __future__ import annotations

from .charclasses import expression

_PRINTED = [*range(33, 127), *range(161, 173), *range(174, 256)]  # these stand for themselves
_OTHERS = [b for b in range(256) if b not in _PRINTED]
CHARACTERS = {b: chr(b) for b in _PRINTED} | {b: chr(256 + i) for i, b in enumerate(_OTHERS)}
_BYTES = {c: b for b, c in CHARACTERS.items()}
_TABLE = [CHARACTERS[b] for b in range(256)]

# Words with the blank before them, numbers and runs of other characters; of several blanks the last goes to the word.
WORDS = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def as_characters(text: str) -> str:
    """The bytes of a text in UTF-8, each as a character."""
    return "".join([_TABLE[b] for b in text.encode("utf-8", "surrogatepass")])


def from_characters(text: str) -> str:
    """The text whose bytes are given as characters; incomplete characters give U+FFFD."""
    if all(c in _BYTES for c in text):
        return bytes([_BYTES[c] for c in text]).decode("utf-8", "replace")
    mixed = [bytes([_BYTES[c]]) if c in _BYTES else c.encode("utf-8", "surrogatepass") for c in text]
    return b"".join(mixed).decode("utf-8", "replace")


def words(text: str) -> list[str]:
    """A text as GPT-2 divides it."""
    return expression(WORDS).findall(text)
