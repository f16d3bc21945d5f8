"""Expressions to SymPy and back.

Numbers, constants, arithmetic and the functions of the table go over as what they are.  Everything else is opaque: a
symbol for whatever does not contain one of the variables, a function that is not known for f[...] that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .. import symbols as S
from ..definitions import NUMERIC_FUNCTION
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head, make_list, system
from ..numerics.bigreals import bits_of
from ..numerics.infinities import COMPLEX_INFINITY, INFINITY, MINUS_INFINITY
from ..numerics.numbers import BigReal, Complex, Rational, rational
from ..substitution import contains
from . import table


class Foreign(Exception):
    """Something that has no form on the other side."""


class Bridge:
    """The way to SymPy and back for one question, which remembers what stands for what.

    `variables` are the symbols that the question is about; `assume` says what SymPy may take for granted of symbols:
    {x: {"real": True}}.  `generated` gives the expression of a symbol that SymPy has made itself.
    """

    def __init__(
        self,
        sympy: Any,
        session: Any,
        variables: Iterable[Symbol] = (),
        assume: dict[Any, dict[str, bool]] | None = None,
        generated: Callable[[Any], Any] | None = None,
    ) -> None:
        self.sympy, self.session, self.generated = sympy, session, generated
        self.variables = tuple(variables)
        self.assume = assume or {}
        self.symbols: dict[Any, Any] = {}  # expression -> symbol of SymPy
        self.meanings: dict[Any, Any] = {}  # symbol of SymPy -> expression
        self.heads: dict[str, Any] = {}  # name of a function that is not known -> head

    # ---- to SymPy ----------------------------------------------------------------------------------------------------

    def to(self, e: Any) -> Any:
        """The object of SymPy; raises Foreign for what has none."""
        number = _NUMBERS.get(type(e))
        if number is not None:
            return number(self.sympy, e)
        if type(e) is Symbol:
            return self._symbol(e)
        if not isinstance(e, Expr):
            return self.opaque(e)
        head = e.head
        if type(head) is Symbol and head.context == "System`":
            found = self._known(head.name, e)
            if found is not None:
                return found
        found = self._derivative(e) if isinstance(head, Expr) else None
        return self._function(e) if found is None else found

    def _known(self, name: str, e: Expr) -> Any:
        if name in table.OURS_OF_ANY:
            return getattr(self.sympy, table.OURS_OF_ANY[name])(*map(self.to, e.args))
        theirs = table.OURS.get((name, len(e)))
        if theirs is not None:
            return getattr(self.sympy, theirs)(*map(self.to, e.args))
        rule = table.TO.get(name)
        if rule is not None:
            return rule(self.sympy, *map(self.to, e.args))
        if name == "Inequality" and len(e) % 2:
            sides = [(e.args[i + 1], e.args[i], e.args[i + 2]) for i in range(0, len(e) - 2, 2)]
            return self.sympy.And(*[self.to(expr(*side)) for side in sides])
        return None

    def _symbol(self, s: Symbol) -> Any:
        if s.context == "System`":
            for names in (table.CONSTANTS, table.DOMAINS):
                if s.name in names:
                    return getattr(self.sympy.S, _SINGLETONS.get(s.name, names[s.name]))
            if s is S.Infinity:
                return self.sympy.oo
            if s is S.Degree:
                return self.sympy.pi / 180
        return self.opaque(s)

    def opaque(self, e: Any) -> Any:
        """The symbol that stands for e."""
        known = self.symbols.get(e)
        if known is None:
            if type(e) is not Symbol and any(contains(e, v) for v in self.variables):
                raise Foreign(e)
            name = e.name if type(e) is Symbol else f"e{len(self.symbols)}"
            if any(s.name == name for s in self.meanings):
                name = f"{name}_{len(self.symbols)}"
            known = self.symbols[e] = self.sympy.Symbol(name, **self.assume.get(e, {}))
            self.meanings[known] = e
        return known

    def _function(self, e: Expr) -> Any:
        """f[...] as a function that is not known, if it is one of the variables."""
        if not any(contains(e, v) for v in self.variables):
            return self.opaque(e)
        if type(e) is not Expr or type(e.head) is not Symbol:
            raise Foreign(e)
        if e.head.context == "System`" and not self.session.definitions[e.head].attributes & NUMERIC_FUNCTION:
            raise Foreign(e)
        return self.function(e.head)(*map(self.to, e.args))

    def function(self, head: Symbol) -> Any:
        """The function of SymPy that stands for a head without a meaning there."""
        name = next((n for n, h in self.heads.items() if h is head), None)
        if name is None:
            name = head.name if head.name not in self.heads else f"{head.name}_{len(self.heads)}"
            self.heads[name] = head
        return self.sympy.Function(name)

    def _derivative(self, e: Expr) -> Any:
        """Derivative[n, ...][f][x, ...]."""
        operator: Any = e.head
        orders: Any = getattr(operator, "head", None)
        if not (has_head(orders, S.Derivative) and len(operator) == 1 and len(orders) == len(e)):
            return None
        f, counts = operator.args[0], orders.args
        if type(f) is not Symbol or any(type(n) is not int for n in counts):
            raise Foreign(e)
        places = [self.sympy.Dummy(f"d{i}") for i in range(len(e))]
        steps = [(p, n) for p, n in zip(places, counts) if n]
        slope = self.sympy.Derivative(self.function(f)(*places), *steps)
        return slope.subs(list(zip(places, map(self.to, e.args))), simultaneous=len(e) > 1)

    # ---- back --------------------------------------------------------------------------------------------------------

    def back(self, x: Any) -> Any:
        """The evaluated expression of an object of SymPy; raises Foreign for what the language has no form for."""
        return self.session.evaluate_expr(self.written(x))

    def written(self, x: Any) -> Any:
        """The same, not evaluated."""
        if isinstance(x, bool | int):
            return (TRUE if x else FALSE) if isinstance(x, bool) else x
        if isinstance(x, list | tuple):
            return make_list(map(self.written, x))
        if x in self.meanings:
            return self.meanings[x]
        if isinstance(x, self.sympy.core.function.AppliedUndef):
            return self._applied(x)
        name = type(x).__name__
        atom = _ATOMS.get(name)
        if atom is not None:
            return atom(x)
        if getattr(x, "is_Rational", False):
            return rational(int(x.p), int(x.q))
        if name in table.SYMBOLS:
            return table.SYMBOLS[name]
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self, x)
        args = [self.written(a) for a in getattr(x, "args", ())]
        head = table.THEIRS_OF_ANY.get(name) or table.THEIRS.get((name, len(args)))
        if head is not None:
            return Expr(head, tuple(args))
        if name in table.FROM:
            return table.FROM[name](*args)
        if getattr(x, "is_Symbol", False) and self.generated is not None:
            return self.generated(x)
        raise Foreign(x)

    def _applied(self, x: Any) -> Any:
        name = x.func.__name__
        if name not in self.heads:
            raise Foreign(x)
        return Expr(self.heads[name], tuple([self.written(a) for a in x.args]))

    def _of_derivative(self, x: Any) -> Any:
        """Derivative[n, ...][f][x, ...] where f is not known, else D[...]."""
        inner, counts = x.expr, dict(x.variable_count)
        plain = getattr(inner, "is_Function", False) and all(a.is_Symbol for a in inner.args)
        if plain and inner.func.__name__ in self.heads and set(counts) <= set(inner.args):
            if len(set(inner.args)) == len(inner.args) and all(n.is_Integer for n in counts.values()):
                orders = [int(counts.get(a, 0)) for a in inner.args]
                operator = expr(Expr(S.Derivative, tuple(orders)), self.heads[inner.func.__name__])
                return Expr(operator, tuple([self.written(a) for a in inner.args]))
        return expr(S.D, self.written(inner), *[make_list(map(self.written, c)) for c in x.variable_count])

    def _of_subs(self, x: Any) -> Any:
        """A derivative at a place: its own variable is one of SymPy's, so it is written with the place in it."""
        inner, old, new = x.expr, x.variables, x.point
        if type(inner).__name__ != "Derivative" or not getattr(inner.expr, "is_Function", False):
            raise Foreign(x)
        names = {v: system(f"Private`place{i}") for i, v in enumerate(old)}
        with self._meaning(names):
            body = self.written(inner)
        places = {names[v]: self.written(p) for v, p in zip(old, new)}
        return Expr(body.head, tuple([places.get(a, a) if type(a) is Symbol else a for a in body.args]))

    def _of_piecewise(self, x: Any) -> Any:
        pairs = [(self.written(a.expr), self.written(a.cond)) for a in x.args]
        rest: Any = S.Indeterminate
        if pairs[-1][1] is TRUE:
            rest = pairs.pop()[0]
        if not pairs:
            return rest
        if rest is S.Indeterminate and len(pairs) == 1:
            return expr(S.ConditionalExpression, *pairs[0])
        return expr(S.Piecewise, make_list(map(make_list, pairs)), rest)

    def pure(self, body: Any, variable: Any) -> Any:
        """A pure function of an expression of SymPy by one of its symbols."""
        with self._meaning({variable: expr(S.Slot, 1)}):
            return expr(S.Function, self.back(body))

    @contextmanager
    def _meaning(self, names: dict[Any, Any]) -> Iterator[None]:
        before = self.meanings
        self.meanings = before | names
        try:
            yield
        finally:
            self.meanings = before

    def _of_root(self, x: Any) -> Any:
        """Root[f, k]: the roots are numbered in another order there, so the number is found by the value."""
        from ..solving.polynomials import roots

        polynomial = x.poly
        values = roots([self.written(c) for c in reversed(polynomial.all_coeffs())], None)
        here = complex(x.evalf(20))
        nearest = min(range(len(values)), key=lambda k: abs(values[k] - here))
        return expr(S.Root, self.pure(polynomial.as_expr(), polynomial.gen), nearest + 1)

    def _of_root_sum(self, x: Any) -> Any:
        polynomial, function = x.poly, x.fun
        body = self.pure(function.expr, function.variables[0])
        return expr(S.RootSum, self.pure(polynomial.as_expr(), polynomial.gen), body)


def _big(sympy: Any, x: BigReal) -> Any:
    return sympy.Float._new(x.value._mpf_, bits_of(max(x.precision, 1)))


def _complex(sympy: Any, z: Complex) -> Any:
    re, im = (_NUMBERS[type(part)](sympy, part) for part in (z.re, z.im))
    return re + im * sympy.I


_NUMBERS: dict[type, Callable[[Any, Any], Any]] = {
    int: lambda sympy, x: sympy.Integer(x),
    Rational: lambda sympy, x: sympy.Rational(x.p, x.q),
    float: lambda sympy, x: sympy.Float(x),
    BigReal: _big,
    Complex: _complex,
}
_SINGLETONS = {"True": "true", "False": "false"}


def _real(x: Any) -> Any:
    """A Float as a machine number, or with its digits where it has more."""
    if x._prec <= 53:
        return float(x)
    from ..numerics.bigreals import from_mp
    from ..numerics.numbers import LOG10_2, magnitude

    value = x._to_mpmath(x._prec)
    return from_mp(value, x._prec * LOG10_2 - (magnitude(value) if value else 0))


_ATOMS: dict[str, Callable[[Any], Any]] = {
    "ImaginaryUnit": lambda x: Complex(0, 1),
    "Infinity": lambda x: INFINITY,
    "NegativeInfinity": lambda x: MINUS_INFINITY,
    "ComplexInfinity": lambda x: COMPLEX_INFINITY,
    "Float": _real,
}
_SPECIAL: dict[str, Callable[[Bridge, Any], Any]] = {
    "Derivative": Bridge._of_derivative,
    "Subs": Bridge._of_subs,
    "Piecewise": Bridge._of_piecewise,
    "ComplexRootOf": Bridge._of_root,
    "RootSum": Bridge._of_root_sum,
}


def bridged(sympy: Any, session: Any, e: Any, work: Callable[[Any], Any], **settings: Any) -> Any:
    """work(object of SymPy) as an expression: the whole way there and back."""
    bridge = Bridge(sympy, session, **settings)
    return bridge.back(work(bridge.to(e)))

