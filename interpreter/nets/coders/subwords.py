"""The "SubwordTokens" coders: text to tokens that are words or parts of words, and probabilities of these to text.

The tokens come as a list, the first of equals joined first, or from the file of a model: tokenizer.json, merges.txt
with vocab.json, vocab.txt, or a model of SentencePiece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import expr, has_head, is_list, is_rule, make_list
from ...options import option_name
from .coder import Coder, CoderError, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Unfit, anything, either, one_of, truth
from .strings import DEPTH, LENGTH, LOSS, cut, is_string, probabilities, sequence, uncovered, written
from .tokenizers import LISTED, Blanks, ModelError, Tokenizer, Uncovered, listed, read_tokenizer

_UNKNOWN = expr(S.Blank)
_SPECIAL = (S.StartOfString, S.EndOfString)


# ---- parameters ------------------------------------------------------------------------------------------------------


def _source(value: Any) -> Any:
    """A list of tokens, or the file of a model."""
    if has_head(value, S.File, 1) and type(value.args[0]) is str:
        return value
    if is_list(value) and len(value) and all(_is_token(t) for t in value.args):
        return value
    raise Unfit("a list of tokens (strings, StartOfString, EndOfString, _) or the File of a model")


def _is_token(t: Any) -> bool:
    return (type(t) is str and t != "") or t in _SPECIAL or t == _UNKNOWN


def _strings(value: Any) -> tuple[str, ...]:
    if not is_list(value) or not all(type(t) is str for t in value.args):
        raise Unfit("a list of strings")
    return value.args


_SIDES = {S.Left: "Left", S.Right: "Right", S.None_: None}
_TRUTHS = {S.True_: True, S.False_: False}

# The suboptions of a method: the field of Blanks that each one sets, and what it may be.
_BLANKS = {
    "WhitespacePadding": ("padding", _SIDES),
    "WhitespaceTrimming": ("padding", _SIDES),
    "CombineWhitespace": ("combined", _TRUTHS),
}
_METHODS = ("BPE", "WordPiece", "Unigram", "WordLevel")


def _method(value: Any) -> tuple[str, Blanks]:
    """ "BPE", or {"BPE", "WhitespacePadding" -> Left, ...}."""
    name, *rules = value.args if is_list(value) and len(value) else (value,)
    if name not in _METHODS:
        raise Unfit(" or ".join(f'"{m}"' for m in _METHODS))
    found = {}
    for rule in rules:
        key = option_name(rule.args[0]) if is_rule(rule) else None
        field, allowed = _BLANKS.get(key, (None, {})) if type(key) is str else (None, {})
        if field is None or rule.args[1] not in allowed or name != "BPE":
            raise Unfit("a method, with rules for WhitespacePadding and CombineWhitespace behind BPE")
        found[field] = allowed[rule.args[1]]
    return name, Blanks(**found)


# ---- models ----------------------------------------------------------------------------------------------------------


def _modelled(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    source, method = values["Tokens"], values["Method"]
    name, blanks = (None, Blanks()) if method is S.Automatic else method
    wanted = values.get("Vocabulary", S.None_)
    try:
        if is_list(source):
            made = _of_list(source, name or "BPE", values["IgnoreCase"], blanks, wanted)
        else:
            made = _of_file(source.args[0], values["IgnoreCase"], evaluate)
            _check_unasked(made, name, blanks, wanted)
    except ModelError as problem:
        raise CoderError("badmodel", source, str(problem)) from None
    if values.get("IncludeTerminalTokens") and not (made.start or made.end):
        raise CoderError("noend", make_list(_SPECIAL))
    tokens = make_list(made.tokens)
    return {**values, "Tokens": tokens, "Method": made.method, "tokenizer": made}


def _of_list(source: Any, method: str, ignore_case: bool, blanks: Blanks, wanted: Any) -> Tokenizer:
    if method not in LISTED:
        raise CoderError("arginv", "Method", " or ".join(f'"{m}"' for m in LISTED) + " for a list of tokens", method)
    kept = None if wanted is S.None_ else wanted
    return listed(list(source.args), _UNKNOWN, method, ignore_case, blanks, kept, _SPECIAL)


def _of_file(path: str, ignore_case: bool, evaluate: Any) -> Tokenizer:
    try:
        return read_tokenizer(path, _reader(evaluate), ignore_case)
    except OSError:
        raise CoderError("nofile", path) from None


def _check_unasked(made: Tokenizer, method: str | None, blanks: Blanks, wanted: Any) -> None:
    """What a model from a file settles itself must not be asked for."""
    if method not in (None, made.method) or blanks != Blanks():
        raise CoderError("arginv", "Method", f'Automatic or "{made.method}" for this model', method)
    if wanted is not S.None_:
        raise CoderError("arginv", "Vocabulary", "None for a model from a file", make_list(wanted))


def _reader(evaluate: Any) -> Callable[[str], bytes]:
    """Reads files the way the language does, which knows what the session may read and where it is."""

    def read(path: str) -> bytes:
        text = evaluate(expr(S.ReadString, path))
        if type(text) is not str:
            raise OSError(path)
        return text.encode("utf-8", "surrogateescape")  # the bytes that were no UTF-8 come back as they were

    return read


# ---- coders ----------------------------------------------------------------------------------------------------------


def _prepared(coder: Coder, text: str, session: Any) -> str:
    """The text after the steps that come before the model's own."""
    f, form = coder["TextProcessing"], coder["UnicodeNormalization"]
    if f is not S.None_:
        found = session.evaluate_expr(expr(f, text))
        if type(found) is not str:
            raise CoderError("nostring", f, text, found)
        text = found
    return text if form is S.None_ else unicodedata.normalize(form, text)


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    tokenizer, terminals = coder["tokenizer"], coder["IncludeTerminalTokens"]
    found = []
    for e in examples:
        try:
            numbers = tokenizer.encode(_prepared(coder, e, session), terminals)
        except Uncovered as problem:
            raise uncovered(problem.args[0], e) from None
        found.append(cut(coder, [i + 1 for i in numbers], tokenizer.filler + 1))
    return found


def _rows(coder: Coder) -> list[tuple[str, Any]]:
    return [("Method", coder["Method"]), ("Number of tokens", len(coder["tokenizer"].tokens))]


_SOURCE = Parameter(_source)
_METHOD = Parameter(either(S.Automatic, _method), S.Automatic)
_CASE = Parameter(truth, False)
_PROPERTIES = written(lambda coder, numbers: coder["tokenizer"].decode(numbers))

declare(
    EncoderKind(
        "SubwordTokens",
        _encode,
        type=lambda c: sequence(c, len(c["tokenizer"].tokens)),
        example=is_string,
        wants="a string",
        arguments={"Tokens": _SOURCE},
        options={
            "IgnoreCase": _CASE,
            "IncludeTerminalTokens": Parameter(truth, False),
            "InputType": Parameter(one_of("String"), "String"),
            "Method": _METHOD,
            "OutputProperties": Parameter(one_of("VocabularyIndex"), "VocabularyIndex"),
            "TargetLength": LENGTH,
            "TextProcessing": Parameter(anything, S.None_),
            "UnicodeNormalization": Parameter(either(S.None_, one_of("NFC", "NFD", "NFKC", "NFKD")), S.None_),
            "Vocabulary": Parameter(either(S.None_, _strings), S.None_),
        },
        finish=_modelled,
        rows=_rows,
        word="string",
    ),
    DecoderKind(
        "SubwordTokens",
        type=lambda c: probabilities(c, len(c["tokenizer"].tokens)),
        properties=lambda c: _PROPERTIES,
        arguments={"Tokens": _SOURCE},
        options={"IgnoreCase": _CASE, "InputDepth": DEPTH, "Method": _METHOD},
        finish=_modelled,
        rows=_rows,
        word="string",
        steps=True,
        loss=lambda c: LOSS,
    ),
)
