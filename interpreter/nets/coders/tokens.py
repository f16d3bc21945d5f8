"""The "Tokens" coders: strings to the places of their words in a list, and probabilities of words to strings.

Words that are not in the list of d tokens have the code d + 1, which also fills sequences up to "TargetLength".
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from ... import symbols as S
from ...builtins.stringmatching import scan, string_rules
from ...builtins.stringpatterns import NotAPattern
from ...expr import boolean, has_head, is_list
from .coder import Coder, CoderError, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Unfit, truth
from .strings import DEPTH, LENGTH, LOSS, cut, probabilities, sequence, written

_WORDS = re.compile(r"\w+|[^\w\s]+")  # what is left of the stretches between boundaries of words without the blanks


def _tokens(value: Any) -> Any:
    """A list of strings, or the name of a language."""
    if type(value) is str or (is_list(value) and len(value) and all(type(t) is str for t in value.args)):
        return value
    raise Unfit("a list of strings or a language")


def _pattern(value: Any) -> Any:
    if value is not S.None_:
        try:
            string_rules(value, False)
        except NotAPattern:
            raise Unfit("a string pattern or None") from None
    return value


def _indexed(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    tokens = values["Tokens"]
    if type(tokens) is str:
        raise CoderError("nolang", tokens)
    written_as = [_cased(t, values["IgnoreCase"]) for t in tokens.args]
    index: dict[str, int] = {}
    for i, t in enumerate(written_as):
        index.setdefault(t, i + 1)
    return {**values, "index": index, "texts": written_as}


def _cased(text: str, ignore_case: bool) -> str:
    return text.lower() if ignore_case else text


# ---- encoder ---------------------------------------------------------------------------------------------------------


def _is_example(coder: Coder, e: Any) -> bool:
    if _elements(e) is not None:
        return True
    if coder["SplitPattern"] is S.None_:
        return is_list(e) and all(type(t) is str for t in e.args)
    return type(e) is str


def _elements(e: Any) -> list[str] | None:
    """The words of TextElement[{...}], nested ones in order; None for all else."""
    if not has_head(e, S.TextElement) or not len(e):
        return None
    inner = e.args[0]
    found: list[str] = []
    for part in inner.args if is_list(inner) else (inner,):
        words = [part] if type(part) is str else _elements(part)
        if words is None:
            return None
        found += words
    return found


def _words(coder: Coder, e: Any, session: Any) -> list[str]:
    words = _elements(e)
    if words is not None:
        return words
    pattern = coder["SplitPattern"]
    if pattern is S.None_:
        return list(e.args)
    if pattern is S.WordBoundary:
        return _WORDS.findall(e)
    return _split(e, pattern, session.evaluate_expr)


def _split(text: str, pattern: Any, evaluate: Any) -> list[str]:
    """What stands between matches of a string pattern; nothing is no word."""
    found, position = [], 0
    for m, rule in scan(string_rules(pattern, False), text, evaluate):
        found.append(text[position : m.start])
        if rule.value is not None:
            found.append(str(rule.result(m, text, evaluate)))
        position = m.end
    return [w for w in [*found, text[position:]] if w]


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    get, unknown, ignore_case = coder["index"].get, len(coder["texts"]) + 1, coder["IgnoreCase"]
    found = []
    for e in examples:
        codes = [get(_cased(w, ignore_case), unknown) for w in _words(coder, e, session)]
        found.append(cut(coder, codes, unknown))
    return found


def _rows(coder: Coder) -> list[tuple[str, Any]]:
    return [("Number of tokens", len(coder["texts"])), ("Ignore case", boolean(coder["IgnoreCase"]))]


_LIST = Parameter(_tokens, "English")
_CASE = Parameter(truth, True)
_PROPERTIES = written(lambda coder, codes: " ".join([coder["texts"][c] for c in codes]))

declare(
    EncoderKind(
        "Tokens",
        _encode,
        type=lambda c: sequence(c, len(c["texts"]) + 1),
        example=_is_example,
        wants="a string or a TextElement of strings",
        arguments={"Tokens": _LIST},
        options={
            "IgnoreCase": _CASE,
            "SplitPattern": Parameter(_pattern, S.WordBoundary),
            "TargetLength": LENGTH,
        },
        finish=_indexed,
        rows=lambda c: [
            *_rows(c),
            ("Split pattern", c["SplitPattern"]),
            ("Target length", c["TargetLength"]),
        ],
        word="string",
    ),
    DecoderKind(
        "Tokens",
        type=lambda c: probabilities(c, len(c["texts"])),
        properties=lambda c: _PROPERTIES,
        arguments={"Tokens": _LIST},
        options={"IgnoreCase": _CASE, "InputDepth": DEPTH},
        finish=_indexed,
        rows=lambda c: [*_rows(c), ("Input depth", c["InputDepth"])],
        word="string",
        steps=True,
        loss=lambda c: LOSS,
    ),
)
