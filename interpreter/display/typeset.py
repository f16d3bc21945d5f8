r"""Typeset parts of strings, such as "\!\(\*SuperscriptBox[\(x\), \(2\)]\)", as text for reading."""

from __future__ import annotations

import re
from typing import Any

from ..expr import Expr, Symbol, Value, symbol, system

_BEGIN, _OPEN, _CLOSE = "\\!\\(", "\\(", "\\)"
_BRACKET = re.compile(r'\\[()]|"(?:[^"\\]|\\.)*"', re.S)
# what stands between the parts of boxes that are typed in one line
_MARKS = {"\\^": "^", "\\_": "_", "\\/": "/", "\\%": "^", "\\+": "_", "\\&": "^", "\\@": "√", "\\`": "", "\\*": ""}
_SCRIPTS = frozenset(
    map(
        system,
        "Subscript Superscript Subsuperscript Underscript Overscript Underoverscript OverBar OverHat OverTilde OverDot "
        "OverVector UnderBar SuperStar SuperDagger SuperPlus SuperMinus SubPlus SubMinus SubStar".split(),
    )
)
_MARK = re.compile(r"\s*\\[\^_/%+&@`*]\s*")


def readable(text: str) -> str:
    """A string with its typeset parts as plain text; what cannot be read stays as it is."""
    if _BEGIN not in text:
        return text
    out, done = [], 0
    while (start := text.find(_BEGIN, done)) >= 0:
        end = _closing(text, start + len(_BEGIN))
        if end is None:
            break
        out += [text[done:start], _written(text[start + len(_BEGIN) : end])]
        done = end + len(_CLOSE)
    return "".join([*out, text[done:]])


def script_text(e: Any) -> str | None:
    """A label with subscripts and the like as its boxes are written, x_1 for Subscript[x, 1]; None for one without."""
    todo = [e]
    while todo:
        x = todo.pop()
        if isinstance(x, Expr) and not isinstance(x, Value):
            if x.head in _SCRIPTS and len(x):
                break
            todo += [x.head, *x.args]
    else:
        return None
    from .boxes import Maker, box_text

    return box_text(Maker().boxes(e))


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that was opened before `start` is closed."""
    depth = 1
    for match in _BRACKET.finditer(text, start):
        depth += {_OPEN: 1, _CLOSE: -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return None


def _written(content: str) -> str:
    if not content.startswith("\\*"):
        return _plain(content)
    from ...grammar import WLSyntaxError, parse
    from .boxes import box_text

    try:
        return box_text(parse(_source(content[2:]), _builder()))
    except WLSyntaxError:
        return _BEGIN + content + _CLOSE


def _plain(content: str) -> str:
    """Boxes that are typed in one line, such as x\\^2."""
    text = _MARK.sub(lambda m: _MARKS[m[0].strip()], content)
    return text.replace(_OPEN, "").replace(_CLOSE, "").strip()


def _source(text: str) -> str:
    """The code of boxes with strings in place of the parts in brackets."""
    out, done = [], 0
    for match in _BRACKET.finditer(text):
        if match[0] != _OPEN or match.start() < done:
            continue
        end = _closing(text, match.end())
        if end is None:
            break
        inner = text[match.end() : end]
        literal = inner if inner.startswith('"') else _quoted(_plain(inner))
        out += [text[done : match.start()], _source(inner[2:]) if inner.startswith("\\*") else literal]
        done = end + len(_CLOSE)
    return "".join([*out, text[done:]])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _builder() -> Any:
    """What the parser makes expressions with: all names are those of the language."""
    from ..contexts import Contexts
    from ..reader import ExprBuilder

    def resolve(name: str) -> Symbol:
        return symbol(name) if "`" in name else system(name)

    builder = ExprBuilder(Contexts())
    builder.symbol = resolve
    return builder
