"""Expressions to boxes, the engine: a stack of its own, and rules like those of the text forms.

A rule gets a node and the `Maker` and answers (precedence, parts) as in layout.py: text parts become the strings of a
RowBox, pairs (expression, precedence) the boxes of that expression; a `Box` among the parts is any other box.  A rule
may also answer `Instead(e)`, or None, and the node is written as a call.  The rules of the operators are those of
InputForm, with the characters that StandardForm has for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, Value, has_head
from ...numerics.numbers import BigReal, Complex, Rational
from ..layout import ATOM, CALL, MOST_PAGES, PRODUCT, SIGN, SUM, Instead, bare, negated, negative
from ..numerals import big_input, integer_text, real_input
from ..operations import SPECIAL, table_rules
from ..outputform import OUTPUT_RULES, output_form
from ..strings import quoted

FRACTION = SIGN + 5  # a fraction stands in a product and after a minus without parentheses, not before a dot or a power

# What StandardForm writes for the operators that InputForm writes in ASCII.
GLYPHS = {
    "->": "\uf522", ":>": "\uf51f", "==": "\uf431", "!=": "≠", "<=": "≤", ">=": "≥", "<->": "\uf120",
    "<|": "\uf113", "|>": "\uf114", "[[": "〚", "]]": "〛",
}  # fmt: skip
CONSTANTS = {S.E: "\uf74d", S.I: "\uf74e", S.Pi: "π", S.Infinity: "∞", S.Degree: "°"}


# the least number of arguments of boxes that need more than one
LEAST = {
    "FractionBox": 2, "SuperscriptBox": 2, "SubscriptBox": 2, "SubsuperscriptBox": 3, "UnderscriptBox": 2,
    "OverscriptBox": 2, "UnderoverscriptBox": 3, "RadicalBox": 2,
}  # fmt: skip


class Box:
    """A box to be made: its head, the parts that become its first arguments, and arguments given as they are."""

    __slots__ = ("extra", "head", "parts")

    def __init__(self, head: Symbol, parts: Iterable[Any], extra: tuple[Any, ...] = ()) -> None:
        self.head, self.parts, self.extra = head, tuple(parts), extra


class Done:
    """A part that is a box already."""

    __slots__ = ("box",)

    def __init__(self, box: Any) -> None:
        self.box = box


def row(*parts: Any) -> Any:
    """A RowBox of the parts, or the only part itself."""
    return parts[0] if len(parts) == 1 else Box(S.RowBox, (Box(S.List, parts),))


Hook = Callable[[Any], Any]
Made = tuple[int, Any]


class Maker:
    """Makes the boxes of expressions in one form.

    `visible` says how a symbol is named, `hook` gives what the user's rules make of a node, as a precedence and boxes,
    or None.
    """

    def __init__(
        self,
        form: Symbol = S.StandardForm,
        visible: Callable[[Symbol], str] = bare,
        hook: Hook | None = None,
        level: int = 0,
    ) -> None:
        self.form, self.visible, self.hook, self.level = form, visible, hook, level
        self.rules, self.call, self.atoms = BOX_FORMS[form]

    def symbol(self, s: Symbol) -> str:
        return self.visible(s)

    def sequence(self, items: Any, need: int = 0) -> list[Any]:
        """Arguments with commas between them, in a row of their own."""
        parts: list[Any] = []
        for x in items:
            parts += [(x, need), ","]
        return [row(*parts[:-1])] if parts else []

    def other(self, form: Symbol) -> Maker:
        """A maker for a part in another form."""
        return Maker(form, self.visible, self.hook, self.level + 1)

    def text(self, e: Any) -> str:
        """The expression in OutputForm, for what has no boxes of its own."""
        return output_form(e, visible=self.visible)

    def boxes(self, e: Any) -> Any:
        return self._built((e, 0))

    def bound(self, e: Any) -> Made:
        """The precedence of what is written for an expression, and its boxes."""
        precedence, shape = self._made(e)
        return precedence, self._built(shape)

    def _built(self, part: Any) -> Any:
        todo: list[Any] = [part]
        done: list[Any] = []
        while todo:
            item = todo.pop()
            t = type(item)
            if t is str:
                done.append(item)
            elif t is Done:
                done.append(item.box)
            elif t is Box:
                todo.append((item.head, len(item.parts), item.extra))
                todo.extend(reversed(item.parts))
            elif len(item) == 3:
                head, count, extra = item
                made = done[len(done) - count :]
                del done[len(done) - count :]
                done.append(Expr(head, (*made, *extra)))
            else:
                precedence, shape = self._made(item[0])
                todo.append(row("(", shape, ")") if precedence < item[1] else shape)
        return done[0]

    def _made(self, e: Any) -> Made:
        for _ in range(MOST_PAGES):
            if self.hook is not None and isinstance(e, (Expr, Symbol)) and self.level < MOST_PAGES:
                found = self.hook(e)
                if found is not None:
                    return found[0], Done(found[1])
            if not isinstance(e, Expr):
                spell = self.atoms.get(type(e))
                return (ATOM, Done(e)) if spell is None else spell(e, self)
            head = e.head
            rule = self.rules.get(head) if type(head) is Symbol else derivative_rule
            found = rule(e, self) if rule is not None else None
            if type(found) is Instead:
                e = found.expr
                continue
            if found is not None:
                return found[0], shaped(found[1])
            if isinstance(e, Value) or (rule is None and head in OUTPUT_RULES):
                return interpretation(e, self)
            break
        return self.call(e, self)


def shaped(parts: Any) -> Any:
    """Parts as text forms have them, as one shape."""
    return row(*[token(p) if type(p) is str else p for p in parts]) if type(parts) in (list, tuple) else parts


def token(text: str) -> str:
    word = text.strip() or text
    return GLYPHS.get(word, word)


def interpretation(e: Any, maker: Maker) -> Made:
    """A text for reading that stands for the expression."""
    return ATOM, Box(S.InterpretationBox, (quoted(maker.text(e)),), (e,))


def call_rule(e: Any, maker: Maker) -> Made:
    return CALL, row((e.head, CALL), "[", *maker.sequence(e.args), "]")


def derivative_rule(e: Any, maker: Maker) -> Any:
    """f' and f^(n)."""
    order = e.head.args[0] if isinstance(e.head, Expr) and e.head.head is S.Derivative and len(e.head) == 1 else None
    if len(e) != 1 or type(order) is not int or order < 1:
        return None
    mark: Any = "′" * order
    if order > 2:
        mark = Box(S.TagBox, (row("(", str(order), ")"),), (S.Derivative,))
    extra = (Expr(S.Rule, (S.MultilineFunction, S.None_)),)
    return CALL, (Box(S.SuperscriptBox, ((e.args[0], CALL), mark), extra),)


# ---- atoms -----------------------------------------------------------------------------------------------------------


def _signed(e: Any, spell: Callable[[Any], str]) -> Made:
    return (SIGN, row("-", spell(negated(e)))) if negative(e) else (ATOM, spell(e))


def _real(x: float) -> str:
    mantissa, power, exponent = real_input(x).partition("*^")
    return f"{mantissa}`{power}{exponent}" if mantissa[-1].isdigit() or mantissa[-1] == "." else mantissa


def _float(e: float, maker: Maker) -> Made:
    return _signed(e, _real)


def _rational(e: Rational, maker: Maker) -> Made:
    fraction = Box(S.FractionBox, (integer_text(abs(e.p)), integer_text(e.q)))
    return (SIGN, row("-", fraction)) if e.p < 0 else (FRACTION, fraction)


def _complex(e: Complex, maker: Maker) -> Made:
    def imaginary(y: Any) -> Made:
        if type(y) is int and abs(y) == 1:
            return (ATOM, CONSTANTS[S.I]) if y == 1 else (SIGN, row("-", CONSTANTS[S.I]))
        return PRODUCT, row((y, PRODUCT + 1), " ", CONSTANTS[S.I])

    if type(e.re) is int and e.re == 0:
        return imaginary(e.im)
    minus = negative(e.im)
    return SUM, row((e.re, SUM + 1), "-" if minus else "+", imaginary(negated(e.im) if minus else e.im)[1])


def _symbol(e: Symbol, maker: Maker) -> Made:
    return ATOM, CONSTANTS.get(e) or maker.visible(e)


ATOMS: dict[type, Callable[[Any, Maker], Made]] = {
    int: lambda e, maker: _signed(e, integer_text),
    float: _float,
    BigReal: lambda e, maker: _signed(e, big_input),
    Rational: _rational,
    Complex: _complex,
    Symbol: _symbol,
    str: lambda e, maker: (ATOM, quoted(e)),
}

# ---- forms -----------------------------------------------------------------------------------------------------------

STANDARD_RULES: dict[Symbol, Any] = {**table_rules(lambda glyph: True), **SPECIAL}
for _head in (S.Transpose, S.ConjugateTranspose, S.Conjugate):  # operators that are typed, but not written
    del STANDARD_RULES[_head]
TRADITIONAL_RULES: dict[Symbol, Any] = {}
# form -> rules by head, the rule of calls, the atoms
BOX_FORMS: dict[Symbol, tuple[dict[Symbol, Any], Any, dict[type, Any]]] = {
    S.StandardForm: (STANDARD_RULES, call_rule, ATOMS),
}


def standard(*heads: str) -> Callable[[Any], Any]:
    """Register a function of (expression, maker) as the rule of these heads in StandardForm."""

    def register(function: Any) -> Any:
        STANDARD_RULES.update(dict.fromkeys(map(S.system, heads), function))
        return function

    return register


def option(name: str, value: Any) -> Expr:
    return Expr(S.Rule, (S.system(name), value))


def slotted(body: Any, parts: Any) -> Any:
    """The body of a pure function of a TemplateBox with the parts in its slots."""
    if has_head(body, S.Slot, 1) and type(body.args[0]) is int and 0 < body.args[0] <= len(parts):
        return parts[body.args[0] - 1]
    return Expr(body.head, tuple([slotted(x, parts) for x in body.args])) if type(body) is Expr else body
