"""Linear algebra: products of vectors and matrices, norms, special matrices, and conversions to machine arrays."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Complex, rational
from ..packed import Packed, pack, to_array
from .arrays import dimensions_of
from .content import MAX_ELEMENTS, from_numbers
from .positions import is_infinite

INT64 = 2**63
FEW_PRODUCTS = 256  # up to here Python is as fast as numpy
Rows = list[list[Any]]


class Field:
    """The arithmetic of matrix elements: Python's own for exact numbers, the evaluator's for everything else."""

    def __init__(self, evaluate: Callable[[Any], Any]) -> None:
        self.evaluate = evaluate

    def sum_of_products(self, a: Any, b: Any) -> Any:
        if all(type(x) is int for x in a) and all(type(x) is int for x in b):
            return sum([x * y for x, y in zip(a, b, strict=True)])
        return self.evaluate(Expr(S.Plus, tuple([expr(S.Times, x, y) for x, y in zip(a, b, strict=True)])))

    def combination(self, a: Any, c: Any, b: Any) -> Any:
        """a - c b, brought into the simplest form that shows a zero."""
        return self.simple(expr(S.Plus, a, expr(S.Times, -1, c, b)))

    def simple(self, e: Any) -> Any:
        e = self.evaluate(e)
        if type(e) in NUMBER_TYPES:
            return e
        if not isinstance(e, Expr):
            return e
        e = self.evaluate(expr(S.Together, e))
        if not isinstance(e, Expr) or self.evaluate(expr(S.NumericQ, e)) is not S.True_:
            return e
        size = self.evaluate(expr(S.Quiet, expr(S.N, expr(S.Abs, e), 40)))
        if type(size) in REAL_TYPES and float(size) < 1e-35:  # roots that cancel
            return 0
        return min(e, self.evaluate(expr(S.Expand, e)), key=lambda x: self.evaluate(expr(S.LeafCount, x)))

    def quotient(self, a: Any, b: Any) -> Any:
        return self.simple(expr(S.Times, a, expr(S.Power, b, -1)))


def is_zero(x: Any) -> bool:
    return type(x) in (int, float) and x == 0 or type(x) is Complex and complex(x) == 0


def matrix_rows(e: Any) -> Rows | None:
    """The rows of a matrix as Python lists; None if it is none."""
    if not is_list(e) or not e.args:
        return None
    if type(e) is Packed:
        return e.array.tolist() if e.array.ndim == 2 else None
    rows = [list(r.args) if is_list(r) else None for r in e.args]
    if any(r is None or len(r) != len(rows[0] or ()) or any(is_list(x) for x in r) for r in rows):
        return None
    return rows  # type: ignore[return-value]


def from_rows(rows: Rows) -> Expr:
    flat = [x for r in rows for x in r]
    packed = pack(flat)
    if type(packed) is Packed and rows[0]:
        return from_numbers(packed.array.reshape(len(rows), len(rows[0])))
    return make_list(make_list(r) for r in rows)


def square(name: str, m: Any, say: Any) -> Rows | None:
    rows = matrix_rows(m)
    if rows is None or len(rows) != len(rows[0]):
        if isinstance(m, Expr) or type(m) in NUMBER_TYPES:
            say("matsq", m, getattr(S, name))
        return None
    return rows


MATSQ = "Argument `1` of `2` is not a non-empty square matrix."


def machine_matrix(rows: Rows) -> Any:
    """The matrix as floats if it has any and all its elements are real numbers; else None."""
    if not any(type(x) is float for r in rows for x in r) or not all(type(x) in REAL_TYPES for r in rows for x in r):
        return None
    import numpy as np

    try:
        return np.array([[float(x) for x in r] for r in rows])
    except OverflowError:
        return None


def complex_matrix(rows: Rows) -> Any:
    """The matrix as complex floats if some part of it is a machine number; else None."""
    kinds = {type(x) for r in rows for x in r}
    if not kinds <= {int, float, Complex} | set(REAL_TYPES) or Complex not in kinds:
        return None
    if not any(type(x) is float or (type(x) is Complex and float in (type(x.re), type(x.im))) for r in rows for x in r):
        return None
    import numpy as np

    return np.array([[complex(x) if type(x) is Complex else complex(float(x)) for x in r] for r in rows])


def from_complex(array: Any) -> Any:
    """A complex array as nested lists of Complex numbers."""
    if array.ndim == 0:
        z = array.item()
        return Complex(z.real, z.imag)
    return make_list(from_complex(x) for x in array)


# ---- products --------------------------------------------------------------------------------------------------------


@builtin(
    "Dot[factors___]", attributes="Flat OneIdentity Protected", dotsh="Tensors `1` and `2` have incompatible shapes."
)
def dot(factors: tuple[Any, ...], *, evaluate: Any, say: Any) -> Any:
    """Dot[a, b, c] or a . b . c is the product of vectors, matrices and tensors.

    It sums over the last index of one and the first of the next.

    >>> {1, 2} . {3, 4}
    11
    >>> {{1, 2}, {3, 4}} . {x, y}
    {x + 2 y, 3 x + 4 y}
    """
    if len(factors) < 2:
        return factors[0] if factors else None
    done = [factors[0]]
    changed = False
    for b in factors[1:]:
        a = done[-1]
        if is_list(a) and is_list(b):
            product = _product(a, b, evaluate)
            if product is None:
                say("dotsh", a, b)
                return None
            done[-1] = product
            changed = True
        else:
            done.append(b)
    if not changed:
        return None
    return done[0] if len(done) == 1 else Expr(S.Dot, tuple(done))


def _product(a: Expr, b: Expr, evaluate: Any) -> Any:
    left, right = dimensions_of(a), dimensions_of(b)
    if not left or not right or left[-1] != right[0]:
        return None
    # by size alone, so that packed and plain lists round alike
    fast = machine_product(a, b, left[-1]) if math.prod(left) * math.prod(right[1:]) >= FEW_PRODUCTS else None
    if fast is not None:
        return fast
    field = Field(evaluate)
    if _any_float(a) | _any_float(b) == 1:  # one machine number makes all of the product machine numbers
        products: Callable[[Any, Any], Any] = lambda x, y: machine_sum(x, y, field)  # noqa: E731
    else:
        products = field.sum_of_products
    columns = [b.args] if len(right) == 1 else None

    def multiply(x: Any, level: int) -> Any:
        if level < len(left):
            return make_list(multiply(y, level + 1) for y in x.args)
        if columns is not None:
            return products(x.args, columns[0])
        return right_side(x.args, list(b.args), len(right))

    def right_side(row: Any, items: list[Any], depth: int) -> Any:
        if depth == 1:
            return products(row, items)
        return make_list(
            right_side(row, list(column), depth - 1) for column in zip(*[y.args for y in items], strict=True)
        )

    return multiply(a, 1)


def machine_product(a: Expr, b: Expr, n: int) -> Any:
    """The product by numpy if both are arrays of machine numbers and it is exact or finite; else None."""
    x, y = to_array(a), to_array(b)
    if x is None or y is None:
        return None
    import numpy as np

    if x.dtype.kind == y.dtype.kind == "i":
        bounds = [e.bound if type(e) is Packed else int(np.abs(v).max()) if v.size else 0 for e, v in ((a, x), (b, y))]
        if bounds[0] * bounds[1] * n >= INT64:
            return None
        if x.ndim == y.ndim == 2 and bounds[0] * bounds[1] * n < 2**53:
            return from_numbers(np.rint(x.astype(np.float64) @ y.astype(np.float64)).astype(np.int64))
        return _as_element(np.tensordot(x, y, 1))
    product = np.tensordot(x.astype(np.float64), y.astype(np.float64), 1)
    return _as_element(product) if np.isfinite(product).all() else None


def _as_element(array: Any) -> Any:
    return array.item() if array.ndim == 0 else from_numbers(array)


def _any_float(e: Any) -> int:
    """1 if there are floats among nothing but floats and ints, 0 without floats, 2 if there is something else."""
    if type(e) is Packed:
        return int(not e.is_integer)
    found = 0
    for x in e.args:
        found |= _any_float(x) if is_list(x) else {int: 0, float: 1}.get(type(x), 2)
    return found


def machine_sum(x: Any, y: Any, field: Field) -> Any:
    try:
        total = 0.0
        for a, b in zip(x, y, strict=True):
            total += float(a) * float(b)
    except OverflowError:
        return field.sum_of_products(x, y)
    return total if total - total == 0.0 else field.sum_of_products(x, y)


@builtin(
    "Cross[vectors__]", nonn1="The arguments should be vectors of equal length, one less in number than their length."
)
def cross(vectors: tuple[Any, ...], *, say: Any) -> Any:
    """Cross[a, b] gives the vector product of two vectors of length 3; n - 1 vectors of length n have one too.

    >>> Cross[{1, 0, 0}, {0, 1, 0}]
    {0, 0, 1}
    """
    n = len(vectors) + 1
    if not all(is_list(v) for v in vectors):
        return None
    if not all(len(v) == n for v in vectors):
        say("nonn1")
        return None
    rows = [list(v.args) for v in vectors]
    out = []
    for k in range(n):
        minor = [r[:k] + r[k + 1 :] for r in rows]
        sign = 1 if (k + n - 1) % 2 == 0 else -1
        out.append(expr(S.Times, sign, leibniz(minor)))
    return make_list(out)


def leibniz(rows: Rows) -> Any:
    """A small determinant by expansion along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for k, x in enumerate(rows[0]):
        minor = leibniz([r[:k] + r[k + 1 :] for r in rows[1:]])
        terms.append(expr(S.Times, -1 if k % 2 else 1, x, minor))
    return Expr(S.Plus, tuple(terms))


@builtin("Norm[v_]", "Norm[v_, p_]", nvm="The first argument of Norm should be a number, vector, or matrix.")
def norm(v: Any, p: Any = 2, *, evaluate: Any, say: Any) -> Any:
    """Norm[v] gives the length of a vector or the absolute value of a number; Norm[v, p] the p-norm.

    The norm of a matrix is its greatest singular value, Norm[m, "Frobenius"] treats it as a vector.

    >>> Norm[{3, 4}]
    5
    >>> Norm[{a, b}, 1]
    Abs[a] + Abs[b]
    """
    if not isinstance(v, Expr) or not is_list(v):
        return expr(S.Abs, v) if type(v) in NUMBER_TYPES or not isinstance(v, Expr) and type(v) is not str else None
    shape = dimensions_of(v)
    rows = matrix_rows(v) if len(shape) > 1 else None
    if len(shape) > 1 and rows is None or not len(v):
        say("nvm", v)
        return None
    if rows is not None:
        return _matrix_norm(v, rows, p, evaluate)
    if p in (2, "Frobenius") and type(v) is Packed and not v.is_integer:
        import numpy as np

        found = float(np.linalg.norm(v.array))
        if np.isfinite(found):
            return found
    sizes = [expr(S.Abs, x) for x in v.args]
    if is_infinite(p):
        return Expr(S.Max, tuple(sizes))
    if p == 1:
        return Expr(S.Plus, tuple(sizes))
    p = 2 if p == "Frobenius" else p
    return expr(S.Power, Expr(S.Plus, tuple([expr(S.Power, x, p) for x in sizes])), expr(S.Power, p, -1))


def _matrix_norm(v: Any, rows: Rows, p: Any, evaluate: Any) -> Any:
    sizes = [[expr(S.Abs, x) for x in r] for r in rows]
    if p == 1:
        return Expr(S.Max, tuple([Expr(S.Plus, c) for c in zip(*sizes, strict=True)]))
    if is_infinite(p):
        return Expr(S.Max, tuple([Expr(S.Plus, tuple(r)) for r in sizes]))
    if p == "Frobenius":
        return expr(S.Norm, make_list(x for r in rows for x in r))
    array = machine_matrix(rows)
    if p == 2 and array is not None:
        import numpy as np

        return float(np.linalg.norm(array, 2))
    if p == 2:
        found = evaluate(expr(S.SingularValueList, v))
        return Expr(S.Max, (0, *found.args)) if is_list(found) else None
    return None


@builtin("Normalize[v_]", "Normalize[v_, f_]")
def normalize(v: Any, f: Any = S.Norm, *, evaluate: Any) -> Any:
    """Normalize[v] gives v divided by its norm, and v itself if that is zero; Normalize[v, f] uses the norm function f.

    >>> Normalize[{3, 4}]
    {3/5, 4/5}
    """
    size = evaluate(Expr(f, (v,)))
    return v if is_zero(size) else expr(S.Times, v, expr(S.Power, size, -1))


@builtin("Projection[u_, v_]")
def projection(u: Any, v: Any) -> Any:
    """Projection[u, v] gives the projection of the vector u onto v.

    >>> Projection[{1, 1}, {2, 0}]
    {1, 0}
    """
    conjugate = expr(S.Conjugate, v)
    return expr(S.Times, expr(S.Dot, u, conjugate), expr(S.Power, expr(S.Dot, v, conjugate), -1), v)


@builtin("KroneckerProduct[matrices__]")
def kronecker_product(matrices: tuple[Any, ...]) -> Any:
    """KroneckerProduct[m1, m2, ...] gives the matrix of blocks m1_ij m2.

    >>> KroneckerProduct[{{1, 2}}, {{a, b}}]
    {{a, b, 2 a, 2 b}}
    """
    rows = matrix_rows(matrices[0])
    if rows is None:
        return None
    for m in matrices[1:]:
        other = matrix_rows(m)
        if other is None:
            return None
        rows = [[expr(S.Times, x, y) for x in r for y in s] for r in rows for s in other]
    return make_list(make_list(r) for r in rows)


# ---- special matrices ------------------------------------------------------------------------------------------------


@builtin("IdentityMatrix[n_]", intpm="Positive integer or pair of positive integers expected instead of `1`.")
def identity_matrix(n: Any, *, say: Any) -> Any:
    """IdentityMatrix[n] gives the n by n identity matrix, IdentityMatrix[{m, n}] one of m rows and n columns.

    >>> IdentityMatrix[2]
    {{1, 0}, {0, 1}}
    """
    sizes = n.args if is_list(n) else (n, n)
    if len(sizes) != 2 or not all(type(k) is int and k > 0 for k in sizes):
        say("intpm", n)
        return None
    if sizes[0] * sizes[1] > MAX_ELEMENTS:
        say("nomem", sizes[0] * sizes[1])
        return None
    if sizes[0] * sizes[1] >= 64:
        import numpy as np

        return Packed(np.eye(*sizes, dtype=np.int64), 1)
    return make_list(make_list(int(i == j) for j in range(sizes[1])) for i in range(sizes[0]))


@builtin("DiagonalMatrix[list_]", "DiagonalMatrix[list_, k_Integer]", "DiagonalMatrix[list_, k_Integer, n_Integer]")
def diagonal_matrix(list: Any, k: int = 0, n: int | None = None, *, say: Any) -> Any:
    """DiagonalMatrix[list] gives the matrix with the elements of list on its diagonal.

    DiagonalMatrix[list, k] puts them on the k-th diagonal above it, DiagonalMatrix[list, k, n] in an n by n matrix.

    >>> DiagonalMatrix[{a, b}]
    {{a, 0}, {0, b}}
    """
    if not is_list(list):
        return None
    items = list.args
    size = len(items) + abs(k) if n is None else n
    if size**2 > MAX_ELEMENTS:
        return say("nomem", size**2)
    rows = [[0] * size for _ in range(size)]
    for i, x in enumerate(items):
        row, column = (i, i + k) if k >= 0 else (i - k, i)
        if row < size and column < size:
            rows[row][column] = x
    return from_rows(rows)


def _made_from_indices(name: str, element: Callable[[int, int], Any], usage: str, example: str) -> None:
    def make(n: Any, *, say: Any) -> Any:
        sizes = n.args if is_list(n) else (n, n)
        if len(sizes) != 2 or not all(type(k) is int and k > 0 for k in sizes):
            return None
        if sizes[0] * sizes[1] > MAX_ELEMENTS:
            return say("nomem", sizes[0] * sizes[1])
        return make_list(make_list(element(i, j) for j in range(1, sizes[1] + 1)) for i in range(1, sizes[0] + 1))

    make.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[n_]")(make)


_made_from_indices(
    "HilbertMatrix",
    lambda i, j: rational(1, i + j - 1),
    "HilbertMatrix[n] gives the matrix of 1/(i + j - 1).",
    ">>> HilbertMatrix[2]\n    {{1, 1/2}, {1/2, 1/3}}",
)


@builtin("ConjugateTranspose[m_]")
def conjugate_transpose(m: Any) -> Any:
    """ConjugateTranspose[m] gives the transposed matrix with its elements conjugated.

    >>> ConjugateTranspose[{{1, I}, {0, 1}}]
    {{1, 0}, {-I, 1}}
    """
    return expr(S.Conjugate, expr(S.Transpose, m)) if matrix_rows(m) is not None else None
