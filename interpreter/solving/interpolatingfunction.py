"""InterpolatingFunction: a function that goes through data on a grid, as a value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import Expr, Value, expr, is_list, make_list
from ..numerics.algebra import product_of
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, is_inexact, rational
from ..packed import from_array
from .formula import machine, number
from .interpolants import Axis, combined, exact_weights, fraction, integrated, polynomial_axis, spline_axis

_POLYNOMIAL, _SPLINE, _INTEGRAL = "Hermite", "Spline", "Integral"


class InterpolatingFunction(Value):
    """Data on a grid and how to go through them.

    method   "Hermite", "Spline", or "Integral" for that of such a function over its one variable
    orders   the degree along every axis
    derived  the order of the derivative along every axis
    periods  True for axes along which the function repeats itself
    given    how many numbers are known at a point: the value, the first derivative, ... (of one variable)
    grids    the places along every axis, numbers of the language in ascending order
    values   nested lists of the language, an axis a level, with `given` entries at a point if those are more than one
    """

    def __init__(
        self,
        method: str,
        orders: tuple[int, ...],
        derived: tuple[int, ...],
        periods: tuple[bool, ...],
        given: int,
        grids: tuple[tuple[Any, ...], ...],
        values: Any,
    ) -> None:
        super().__init__(S.InterpolatingFunction)
        self.method, self.orders, self.derived, self.periods = method, orders, derived, periods
        self.given, self.grids, self.values = given, grids, values

    def arguments(self) -> tuple[Any, ...]:
        flags = make_list([S.True_ if p else S.False_ for p in self.periods])
        kind = make_list((self.method, make_list(self.orders), make_list(self.derived), flags, self.given))
        return self.domain, kind, make_list(map(make_list, self.grids)), self.values

    def __reduce__(self) -> tuple[Any, ...]:
        fields = (self.method, self.orders, self.derived, self.periods, self.given, self.grids, self.values)
        return InterpolatingFunction, fields

    @property
    def domain(self) -> Expr:
        return make_list(make_list((grid[0], grid[-1])) for grid in self.grids)

    @cached_property
    def exact(self) -> bool:
        """True if exact places have exact values."""
        numbers = [x for grid in self.grids for x in grid]
        return self.method == _POLYNOMIAL and not any(self.periods) and not any(map(is_inexact, numbers))

    @cached_property
    def table(self) -> np.ndarray:
        """The data as an array, all that is known along an axis one behind the other."""
        found = _array(self.values)
        for axis, periodic in enumerate(self.periods):
            if periodic:
                reach = np.arange(-self.orders[axis] - 1, len(self.grids[axis]) + self.orders[axis] + 1)
                found = np.take(found, reach % (len(self.grids[axis]) - 1), axis=axis)
        return found.reshape(-1, *found.shape[2:]) if self.given > 1 else found

    @property
    def finite(self) -> bool:
        return self.table.dtype.kind in "fc" and bool(np.isfinite(self.table).all())

    def closes(self, axis: int) -> bool:
        """True if the values at both ends of an axis are the same, whatever the derivatives there are."""
        ends = np.moveaxis(_array(self.values), axis, 0)[[0, -1]]
        first, last = ends[:, 0] if self.given > 1 else ends
        return bool(np.allclose(first, last, rtol=1e-12, atol=1e-12 * float(np.abs(self.table).max())))

    @cached_property
    def pieces(self) -> tuple[list[Axis], np.ndarray]:
        """The axes, and the coefficients that they weigh."""
        nodes = [np.array([float(x) for x in grid]) for grid in self.grids]
        for i, periodic in enumerate(self.periods):
            if periodic:
                k, z = self.orders[i] + 1, nodes[i]
                period = z[-1] - z[0]
                nodes[i] = np.concatenate([z[-k - 1 : -1] - period, z, z[1 : k + 1] + period])
        coefficients, axes = self.table, []
        for i, (z, order) in enumerate(zip(nodes, self.orders, strict=True)):
            if self.method == _SPLINE:
                axis, matrix = spline_axis(z, order)
                flat = np.moveaxis(coefficients, i, 0)
                solved = np.linalg.solve(matrix, flat.reshape(len(flat), -1)).reshape(flat.shape)
                coefficients = np.moveaxis(solved, 0, i)
            else:
                axis = polynomial_axis(z, order, self.given)
            axes.append(axis)
        if self.method == _INTEGRAL:
            axis, coefficients = integrated(axes[0], coefficients)
            axes = [axis]
        return axes, coefficients

    def at(self, x: np.ndarray) -> np.ndarray:
        """The values at the rows of x."""
        axes, coefficients = self.pieces
        for i, periodic in enumerate(self.periods):
            if periodic:
                low, high = float(self.grids[i][0]), float(self.grids[i][-1])
                x = x.copy()
                x[:, i] = low + (x[:, i] - low) % (high - low)
        return combined(axes, coefficients, x, self.derived)

    def exactly(self, point: Sequence[Any]) -> Any:
        """The value at exact places, of data that may be any expressions."""
        found = [
            exact_weights([_fraction(z) for z in grid], order, self.given, _fraction(x), derivative)
            for grid, order, x, derivative in zip(self.grids, self.orders, point, self.derived, strict=True)
        ]
        terms = []
        for places in product(*[range(len(weights)) for _, weights in found]):
            weight = 1
            value = self.values
            for (start, weights), i in zip(found, places, strict=True):
                weight = product_of(weight, rational(weights[i].numerator, weights[i].denominator))
                position = start + i
                value = value.args[position // self.given]
                value = value.args[position % self.given] if self.given > 1 else value
            if weight != 0:
                terms.append(expr(S.Times, weight, value))
        return Expr(S.Plus, tuple(terms)) if terms else 0

    def differentiated(self, orders: Sequence[int]) -> InterpolatingFunction | None:
        """The derivative of these orders; None if there are not as many variables."""
        if len(orders) != len(self.grids):
            return None
        derived = tuple([a + b for a, b in zip(self.derived, orders, strict=True)])
        return InterpolatingFunction(
            self.method, self.orders, derived, self.periods, self.given, self.grids, self.values
        )

    def antiderivative(self) -> InterpolatingFunction | None:
        """The integral of a function of one variable from its first place on; None if that is not known."""
        if len(self.grids) != 1 or any(self.periods) or self.method != _POLYNOMIAL or self.derived[0] > 1:
            return None
        method = _POLYNOMIAL if self.derived[0] else _INTEGRAL
        return InterpolatingFunction(method, self.orders, (0,), self.periods, self.given, self.grids, self.values)

    def outside(self, x: np.ndarray) -> np.ndarray | None:
        """The first row that is outside the domain, if there is one."""
        bad = np.zeros(len(x), bool)
        for i, (grid, periodic) in enumerate(zip(self.grids, self.periods, strict=True)):
            if not periodic:
                bad |= (x[:, i] < float(grid[0])) | (x[:, i] > float(grid[-1]))
        where = np.flatnonzero(bad)
        return x[where[0]] if len(where) else None


def _fraction(x: Any) -> Any:
    found = fraction(x)
    assert found is not None
    return found


def _array(values: Any) -> np.ndarray:
    """Nested lists of numbers as an array of reals, or of complex numbers."""

    def rows(e: Any) -> Any:
        return [rows(a) for a in e.args] if is_list(e) else machine(e)

    try:
        found = np.array(rows(values))
    except ValueError:  # lists of different lengths
        return np.array([np.nan])
    return found if found.dtype.kind == "c" else found.astype(float)


def applied(f: InterpolatingFunction, args: tuple[Any, ...], session: Any, say: Any) -> Any:
    """f[x, y, ...] at numbers or at lists of them; None if something else is among the arguments."""
    if len(args) != len(f.grids):
        return None
    if all(type(a) in REAL_TYPES for a in args):
        point = np.array([[float(a) for a in args]])
        _warn(f, point, args, say)
        if f.exact and not any(map(is_inexact, args)):
            return f.exactly(args)
        return _shown(f.at(point)[0])
    if not all(is_list(a) for a in args):
        return None
    columns = [_column(a) for a in args]
    if any(c is None or c.shape != columns[0].shape for c in columns) or f.exact and not _any_inexact(args[0]):
        rows = list(zip(*[a.args for a in args], strict=False))
        return make_list(Expr(f, row) for row in rows) if len({len(a) for a in args}) == 1 else None
    points = np.stack([c.ravel() for c in columns], axis=1)
    _warn(f, points, None, say)
    values = f.at(points)
    return _shown(values.reshape(*columns[0].shape, *values.shape[1:]))


def _column(e: Any) -> Any:
    """A nested list of real numbers as an array; None of all else."""
    found = _array(e)
    return found if found.dtype.kind == "f" and np.isfinite(found).all() else None


def _any_inexact(e: Any) -> bool:
    return any(map(_any_inexact, e.args)) if is_list(e) else type(e) in NUMBER_TYPES and is_inexact(e)


def _warn(f: InterpolatingFunction, points: np.ndarray, written: Any, say: Any) -> None:
    outside = f.outside(points)
    if outside is not None:
        say("dmval", make_list(written or map(number, outside.tolist())))


def _shown(values: np.ndarray) -> Any:
    if values.dtype.kind != "c":
        return from_array(values)
    if values.ndim:
        return make_list(map(_shown, values))
    z = complex(values)
    return number(z if z.imag else z.real)


# ---- what is known of such a function --------------------------------------------------------------------------------

PROPERTIES = {
    "Coordinates": lambda f: make_list(map(make_list, f.grids)),
    "DerivativeOrder": lambda f: make_list(f.derived),
    "Domain": lambda f: f.domain,
    "Grid": lambda f: _grid(f.grids),
    "InterpolationMethod": lambda f: f.method,
    "InterpolationOrder": lambda f: make_list(f.orders),
    "Periodicity": lambda f: make_list([S.True_ if p else S.False_ for p in f.periods]),
    "ValuesOnGrid": lambda f: _on_grid(f),
    "Properties": lambda f: make_list(sorted(PROPERTIES)),
}


def _grid(grids: tuple[tuple[Any, ...], ...], before: tuple[Any, ...] = ()) -> Expr:
    if not grids:
        return make_list(before)
    return make_list(_grid(grids[1:], (*before, x)) for x in grids[0])


def _on_grid(f: InterpolatingFunction) -> Any:
    if f.given == 1 and not any(f.derived) and f.method != _INTEGRAL:
        return f.values

    def values(grids: tuple[tuple[Any, ...], ...], before: tuple[Any, ...]) -> Any:
        return make_list(values(grids[1:], (*before, x)) for x in grids[0]) if grids else Expr(f, before)

    return values(f.grids, ())


def read(kind: Any, grids: Any, values: Any) -> InterpolatingFunction | None:
    """The function that its own arguments describe; None if they describe none."""
    if not (is_list(kind) and len(kind) == 5 and all(map(is_list, kind.args[1:4]))):
        return None
    if not (is_list(grids) and all(is_list(g) and len(g) for g in grids.args) and is_list(values)):
        return None
    method, orders, derived, periods, given = kind.args
    if not len(orders) == len(derived) == len(periods) == len(grids):
        return None
    flags = tuple([p is S.True_ for p in periods.args])
    places = tuple([g.args for g in grids.args])
    return InterpolatingFunction(method, orders.args, derived.args, flags, given, places, values)
