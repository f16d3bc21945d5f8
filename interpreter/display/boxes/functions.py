"""Functions as TraditionalForm writes them, f(x) and sin(x), read as ours, in boxes and in text."""

from __future__ import annotations

import re
from typing import Any

from ... import symbols as S
from ...expr import Expr, has_head, is_list
from .traditional import INVERSES, NAMES

_FUNCTIONS = {word: name for name, word in NAMES.items()}
_INVERSES = {word: name for name, word in INVERSES.items()}
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|([^\W\d_][^\W_]*)?\(|\)', re.S)


def functions(parts: Any) -> list[Any]:
    """f(x) as f[x], and the names of functions in books as ours."""
    out = list(parts)
    for i in range(1, len(out) - 1):
        if out[i] != "(" or ")" not in out[i + 1 : i + 3]:
            continue
        name, power = _function(out[i - 1])
        if name is None:
            continue
        close = out.index(")", i)
        call = Expr(S.RowBox, (Expr(S.List, (name, "[", *out[i + 1 : close], "]")),))
        if power is not None:
            call = Expr(S.SuperscriptBox, (call, power))
        return [*out[: i - 1], call, *functions(out[close + 1 :])]
    return out


def _function(box: Any) -> tuple[Any, Any]:
    """(boxes of the function, the power that its value is raised to), of what stands before round brackets."""
    if type(box) is str:
        return (_FUNCTIONS.get(box, box), None) if box.isidentifier() else (None, None)
    if not isinstance(box, Expr) or box.head not in (S.SuperscriptBox, S.SubscriptBox) or len(box) < 2:
        return None, None
    name, script = box.args[:2]
    if box.head is S.SubscriptBox or is_derivative(script):
        return box, None
    if has_head(script, S.RowBox, 1) and is_list(script.args[0]) and script.args[0].args == ("-", "1"):
        return _INVERSES.get(name, name), None
    return _FUNCTIONS.get(name, name), script


def is_derivative(script: Any) -> bool:
    if type(script) is str:
        return bool(script) and set(script) <= {"′", "'"}
    return has_head(script, S.TagBox, 2) and script.args[1] is S.Derivative


def traditional_source(text: str) -> str:
    """Code in TraditionalForm as it is typed: f(x) is f[x], sin(x) is Sin[x], x (y) a product."""
    closing: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        name = match[1]
        if match[0][0] == '"':
            return match[0]
        if match[0] == ")":
            return closing.pop() if closing else ")"
        closing.append("]" if name else ")")
        return f"{_FUNCTIONS.get(name, name)}[" if name else "("

    return _TEXT.sub(replaced, text)
