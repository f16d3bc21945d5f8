"""Interpreter: what people write, as numbers, dates, truth values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import association
from ..declare import applied, builtin, name
from ..expr import FALSE, TRUE, Expr, has_head, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES, Rational
from .dateobjects import granular
from .dates import parsed_date
from .numbernames import _LARGE, _SMALL, _TENS

_INTEGER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+|[+-]?\d+")
_REAL = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(?:[eE]([+-]?\d+))?(%?)")
_YES, _NO = frozenset("true yes y on 1 t".split()), frozenset("false no n off 0 f".split())
_WORDS = {w: i for i, w in enumerate(_SMALL)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_POWERS = {w: 1000 ** (i + 1) for i, w in enumerate(_LARGE)}


def _integer(text: str) -> Any:
    if _INTEGER.fullmatch(text) and len(text) < 4000:
        return int(text.replace(",", ""))
    return _in_words(text)


def _in_words(text: str) -> int | None:
    """An integer written out: "two hundred thirty-four", "3 million"."""
    words = re.split(r"[\s\-\u2010]+", text.lower().strip())
    negative = words[0] in ("minus", "negative")
    total = group = 0
    for w in words[negative:]:
        if w == "and":
            continue
        if w in _WORDS:
            group += _WORDS[w]
        elif w.isdigit() and len(w) < 10:
            group += int(w)
        elif w == "hundred":
            group = max(group, 1) * 100
        elif w in _POWERS:
            total, group = total + max(group, 1) * _POWERS[w], 0
        else:
            return None
    return (-1 if negative else 1) * (total + group) if words[negative:] else None


def _number(text: str) -> Any:
    whole = _integer(text)
    if whole is not None:
        return whole
    m = re.fullmatch(r"([+-]?\d+)/(\d+)", text.replace(" ", ""))
    if m and int(m[2]):
        from ..numerics.numbers import rational

        return rational(int(m[1]), int(m[2]))
    m = _REAL.fullmatch(text.replace(" ", ""))
    if m is None or not (m[2] or (m[3] or "").strip(".")):
        return None
    value = float(f"{m[1]}{m[2].replace(',', '') or '0'}{m[3] or ''}e{m[4] or '0'}")
    return value / 100 if m[5] else value if abs(value) < float("inf") else None


def _real(text: str) -> Any:
    found = _number(text)
    return None if found is None else float(found.p / found.q) if type(found) is Rational else float(found)


def _boolean(text: str) -> Any:
    return TRUE if text.lower() in _YES else FALSE if text.lower() in _NO else None


def _date(text: str) -> Any:
    found = parsed_date(text)
    return None if found is None else granular(*found)


def _matching(pattern: str) -> Callable[[str], Any]:
    compiled = re.compile(pattern)
    return lambda text: text if compiled.fullmatch(text) else None


_TYPES: dict[str, Callable[[str], Any]] = {
    "Integer": _integer,
    "Number": _number,
    "Real": _real,
    "Boolean": _boolean,
    "String": lambda text: text,
    "Character": lambda text: text if len(text) == 1 else None,
    "Text": lambda text: text,
    "Date": _date,
    "DateTime": _date,
    "EmailAddress": _matching(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "URL": _matching(r"(?:https?|ftp)://[^\s/$.?#][^\s]*"),
    "SemanticNumber": _number,
    "SemanticInteger": _integer,
}
_EXPRESSIONS = ("Expression", "HeldExpression")


@builtin("Interpreter[form_]", noform="`1` is not a form that can be interpreted.")
def interpreter(form: Any, *, say: Any) -> Any:
    """Interpreter["form"][text] reads what people write as an object of a form, such as "Integer", "Number", "Real",
    "Boolean", "Date", "String", "EmailAddress", "URL", "Expression"; what it cannot be gives a Failure.

    Interpreter[{a, b, ...}] takes one of these, Interpreter[Restricted["Number", {min, max}]] numbers in a range, and
    Interpreter[DelimitedSequence["form", sep]] several.

    >>> {Interpreter["Integer"]["1,024"], Interpreter["Number"]["2.5e3"], Interpreter["Date"]["5 Jan 2024"]}
    {1024, 2500., Fri 5 Jan 2024}

    >>> {Interpreter["Boolean"]["yes"], Interpreter["Integer"]["three hundred"], FailureQ[Interpreter["Integer"]["x"]]}
    {True, 300, True}
    """
    return None


@applied("Interpreter")
def interpreted(head: Expr, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    if len(args) != 1 or not len(head):
        return None
    text = args[0]
    if is_list(text):
        return make_list(tuple([Expr(head, (t,)) for t in text.args]))
    found = _read(head.args[0], text, session)
    if found is None:
        say("noform", head.args[0])
        return None
    return found[0] if found else _failure(head.args[0], text)


def _read(form: Any, text: Any, session: Any) -> tuple[Any, ...] | None:
    """(what a text says in a form,), () where it says nothing; None for what is no form."""
    if has_head(form, S.Restricted) and len(form) >= 2:
        return _restricted(form, text, session)
    if has_head(form, S.DelimitedSequence) and len(form) and type(text) is str:
        separator = form.args[1] if len(form) > 1 and type(form.args[1]) is str else ","
        parts = [_read(form.args[0], p.strip(), session) for p in text.split(separator)]
        return None if None in parts else () if () in parts else (make_list(tuple([p[0] for p in parts if p])),)
    if is_list(form):
        choices = [(r.args[0], r.args[1]) if is_rule(r) else (r, r) for r in form.args]
        plain = text.strip().lower() if type(text) is str else text
        for key, value in choices:
            if plain == (key.lower() if type(key) is str else session.text(key).lower()) or text == key:
                return (value,)
        return ()
    if form in _EXPRESSIONS:
        return _expression(form, text, session)
    if form not in _TYPES:
        return None
    if type(text) in REAL_TYPES:
        text = session.text(text, "InputForm")
    if type(text) is not str:
        return ()
    value = _TYPES[form](text if form in ("String", "Text", "Character") else text.strip())
    return () if value is None else (value,)


def _expression(form: Any, text: Any, session: Any) -> tuple[Any, ...]:
    from ...grammar import WLSyntaxError

    try:
        items = [item.expr for item in session.read(text)] if type(text) is str else [text]
    except WLSyntaxError:
        return ()
    if len(items) != 1:
        return ()
    return (Expr(S.HoldComplete, (items[0],)),) if form == "HeldExpression" else (session.evaluate_expr(items[0]),)


def _restricted(form: Expr, text: Any, session: Any) -> tuple[Any, ...] | None:
    """Restricted["Number", {min, max}], Restricted["Number", max]."""
    found = _read(form.args[0], text, session)
    if not found:
        return found
    spec = form.args[1]
    low, high = spec.args[:2] if is_list(spec) and len(spec) >= 2 else (0, spec)
    inside = session.evaluate_expr(Expr(S.LessEqual, (low, found[0], high)))
    return found if inside is TRUE else ()


def _failure(form: Any, text: Any) -> Expr:
    said = [("Input", text), ("Type", form)]
    pairs = [
        ("MessageTemplate", "Cannot interpret `Input` as `Type`."),
        ("MessageParameters", association(said)),
        *said,
    ]
    return Expr(S.Failure, ("InterpretationFailure", association(pairs)))


for _title, _usage in {
    "DelimitedSequence": 'DelimitedSequence["form", sep] is a form for Interpreter: several with separators between.',
}.items():
    name(_title, _usage)
