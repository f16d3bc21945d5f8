"""Text -> nodes: one expression, all of a text, or only whether it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from . import operators, structure
from .ast import TreeBuilder
from .errors import WLSyntaxError
from .fold import FoldError, fold
from .lexer import Lexer

# The kinds of token as they are called in a message.
_WORDS = {"ATOM": "an operand", "INFIX": "an operator", "RPAR": ")", "RBRACE": "}", "RSQB": "]", "RPART": "]]",
          "RASSOC": "|>", "RANGLE": ">", "_COMMA": ","}  # fmt: skip


@cache
def _table() -> structure.Table:
    return structure.load()


def _rules(builder: Any) -> dict[str, Callable[[list[Any]], Any]]:
    """What every rule of wl.lark that keeps a node makes of its children."""
    node, symbol = builder.node, builder.symbol

    def bracket(name: str) -> Callable[[list[Any]], structure.Item]:
        def make(items: list[Any]) -> structure.Item:
            start, end = items[0][2], items[-1][3]
            return "ATOM", node(symbol(name or operators.BRACKETS[items[0][1]][1]), items[1:-1], start, end), start, end

        return make

    return {
        "expr": lambda items: items[0][1] if len(items) == 1 else fold(items, builder),
        "group": lambda items: ("GROUP", items[1], items[0][2], items[2][3]),
        "list": bracket("List"),
        "association": bracket("Association"),
        "bracketed": bracket(""),
        "call": lambda items: ("CALL", items[1:-1], items[0][2], items[-1][3]),
        "part": lambda items: ("PART", items[1:-1], items[0][2], items[-1][3]),
    }


def read_all(text: str, builder: Any = None) -> Iterator[tuple[Any, int, int]]:
    """The expressions of a text, one at a time, each with the offsets of its start and its end.

    An expression is read when it is asked for, so an error in the third comes after the first two.  `builder` makes
    the nodes; without one they are those of ast.py.

    >>> list(read_all("x = 1\\nf[x]"))
    [(Set[x, 1], 0, 5), (f[x], 6, 10)]
    """
    builder = TreeBuilder() if builder is None else builder
    rules, run = _rules(builder), _table().run
    pos = 0
    while True:
        lexer = Lexer(text, pos, builder)
        items = lexer.run()
        if not items:
            return
        start, end = items[0][2], items[-2][3]
        try:
            node = run(items, rules)
        except FoldError as error:
            raise WLSyntaxError(error.message, text, error.pos, expected=error.expected) from None
        except structure.Unexpected as error:
            _, _, at, behind = error.token
            expected = [_WORDS[kind] for kind in error.expected if kind in _WORDS]
            message = f"{text[at:behind] or 'the end'} has no place here"
            raise WLSyntaxError(message, text, at, expected=expected) from None
        yield node, start, end
        pos = lexer.pos


def parse(text: str, builder: Any = None) -> Any:
    """The one expression of a text; Null if there is none, WLSyntaxError if there are more.

    >>> parse("f[x_] := x^2")
    SetDelayed[f[Pattern[x, Blank[]]], Power[x, 2]]
    """
    builder = TreeBuilder() if builder is None else builder
    found = read_all(text, builder)
    first = next(found, None)
    if first is None:
        return builder.symbol("Null")
    second = next(found, None)
    if second is not None:
        raise WLSyntaxError("a second expression starts here", text, second[1], expected=("one expression",))
    return first[0]


def is_complete(text: str) -> tuple[str, WLSyntaxError | None]:
    """("complete" | "incomplete" | "error" | "empty", the error or None).

    Incomplete is what more text could repair: an open bracket, string or comment, or an operator at the end.

    >>> is_complete("1 + 1")
    ('complete', None)
    >>> is_complete("f[1, ")[0], is_complete("f[1}")[0], is_complete("(* nothing *)")[0]
    ('incomplete', 'error', 'empty')
    """
    status = "empty"
    try:
        for _ in read_all(text, _Checker()):
            status = "complete"
    except WLSyntaxError as error:
        return ("incomplete" if error.incomplete else "error"), error
    return status, None


class _Checker:
    """A builder for those who only want to know whether a text is right."""

    @staticmethod
    def symbol(name: str) -> str:
        return "symbol"

    @staticmethod
    def _other(*args: Any) -> str:
        return ""

    integer = rational = real = marked = string = node = numbers = _other

    @staticmethod
    def negate(node: str) -> None:
        return None

    @staticmethod
    def is_symbol(node: str) -> bool:
        return node == "symbol"
