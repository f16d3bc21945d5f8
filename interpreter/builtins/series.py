"""Power series: Series and SeriesData with its arithmetic; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, meeting, name
from ..definitions import NUMERIC_FUNCTION
from ..display import formatter
from ..expr import Expr, Symbol, expr, has_head, is_list, is_rule, make_list, same
from ..numerics.algebra import product_of, sum_of
from ..numerics.infinities import INFINITY, is_infinite
from ..numerics.numbers import NUMBER_TYPES, rational
from ..numerics.powers import power_of
from ..substitution import contains
from .keys import NORMAL

name("Analytic", "Analytic is an option of Series: whether functions without a known value are taken to be analytic.")

_SPECS = {
    "sspec": "`1` is no {variable, place, order}.",
    "serlim": "The order `1` is no whole number of machine size.",
}


@builtin(
    "Series[f_, specs__, OptionsPattern[]]",
    options={"Analytic": "True", "Assumptions": "$Assumptions"},
    esss="There is no power series of `1` at `2` = `3`.",
    **_SPECS,
)
def series(f: Any, specs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Series[f, {x, x0, n}] gives the power series of f around x = x0 up to (x - x0)^n, Series[f, x -> x0] its first
    term, Series[f, {x, x0, n}, {y, y0, m}, ...] series in x whose coefficients are series in y.

    Exponents may be negative or fractional, coefficients may contain logarithms, and x0 may be Infinity. The result
    is a SeriesData, with which one can reckon; Normal makes it a polynomial.

    >>> {Series[Sin[x], {x, 0, 5}], Series[1/(1 - x), {x, 0, 2}]}
    {x - x^3/6 + x^5/120 + O[x]^6, 1 + x + x^2 + O[x]^3}
    >>> {Series[Cot[x], {x, 0, 2}], Series[Sqrt[Sin[x]], {x, 0, 3}], Series[f[x], {x, a, 1}]}
    {1/x - x/3 + O[x]^3, Sqrt[x] - x^(5/2)/12 + O[x]^(7/2), f[a] + (-a + x) f'[a] + O[-a + x]^2}
    """
    first, *rest = specs
    if is_list(f):
        return make_list(Expr(S.Series, (a, *specs)) for a in f.args)
    spec = _read(first, say)
    if spec is None:
        return None
    found = _expanded(f, *spec, session, say)
    if found is None or not rest:
        return found
    if has_head(found, S.SeriesData, 6):
        terms = [Expr(S.Series, (c, *rest)) for c in found.args[2].args]
        return Expr(S.SeriesData, (*found.args[:2], make_list(terms), *found.args[3:]))
    return None


def _read(spec: Any, say: Any) -> tuple[Any, Any, Any] | None:
    """(x, place, order) of a specification; the order is None for x -> place."""
    if is_rule(spec) and type(spec.args[0]) is Symbol:
        return *spec.args, None
    if not is_list(spec) or len(spec) != 3 or type(spec.args[0]) in NUMBER_TYPES:
        return say("sspec", spec)
    if type(spec.args[2]) is not int or abs(spec.args[2]) > 10**6:
        return say("serlim", spec.args[2])
    return spec.args


def _expanded(f: Any, x: Any, place: Any, order: Any, session: Any, say: Any) -> Any:
    from ..solving.expansion import expansion, leading, to_data
    from ..solving.powerseries import Coefficients, NoSeries, PowerSeries

    try:
        if order is not None:
            return to_data(expansion(f, x, place, order, session), x, place)
        c, exponent = leading(f, x, place, session)
        first, root = (exponent, 1) if type(exponent) is int else (exponent.p, exponent.q)
        return to_data(PowerSeries((c,), first, first + 1, root, Coefficients(session)), x, place)
    except NoSeries:
        pass
    if not has_head(f, S.Times):
        return say("esss", f, x, place)
    # x^a Sin[x] is x^a times a series.
    stays, goes = [], []
    for factor in f.args:
        try:
            leading(factor, x, place, session)
            goes.append(factor)
        except NoSeries:
            stays.append(factor)
    if not goes or all(not contains(g, x) for g in goes):
        return say("esss", f, x, place)
    found = _expanded(product_of(*goes), x, place, order, session, say)
    return None if found is None else Expr(S.Times, (*stays, found))


@builtin("O[x_]", "O[x_, place_]")
def o(x: Any, place: Any = None) -> Any:
    """O[x]^n stands for terms of the order x^n and more in a power series, O[x, a]^n or O[x - a]^n for those of the
    order (x - a)^n. What it is added to becomes a series.

    >>> {E^x + O[x]^3, (1 + x + O[x]^2)^2, Normal[1/(1 - x) + O[x]^3]}
    {1 + x + x^2/2 + O[x]^3, 1 + 2 x + O[x]^2, 1 + x + x^2}
    """
    if place is None:
        place = 0
        if has_head(x, S.Power, 2) and type(x.args[1]) is int and x.args[1] == -1:
            x, place = x.args[0], INFINITY
        if has_head(x, S.Plus, 2):
            symbols = [a for a in x.args if type(a) is Symbol]
            if not symbols:
                return None
            x, place = symbols[-1], sum_of(symbols[-1], product_of(-1, x))
    return expr(S.SeriesData, x, place, make_list(()), 1, 1, 1) if type(x) is Symbol else None


@builtin(
    "SeriesData[x_, place_, terms_, first_, end_, root_]",
    ssdn="A series has no value at the number `1`; Indeterminate is given.",
)
def series_data(
    x: Any, place: Any, terms: Any, first: Any, end: Any, root: Any, *, session: Any, expr: Any, say: Any
) -> Any:
    """SeriesData[x, x0, {a0, a1, ...}, nmin, nmax, den] is the power series a0 (x - x0)^(nmin/den) +
    a1 (x - x0)^((nmin + 1)/den) + ... up to terms of the order (x - x0)^(nmax/den). Series gives such series, and sums,
    products, powers and functions of them are series again.

    >>> s = Series[Exp[x], {x, 0, 3}]; {Log[s], D[s, x], s - 1}
    {x + O[x]^4, 1 + x + x^2/2 + O[x]^3, x + x^2/2 + x^3/6 + O[x]^4}
    """
    if type(x) in NUMBER_TYPES:
        say("ssdn", x)
        return S.Indeterminate
    whole = (first, end, root)
    if not is_list(terms) or not all(type(n) is int for n in whole) or root < 1:
        return None
    if has_head(x, S.SeriesData, 6):
        symbol = S.system("Private`series")
        inner = Expr(S.SeriesData, (symbol, place, terms, *whole))
        return _composed(inner, x, session)
    from ..solving.expansion import of_data, to_data
    from ..solving.powerseries import Coefficients

    made = to_data(of_data(expr, Coefficients(session)), x, place)
    return None if same(made, expr) else made


def _composed(outer: Expr, inner: Expr, session: Any) -> Any:
    """The series outer with the series inner for its variable; None if that is none."""
    from ..solving.expansion import of_data, to_data
    from ..solving.powerseries import Coefficients, NoSeries

    by = Coefficients(session)
    f, u = of_data(outer, by), of_data(inner, by)
    place = outer.args[1]
    if f is None or u is None:
        return None
    try:
        if is_infinite(place):
            u = u.power(-1)
        else:
            u = u.plus(u.constant(product_of(-1, place), u.end))
        u = u.trimmed()
        if u.first <= 0:
            return None
        f = f.trimmed()
        # f is t^first times a power series in t^(1/root)
        t = u.power(rational(1, f.root))
        inside = t.composed([*f.terms, *[0] * (f.end - f.first - len(f.terms))])
        return to_data(inside.times(t.power(f.first)), *inner.args[:2])
    except NoSeries:
        return None


@meeting("SeriesData")
def _reckon(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    """What a function of numbers makes of series, and derivatives and integrals of them."""
    rule = _CALCULUS.get(head)
    if rule is not None:
        return rule(args, session)
    if head in _WRITTEN or not session.definitions[head].attributes & NUMERIC_FUNCTION:
        return None
    data = next(a for a in args if has_head(a, S.SeriesData, 6))
    if len(args) == 1 and head in (S.Plus, S.Times):
        return data
    x, place = data.args[:2]
    whole = Expr(head, args)
    if type(x) is not Symbol:
        return None
    from ..solving.expansion import Expander, of_data, to_data
    from ..solving.powerseries import Coefficients, NoSeries

    found = of_data(data, Coefficients(session))
    if found is None:
        return None
    end = max(-(-found.end // found.root), -(-(found.end - found.first) // found.root), 0) + 1
    try:
        result = Expander(x, place, session, end)(whole).trimmed()
        if any(contains(a, x) and not has_head(a, S.SeriesData) for a in args) or result.end <= 0:
            result = Expander(x, place, session, 2 * end + 4)(whole)  # enough for what the other parts lose
        return to_data(result, x, place)
    except NoSeries:
        return None


def _derivative(args: tuple[Any, ...], session: Any) -> Any:
    data, *specs = args
    if not has_head(data, S.SeriesData, 6) or len(specs) != 1:
        return None
    [spec] = specs
    x, place, terms, first, end, root = data.args
    if is_list(spec) and len(spec) == 2 and type(spec.args[1]) is int and spec.args[1] >= 0:
        y, n = spec.args
        return data if n == 0 else expr(S.D, expr(S.D, data, y), make_list((y, n - 1)))
    if type(spec) is not Symbol or contains(place, spec):
        return None
    if spec is not x:
        return expr(S.SeriesData, x, place, make_list(expr(S.D, c, spec) for c in terms.args), first, end, root)
    if any(contains(c, x) for c in terms.args):
        return None
    exponents = [rational(first + k, root) for k in range(len(terms))]
    sign, shift = (-1, root) if is_infinite(place) else (1, -root)
    slopes = [expr(S.Times, sign, n, c) for n, c in zip(exponents, terms.args)]
    return expr(S.SeriesData, x, place, make_list(slopes), first + shift, end + shift, root)


def _integral(args: tuple[Any, ...], session: Any) -> Any:
    data, *specs = args
    x, place, terms, first, end, root = data.args if has_head(data, S.SeriesData, 6) else (None,) * 6
    if len(specs) != 1 or not same(specs[0], x) or any(contains(c, x) for c in terms.args):
        return None
    sign, shift = (-1, -root) if is_infinite(place) else (1, root)
    found, log = [], None
    for k, c in enumerate(terms.args):
        n = first + k + shift
        if n == 0:
            log = expr(S.Times, c, expr(S.Log, x if is_infinite(place) else sum_of(x, product_of(-1, place))))
        found.append(0 if n == 0 else expr(S.Times, rational(sign * root, n), c))
    if log is not None:  # the logarithm is the constant coefficient
        found[-first - shift] = log
    return expr(S.SeriesData, x, place, make_list(found), first + shift, end + shift, root)


# What is sums, products and powers in other words.
_WRITTEN = frozenset((S.Subtract, S.Divide, S.Minus, S.Sqrt, S.Exp))
_CALCULUS = {S.D: _derivative, S.Integrate: _integral}


def _terms(e: Expr) -> list[tuple[Any, Any]]:
    """(coefficient, power of the variable) of a SeriesData, without those that are 0."""
    x, place, terms, first, _, root = e.args
    base = x if is_infinite(place) else sum_of(x, product_of(-1, place))
    sign = -1 if is_infinite(place) else 1
    pairs = [(c, power_of(base, rational(sign * (first + k), root))) for k, c in enumerate(terms.args)]
    return [(c, p) for c, p in pairs if not (type(c) is int and c == 0)]


def _normal(e: Expr) -> Any:
    if len(e) != 6 or not is_list(e.args[2]):
        return e
    return Expr(S.Plus, tuple([expr(S.Times, expr(S.Normal, c), p) for c, p in _terms(e)]))


NORMAL[S.SeriesData] = _normal


@formatter("SeriesData")
def show_series_data(e: Any, page: Any) -> Any:
    if len(e) != 6 or not is_list(e.args[2]):
        return None
    x, place, _, _, end, root = e.args
    base = expr(S.Power, x, -1) if is_infinite(place) else sum_of(x, product_of(-1, place))
    rest = Expr(S.O, (base,))
    rest = rest if end == root else expr(S.Power, rest, rational(end, root))
    shown = [p if type(c) is int and c == 1 else product_of(c, p) for c, p in _terms(e)]
    return Expr(S.Plus, (*shown, rest)) if shown else rest


# ---- what is asked of series -----------------------------------------------------------------------------------------


@builtin("SeriesCoefficient[series_, n_]", "SeriesCoefficient[f_, specs__]", **_SPECS)
def series_coefficient(
    series: Any = None, n: Any = None, f: Any = None, specs: tuple[Any, ...] = (), *, session: Any, say: Any
) -> Any:
    """SeriesCoefficient[series, n] gives the coefficient of the n-th power in a SeriesData,
    SeriesCoefficient[f, {x, x0, n}] that in the power series of f around x0, SeriesCoefficient[f, {x, x0, n},
    {y, y0, m}, ...] the one in a series of several variables.

    >>> {SeriesCoefficient[Exp[x], {x, 0, 4}], SeriesCoefficient[Series[Tan[x], {x, 0, 6}], 3]}
    {1/24, 1/3}
    """
    if f is None and not is_list(n):
        return _coefficient(series, n)
    f, (spec, *rest) = (series, (n,)) if f is None else (f, specs)
    read = _read(spec, lambda *_: None)
    if read is None or read[2] is None:
        return None
    x, place, order = read
    found = _expanded(f, x, place, order, session, lambda *_: None)
    value = _coefficient(found, order) if has_head(found, S.SeriesData, 6) else None
    return value if value is None or not rest else Expr(S.SeriesCoefficient, (value, *rest))


def _coefficient(series: Any, n: Any) -> Any:
    if not has_head(series, S.SeriesData, 6) or not is_list(series.args[2]):
        return None
    _, _, terms, first, end, root = series.args
    place = product_of(n, root) if type(n) in NUMBER_TYPES else None
    if type(place) is not int:
        return 0 if place is not None else None
    if place >= end:
        return S.Indeterminate
    return terms.args[place - first] if 0 <= place - first < len(terms) else 0


@builtin("InverseSeries[series_]", "InverseSeries[series_, y_]")
def inverse_series(series: Any, y: Any = None, *, session: Any) -> Any:
    """InverseSeries[s] gives the power series of the inverse of the function that a series s stands for,
    InverseSeries[s, y] with y as its variable.

    >>> {InverseSeries[Series[Sin[x], {x, 0, 5}]], InverseSeries[Series[1 + x^2, {x, 0, 3}], y]}
    {x + x^3/6 + (3 x^5)/40 + O[x]^6, Sqrt[-1 + y] + O[-1 + y]^(3/2)}
    """
    from ..solving.expansion import of_data, to_data
    from ..solving.powerseries import Coefficients, NoSeries

    found = of_data(series, Coefficients(session)) if has_head(series, S.SeriesData, 6) else None
    if found is None or is_infinite(series.args[1]):
        return None
    x, place = series.args[:2]
    try:
        c, w = found.without_constant()
        inverse = w.reversed()
    except NoSeries:
        return None
    inverse = inverse.plus(inverse.constant(place, inverse.end))
    return to_data(inverse, x if y is None else y, c)


@builtin("ComposeSeries[series__]")
def compose_series(series: tuple[Any, ...], *, session: Any) -> Any:
    """ComposeSeries[s1, s2, ...] puts the series s2 for the variable of s1, and so on.

    >>> ComposeSeries[Series[Exp[x], {x, 0, 3}], Series[Sin[x], {x, 0, 3}]]
    1 + x + x^2/2 + O[x]^4
    """
    if not all(has_head(s, S.SeriesData, 6) for s in series):
        return None
    total = series[0]
    for s in series[1:]:
        total = _composed(total, s, session)
        if total is None:
            return None
    return total
