"""The table of probability distributions: what is known of each, as texts in the language, and how to look it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from ...grammar import parse
from ..contexts import Contexts
from ..declare import name
from ..expr import Expr, is_list, symbol
from ..numerics.numeric import real_value
from ..reader import ExprBuilder
from ..substitution import substitute
from .random import generator


class Distribution(NamedTuple):
    """What is known of a distribution with parameters p1, p2, ...; texts are in the language.

    draw       numpy: f(generator, parameters, shape) -> array
    defaults   parameters that may be left out; a text is made of the others
    density    PDF at x, cumulative the CDF
    mean, variance, skewness, kurtosis    of the parameters
    quantile   of the probability q
    moment     the r-th moment, r being an integer
    wave       CharacteristicFunction at t
    least, most    the ends of what it can give
    discrete   whether it only gives integers
    """

    draw: Any
    defaults: tuple[Any, ...]
    density: str
    cumulative: str
    mean: str
    variance: str
    skewness: str = ""
    kurtosis: str = ""
    quantile: str = ""
    moment: str = ""
    wave: str = ""
    least: str = "-Infinity"
    most: str = "Infinity"
    discrete: bool = False


DISTRIBUTIONS: dict[str, Distribution] = {}


def distribution(symbol: str, usage: str, defaults: tuple[Any, ...], draw: Any, **texts: Any) -> None:
    """Declare a distribution; `defaults` stand for parameters that are left out."""
    DISTRIBUTIONS[symbol] = Distribution(draw, defaults, **texts)
    name(symbol, usage)


def find(e: Any) -> tuple[Distribution, tuple[Any, ...]] | None:
    """(the distribution, its parameters) of an expression such as NormalDistribution[0, 1]."""
    known = DISTRIBUTIONS.get(getattr(e.head, "name", "")) if isinstance(e, Expr) else None
    if known is None:
        return None
    args = [x for a in e.args for x in (a.args if is_list(a) else (a,))]
    for default in known.defaults[len(args) :]:
        args.append(default(args) if callable(default) else default)
    return known, tuple(args)


# distributions made of others: name -> f(distribution, what is asked, place, evaluate) -> an expression or None
DERIVED: dict[str, Callable[[Expr, str, Any, Any], Any]] = {}
# name -> f(distribution, count, draw, session) -> an array of so many, or None; draw(distribution, count) draws others
DRAWS: dict[str, Callable[[Expr, int, Any, Any], Any]] = {}


@cache
def _read(text: str) -> Any:
    contexts = Contexts()
    contexts.current, contexts.path = _PRIVATE, ["System`"]
    return parse(text, ExprBuilder(contexts))


_PRIVATE = "System`Private`"


def formula(dist: Any, field: str, session: Any, x: Any = None) -> Any:
    """What is known of a distribution, at x if that is of a point; None for what is no distribution or not known."""
    found = find(dist)
    if found is None:
        derived = DERIVED.get(getattr(dist.head, "name", "")) if isinstance(dist, Expr) else None
        return None if derived is None else derived(dist, field, x, session)
    known, parameters = found
    text = getattr(known, field, "")
    if not text:
        return None
    bindings = {symbol(f"{_PRIVATE}p{i}"): p for i, p in enumerate(parameters, 1)}
    if x is not None:
        bindings |= {symbol(_PRIVATE + letter): x for letter in "xqrt"}
    return substitute(_read(text), bindings)


def is_distribution(e: Any) -> bool:
    """Whether PDF and its kin may know something about e."""
    return find(e) is not None or (isinstance(e, Expr) and getattr(e.head, "name", "") in DERIVED)


def draw(dist: Any, count: int, session: Any) -> Any:
    """An array of `count` random numbers or vectors; None if the parameters do not allow it."""
    found = find(dist)
    if found is None:
        derived = DRAWS.get(getattr(dist.head, "name", "")) if isinstance(dist, Expr) else None
        return None if derived is None else derived(dist, count, lambda d, n: draw(d, n, session), session)
    values = [real_value(p, session) for p in found[1]]
    if None in values:
        return None
    try:
        return found[0].draw(generator(session), [float(v) for v in values], count)
    except (ArithmeticError, IndexError, TypeError, ValueError):
        return None
