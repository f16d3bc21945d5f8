"""Random numbers, choices and samples, from one generator of the session (numpy's PCG64)."""

from __future__ import annotations

import math
from math import prod
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import NULL, RULE, Expr, has_head, is_list, make_list
from ..numerics.arithmetic import add, multiply, subtract
from ..numerics.bigreals import MACHINE_PRECISION
from ..numerics.infinities import is_infinite
from ..numerics.numbers import NUMBER_TYPES, Complex
from ..numerics.numeric import real_value
from ..packed import Packed, from_array, to_array
from .content import MAX_ELEMENTS

_INT64 = 1 << 63
_KEY = "random"


def generator(session: Any) -> Any:
    """The session's numpy generator, made at first use from fresh entropy."""
    g = session.state.get(_KEY)
    if g is None:
        import numpy as np

        g = session.state[_KEY] = np.random.default_rng()
    return g


def _seed_number(seed):
    if type(seed) is int:
        return abs(seed) * 2 + (seed < 0)
    from hashlib import sha256

    return int.from_bytes(sha256(repr(seed).encode()).digest()[:16], "big")


@builtin("SeedRandom[seed_]", "SeedRandom[]", volatile=True)
def seed_random(seed=None, *, session):
    """SeedRandom[n] starts the session's random numbers anew from the seed n; SeedRandom[] from an arbitrary one.

    >>> SeedRandom[1]; a = RandomReal[]; SeedRandom[1]; a == RandomReal[]
    True
    """
    import numpy as np

    if seed is None or seed is S.Automatic:
        session.state[_KEY] = np.random.default_rng()
    else:
        session.state[_KEY] = np.random.default_rng(_seed_number(seed))
    return NULL


@builtin("BlockRandom[expr_]", attributes="HoldFirst Protected", volatile=True)
def block_random(expr, *, session, evaluate):
    """BlockRandom[expr] evaluates expr and puts the random generator back to where it was.

    >>> {BlockRandom[RandomInteger[10^9]] == RandomInteger[10^9]}
    {True}
    """
    g = generator(session)
    state = g.bit_generator.state
    try:
        return evaluate(expr)
    finally:
        session.state[_KEY] = g
        g.bit_generator.state = state


def dimensions_of(n):
    """A number of values or a list of dimensions as a tuple; None for anything else, also for more than can be held."""
    if n is None:
        return ()
    dims = n.args if is_list(n) else (n,)
    good = all(type(d) is int and d >= 0 for d in dims) and prod(dims) <= MAX_ELEMENTS
    return tuple(dims) if good else None


def _range(spec, default_low):
    """(low, high) of x or {low, high}."""
    if is_list(spec) and len(spec) == 2:
        return spec.args
    return (default_low, spec) if not is_list(spec) else (None, None)


def _is_distribution(e):
    return isinstance(e, Expr) and getattr(e.head, "name", "").endswith("Distribution")


def _nested(values, shape):
    """A flat list of expressions in this shape."""
    for d in reversed(shape):
        values = [make_list(values[i : i + d]) for i in range(0, len(values), d)] if d else [make_list(())]
    return values[0]


_RANGE = "Range specification `1` is not a number or a pair of numbers in order."
_ARRAY = "The array dimensions `1` should be a list of non-negative integers."


@builtin(
    "RandomReal[range_:1, n_:Null, OptionsPattern[]]",
    options={"WorkingPrecision": "MachinePrecision"}, volatile=True, unifr=_RANGE, array=_ARRAY,
)  # fmt: skip
def random_real(range_=1, n=None, *, session, say, options):
    """RandomReal[] gives a random real between 0 and 1; RandomReal[{a, b}] one between a and b.

    RandomReal[range, n] gives a list of n, RandomReal[range, {n1, n2, ...}] an array; RandomReal[dist, ...] numbers
    from a distribution.

    >>> 0 <= RandomReal[] <= 1
    True

    >>> Dimensions[RandomReal[{-1, 1}, {2, 3}]]
    {2, 3}
    """
    if _is_distribution(range_):
        return Expr(S.RandomVariate, (range_,) if n is None else (range_, n))
    low, high = (real_value(x, session) for x in _range(range_, 0))
    if low is None or high is None or Complex in (type(low), type(high)):
        say("unifr", range_)
        return None
    shape = dimensions_of(n)
    if shape is None:
        say("array", n)
        return None
    digits = options["WorkingPrecision"]
    if digits is not S.MachinePrecision and type(digits) in (int, float):
        return _big_reals(low, high, shape, float(digits), session)
    try:
        a, b = float(low), float(high)
    except OverflowError:
        a = b = math.inf
    if not math.isfinite(b - a):
        return _big_reals(low, high, shape, MACHINE_PRECISION, session)
    g = generator(session)
    if not shape:
        return a + (b - a) * g.random()
    return Packed(a + (b - a) * g.random(shape))


def _big_reals(low, high, shape, digits, session):
    from math import prod

    from ..numerics.bigreals import big, bits_of
    from ..numerics.numbers import rational

    bits = bits_of(digits)
    unit = [rational(_big_integer(1 << bits, session), 1 << bits) for _ in range(prod(shape))]
    values = [big(add(low, multiply(subtract(high, low), u)), digits) for u in unit]
    return _nested(values, shape)


def _big_integer(limit, session):
    """An integer from 0 to limit - 1, of any size, by rejection."""
    g = generator(session)
    bits = (limit - 1).bit_length()
    while True:
        n = int.from_bytes(g.bytes((bits + 7) // 8), "big") >> (-bits % 8) if bits else 0
        if n < limit:
            return n


@builtin("RandomInteger[]", "RandomInteger[range_]", "RandomInteger[range_, n_]", volatile=True, unifr=_RANGE,
         array=_ARRAY)  # fmt: skip
def random_integer(range_=1, n=None, *, session, say):
    """RandomInteger[] gives 0 or 1; RandomInteger[{a, b}] a random integer from a to b, both included.

    RandomInteger[range, n] gives a list of n, RandomInteger[range, {n1, n2, ...}] an array; RandomInteger[dist, ...]
    numbers from a distribution.

    >>> MemberQ[Range[6], RandomInteger[{1, 6}]]
    True

    >>> Length[RandomInteger[10, 5]]
    5
    """
    if _is_distribution(range_):
        return Expr(S.RandomVariate, (range_,) if n is None else (range_, n))
    low, high = _range(range_, 0)
    if type(low) is not int or type(high) is not int or (is_list(range_) and low > high):
        say("unifr", range_)
        return None
    low, high = min(low, high), max(low, high)
    shape = dimensions_of(n)
    if shape is None:
        say("array", n)
        return None
    if -_INT64 < low and high < _INT64 - 1:
        g = generator(session)
        if not shape:
            return int(g.integers(low, high + 1))
        return Packed(g.integers(low, high + 1, size=shape), max(abs(low), abs(high)))
    from math import prod

    return _nested([low + _big_integer(high - low + 1, session) for _ in range(prod(shape))], shape)


@builtin("RandomComplex[]", "RandomComplex[range_]", "RandomComplex[range_, n_]", volatile=True, unifr=_RANGE,
         array=_ARRAY)  # fmt: skip
def random_complex(range_=None, n=None, *, session, say):
    """RandomComplex[] gives a random complex number in the rectangle from 0 to 1 + I.

    >>> Head[RandomComplex[]]
    Complex
    """
    low, high = (0, Complex(1, 1)) if range_ is None else _range(range_, 0)
    shape = dimensions_of(n)
    if shape is None or type(low) not in NUMBER_TYPES or type(high) not in NUMBER_TYPES:
        say("unifr" if shape is not None else "array", range_ if shape is not None else n)
        return None
    from math import prod

    a, b = (complex(x) if type(x) is Complex else complex(float(x)) for x in (low, high))
    g = generator(session)
    pairs = g.random((prod(shape), 2)).tolist()
    values = [Complex(a.real + (b.real - a.real) * u, a.imag + (b.imag - a.imag) * v) for u, v in pairs]
    return _nested(values, shape)


# ---- choices ---------------------------------------------------------------------------------------------------------


def _population(spec):
    """(weights or None, elements) of a list or of weights -> list."""
    if has_head(spec, RULE, 2):
        weights, elements = spec.args
        w = to_array(weights) if is_list(weights) else None
        if w is None and is_list(weights) and all(type(x) in NUMBER_TYPES for x in weights.args):
            import numpy as np

            w = np.array([float(x) for x in weights.args])
        if w is None or w.ndim != 1 or (w < 0).any() or not w.sum() or not isinstance(elements, Expr):
            return None
        return (w / w.sum(), elements) if len(w) == len(elements) else None
    return (None, spec) if isinstance(spec, Expr) and type(spec.head) is type(S.List) else None


def _take(elements, index):
    """The elements at the positions of an index array, packed if they were."""
    if type(elements) is Packed:
        return from_array(elements.array[index])
    if index.ndim == 0:
        return elements.args[int(index)]
    args = elements.args
    if index.ndim == 1:
        return make_list([args[i] for i in index.tolist()])
    return make_list([_take(elements, row) for row in index])


@builtin("RandomChoice[list_]", "RandomChoice[list_, n_]", volatile=True,
         lrwl="`1` is neither a list with elements nor weights -> elements.", array=_ARRAY)  # fmt: skip
def random_choice(list, n=None, *, session, say):
    """RandomChoice[list] gives one element at random; RandomChoice[list, n] gives n, with repetition.

    RandomChoice[weights -> list] prefers the elements with the greater weights.

    >>> MemberQ[{a, b, c}, RandomChoice[{a, b, c}]]
    True

    >>> RandomChoice[{0, 1} -> {a, b}, 3]
    {b, b, b}
    """
    found = _population(list)
    if found is None or not len(found[1]):
        say("lrwl", list)
        return None
    weights, elements = found
    shape = dimensions_of(n)
    if shape is None:
        say("array", n)
        return None
    import numpy as np

    g = generator(session)
    if weights is None:
        index = np.asarray(g.integers(0, len(elements), size=shape))
    else:
        index = np.asarray(g.choice(len(elements), size=shape, p=weights))
    return _take(elements, index)


@builtin("RandomSample[list_]", "RandomSample[list_, n_]", volatile=True,
         lrwl="`1` is neither a list with elements nor weights -> elements.",
         smplen="A sample of length `1` cannot be greater than the length `2` of the list.")  # fmt: skip
def random_sample(list, n=None, *, session, say):
    """RandomSample[list] gives the elements in random order; RandomSample[list, n] gives n different ones.

    RandomSample[weights -> list, n] prefers the elements with the greater weights.

    >>> Sort[RandomSample[{1, 2, 3, 4}]]
    {1, 2, 3, 4}

    >>> Length[RandomSample[Range[10], 3]]
    3
    """
    found = _population(list)
    if found is None:
        say("lrwl", list)
        return None
    weights, elements = found
    size = len(elements)
    if has_head(n, S.UpTo, 1):
        n = size if is_infinite(n.args[0]) else min(n.args[0], size)
    if n is None:
        n = size
    available = size if weights is None else int((weights > 0).sum())
    if type(n) is not int or n < 0 or n > available:
        if type(n) is int:
            say("smplen", n, available)
        return None
    g = generator(session)
    if weights is None:
        index = g.permutation(size)[:n] if 2 * n > size else g.choice(size, size=n, replace=False)
    else:
        index = g.choice(size, size=n, replace=False, p=weights)
    result = _take(elements, index)
    return result if elements.head is S.List else Expr(elements.head, result.args)


@builtin("RandomPrime[range_]", "RandomPrime[range_, n_]", volatile=True,
         noprime="There are no primes in the range `1`.")  # fmt: skip
def random_prime(range_, n=None, *, session, say):
    """RandomPrime[{a, b}] gives a random prime between a and b; RandomPrime[b] one up to b.

    >>> PrimeQ[RandomPrime[{100, 1000}]]
    True
    """
    from math import prod

    from ..numerics.primes import is_prime, next_prime

    low, high = _range(range_, 2)
    shape = dimensions_of(n)
    if type(low) is not int or type(high) is not int or shape is None:
        return None
    if next_prime(low - 1) > high:
        say("noprime", range_)
        return None
    out = []
    while len(out) < prod(shape):
        p = low + _big_integer(high - low + 1, session)
        if is_prime(p):
            out.append(p)
    return _nested(out, shape)


@builtin("Random[]", "Random[type_]", "Random[type_, range_]", volatile=True)
def random(type_=S.Real, range_=None):
    """Random[] gives a random real between 0 and 1; Random[Integer, {a, b}] calls RandomInteger, and so on.

    >>> IntegerQ[Random[Integer, {1, 10}]]
    True
    """
    heads = {S.Real: S.RandomReal, S.Integer: S.RandomInteger, S.Complex: S.RandomComplex}
    if type_ not in heads:
        return None
    return Expr(heads[type_], () if range_ is None else (range_,))
