"""Steps that normalise text before it is divided into words, by the names of the tokenizers' files."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from typing import Any

from .charclasses import BLANKS, expression
from .charsmap import CharsMap
from .tokenizer import ModelError

Step = Callable[[str], str]


def lower(text: str) -> str:
    """Small letters, character by character: a final sigma is not told from another one."""
    return text.replace("Σ", "σ").lower()


def without_accents(text: str) -> str:
    """Text without the marks that stand on letters of their own."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Mn")


def _cleaned(text: str) -> str:
    """White space as blanks, no control characters."""
    return "".join(" " if c.isspace() else c for c in text if not _is_control(c))


def _is_control(c: str) -> bool:
    return c not in "\t\n\r" and (c == "\0" or c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co"))


_CHINESE = re.compile(
    "([\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f"
    "\U0002b920-\U0002ceaf\uf900-\ufaff\U0002f800-\U0002fa1f])"
)


def bert(spec: dict[str, Any]) -> Step:
    """The normalisation of BERT: clean, Chinese characters apart, no accents, small letters."""
    small = spec.get("lowercase", True)
    accents = spec.get("strip_accents")
    strip = small if accents is None else accents
    clean, chinese = spec.get("clean_text", True), spec.get("handle_chinese_chars", True)

    def normalise(text: str) -> str:
        if clean:
            text = _cleaned(text)
        if chinese:
            text = _CHINESE.sub(r" \1 ", text)
        if strip:
            text = without_accents(unicodedata.normalize("NFD", text))
        return lower(text) if small else text

    return normalise


def replacing(spec: dict[str, Any]) -> Step:
    """Replace: a string, or what a regular expression matches."""
    pattern, content = spec["pattern"], spec["content"]
    if "String" in pattern:
        return lambda text: text.replace(pattern["String"], content)
    compiled = expression(pattern["Regex"])
    return lambda text: compiled.sub(lambda m: content, text)


def _strip(spec: dict[str, Any]) -> Step:
    left, right = spec.get("strip_left", True), spec.get("strip_right", True)
    if left and right:
        return lambda text: text.strip(BLANKS)
    return (lambda text: text.lstrip(BLANKS)) if left else (lambda text: text.rstrip(BLANKS)) if right else str


def _prepend(spec: dict[str, Any]) -> Step:
    mark = spec["prepend"]
    return lambda text: mark + text if text else text


def _sequence(spec: dict[str, Any]) -> Step:
    steps = [normaliser(s) for s in spec["normalizers"]]

    def normalise(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return normalise


def _byte_level(spec: dict[str, Any]) -> Step:
    from .bytelevel import as_characters

    return as_characters


_STEPS: dict[str, Callable[[dict[str, Any]], Step]] = {
    "BertNormalizer": bert,
    "ByteLevel": _byte_level,
    "Lowercase": lambda spec: lower,
    "Precompiled": lambda spec: CharsMap(b64decode(spec["precompiled_charsmap"])),
    "Prepend": _prepend,
    "Replace": replacing,
    "Sequence": _sequence,
    "Strip": _strip,
    "StripAccents": lambda spec: without_accents,
    **{form: lambda spec, form=form: partial(unicodedata.normalize, form) for form in ("NFC", "NFD", "NFKC", "NFKD")},
}


def normaliser(spec: dict[str, Any] | None) -> Step:
    """The step of a specification; none changes nothing."""
    if spec is None:
        return str
    if spec.get("type") not in _STEPS:
        raise ModelError(f"normalizer {spec.get('type')}")
    return _STEPS[spec["type"]](spec)
