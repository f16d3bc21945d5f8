"""Discrete Fourier, cosine and sine transforms of lists of numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin, name
from ..expr import is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Complex
from ..numerics.numeric import numericize, real_value
from ..packed import Packed, from_array

name("FourierParameters", "FourierParameters is an option of Fourier transforms: {a, b} for their factors and signs.")

_MESSAGES = {
    "fftl": "`1` is no list or array of numbers, with at least one of them.",
    "fpopt": "FourierParameters -> `1` is no pair {a, b} of numbers, b not being 0.",
    "fdtt": "The type `1` is none of 1, 2, 3 and 4.",
}


def _array(data: Any, session: Any) -> Any:
    """Nested lists of numbers as a complex array; None of all else."""
    import numpy as np

    if type(data) is Packed:
        return data.array.astype(complex) if data.array.size else None
    data = session.evaluate_expr(numericize(data, None, session)) if is_list(data) else None

    def rows(e: Any) -> Any:
        if is_list(e):
            return [rows(a) for a in e.args]
        return complex(e) if type(e) is Complex else float(e) if type(e) in NUMBER_TYPES else None

    if data is None:
        return None
    try:
        found = np.array(rows(data), dtype=complex)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found.size and np.isfinite(found).all() else None


def _list(values: Any) -> Any:
    """An array of complex numbers as lists of the language."""
    if values.ndim > 1:
        return make_list(map(_list, values))
    return make_list([Complex(z.real, z.imag) for z in values.tolist()])


def _transform(data: Any, options: dict[str, Any], session: Any, say: Any, direction: int) -> Any:
    import numpy as np

    values = _array(data, session)
    if values is None:
        return say("fftl", data)
    given = options["FourierParameters"]
    pair = [real_value(p, session) for p in given.args] if is_list(given) and len(given) == 2 else [None, None]
    if not all(type(p) in REAL_TYPES for p in pair) or not float(pair[1]):
        return say("fpopt", given)
    a, b = map(float, pair)
    for axis, n in enumerate(values.shape):
        values = _along(values, axis, direction * b) / n ** ((1 - direction * a) / 2)
    return _list(np.asarray(values))


def _along(values: Any, axis: int, b: float) -> Any:
    """The sums of u[r] E^(2 Pi I b r s/n) over r along an axis."""
    import numpy as np

    n = values.shape[axis]
    if b == int(b):
        whole = np.fft.ifft(values, axis=axis) * n
        return np.take(whole, int(b) * np.arange(n) % n, axis=axis)
    matrix = np.exp(2j * np.pi * b / n * np.outer(np.arange(n), np.arange(n)))
    return np.moveaxis(np.tensordot(matrix, values, (1, axis)), 0, axis)


_OPTIONS = {"FourierParameters": "{0, 1}"}


@builtin("Fourier[list_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def fourier(list: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Fourier[list] gives the discrete Fourier transform of a list or array of numbers: the sums of
    list[[r]] E^(2 Pi I (r - 1) (s - 1)/n), divided by Sqrt[n].

    FourierParameters -> {a, b} divides by n^((1 - a)/2) and has b in the exponent; {1, -1} is usual elsewhere.

    >>> Fourier[{1, 0, 0, 0}]
    {0.5 + 0. I, 0.5 + 0. I, 0.5 + 0. I, 0.5 + 0. I}
    >>> Chop[Fourier[{1, 2, 3, 4}, FourierParameters -> {1, -1}]]
    {10., -2. + 2. I, -2., -2. - 2. I}
    """
    return _transform(list, options, session, say, 1)


@builtin("InverseFourier[list_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def inverse_fourier(list: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """InverseFourier[list] gives the list whose discrete Fourier transform is list.

    >>> Chop[InverseFourier[Fourier[{1, 2, 3}]]]
    {1., 2., 3.}
    """
    return _transform(list, options, session, say, -1)


# f(numpy, n, r, s) = (the kernel at counts from 0, the weights of the elements, the factor of all)
_Kernel = Callable[[Any, int, Any, Any], tuple[Any, Any, float]]


def _ends(np: Any, n: int, first: float, last: float, inner: float) -> Any:
    weights = np.full(n, inner)
    weights[0], weights[-1] = first, last
    return weights


_COSINES: dict[int, _Kernel] = {
    1: lambda np, n, r, s: (
        np.cos(np.pi / (n - 1 or 1) * r * s),
        _ends(np, n, 0.5, 0.5, 1.0),
        (2 / (n - 1 or 1)) ** 0.5,
    ),
    2: lambda np, n, r, s: (np.cos(np.pi / n * (r + 0.5) * s), np.ones(n), n**-0.5),
    3: lambda np, n, r, s: (np.cos(np.pi / n * r * (s + 0.5)), _ends(np, n, 1.0, 2.0 if n > 1 else 1.0, 2.0), n**-0.5),
    4: lambda np, n, r, s: (np.cos(np.pi / n * (r + 0.5) * (s + 0.5)), np.ones(n), (2 / n) ** 0.5),
}
_SINES: dict[int, _Kernel] = {
    1: lambda np, n, r, s: (np.sin(np.pi / (n + 1) * (r + 1) * (s + 1)), np.ones(n), (2 / (n + 1)) ** 0.5),
    2: lambda np, n, r, s: (np.sin(np.pi / n * (r + 0.5) * (s + 1)), np.ones(n), n**-0.5),
    3: lambda np, n, r, s: (np.sin(np.pi / n * (r + 1) * (s + 0.5)), _ends(np, n, 2.0, 1.0, 2.0), n**-0.5),
    4: lambda np, n, r, s: (np.sin(np.pi / n * (r + 0.5) * (s + 0.5)), np.ones(n), (2 / n) ** 0.5),
}


def _real_transform(list: Any, kind: Any, kernels: dict[int, _Kernel], session: Any, say: Any) -> Any:
    import numpy as np

    if kind not in kernels:
        return say("fdtt", kind)
    values = _array(list, session)
    if values is None:
        return say("fftl", list)
    for axis, n in enumerate(values.shape):
        kernel, weights, factor = kernels[kind](np, n, np.arange(n)[None, :], np.arange(n)[:, None])
        values = np.moveaxis(np.tensordot(kernel * weights * factor, values, (1, axis)), 0, axis)
    return _list(values) if values.imag.any() else from_array(values.real.copy())


@builtin("FourierDCT[list_, kind_:2]", **_MESSAGES)
def fourier_dct(list: Any, kind: Any = 2, *, session: Any, say: Any) -> Any:
    """FourierDCT[list] gives the discrete cosine transform of a list or array of numbers, FourierDCT[list, m] that of
    type m, from 1 to 4. Types 1 and 4 are their own inverses, and 2 and 3 those of each other.

    >>> Round[FourierDCT[FourierDCT[{1, 2, 3}], 3], 10.^-9]
    {1., 2., 3.}
    """
    return _real_transform(list, kind, _COSINES, session, say)


@builtin("FourierDST[list_, kind_:2]", **_MESSAGES)
def fourier_dst(list: Any, kind: Any = 2, *, session: Any, say: Any) -> Any:
    """FourierDST[list] gives the discrete sine transform of a list or array of numbers, FourierDST[list, m] that of
    type m, from 1 to 4.

    >>> Round[FourierDST[FourierDST[{1, 2, 3}], 3], 10.^-9]
    {1., 2., 3.}
    """
    return _real_transform(list, kind, _SINES, session, say)
