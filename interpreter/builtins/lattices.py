"""Matrices of integers: reduced bases of lattices, the forms of Hermite and Smith."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..declare import builtin
from ..expr import make_list
from .linear import Rows, from_rows, matrix_rows


def _integers(m: Any) -> Rows | None:
    rows = matrix_rows(m)
    return rows if rows is not None and all(type(x) is int for r in rows for x in r) else None


def _identity(n: int) -> Rows:
    return [[int(i == j) for j in range(n)] for i in range(n)]


def _less(a: list[int], q: int, b: list[int]) -> list[int]:
    """a - q b."""
    return [x - q * y for x, y in zip(a, b, strict=True)]


@builtin("LatticeReduce[m_]", latm="`1` is not a matrix of integers.")
def lattice_reduce(m: Any, *, say: Any) -> Any:
    """LatticeReduce[{v1, v2, ...}] gives short vectors that generate the same lattice of integer vectors, by the
    algorithm of Lenstra, Lenstra and Lovasz.

    >>> LatticeReduce[{{12, 2}, {13, 4}}]
    {{1, 2}, {9, -4}}
    """
    basis = _integers(m)
    if basis is None:
        say("latm", m)
        return None
    basis = [r for r in basis if any(r)]
    k = 1
    while k < len(basis):
        mu, norms = _orthogonal(basis)
        if 0 in norms:  # a vector depends on those before it: integer combinations make one of them zero
            basis = _independent(basis)
            k = 1
            continue
        for j in range(k - 1, -1, -1):
            q = round(mu[k][j])
            if q:
                basis[k] = _less(basis[k], q, basis[j])
                mu, norms = _orthogonal(basis)
        if norms[k] >= (Fraction(3, 4) - mu[k][k - 1] ** 2) * norms[k - 1]:
            k += 1
        else:
            basis[k], basis[k - 1] = basis[k - 1], basis[k]
            k = max(k - 1, 1)
    return from_rows(basis) if basis else make_list(())


def _orthogonal(basis: Rows) -> tuple[list[list[Fraction]], list[Fraction]]:
    """(the coefficients of Gram and Schmidt, the squares of the orthogonal vectors)."""
    done: list[list[Fraction]] = []
    mu: list[list[Fraction]] = []
    norms: list[Fraction] = []
    for v in basis:
        rest = [Fraction(x) for x in v]
        row = []
        for w, n in zip(done, norms, strict=True):
            c = sum(x * y for x, y in zip(v, w, strict=True)) / n if n else Fraction(0)
            row.append(c)
            rest = [x - c * y for x, y in zip(rest, w, strict=True)]
        mu.append(row)
        done.append(rest)
        norms.append(sum((x * x for x in rest), Fraction(0)))
    return mu, norms


def _independent(basis: Rows) -> Rows:
    return [r for r in hermite(basis)[1] if any(r)]


def hermite(rows: Rows) -> tuple[Rows, Rows]:
    """(u, r) with u . rows == r in echelon form: pivots positive, what stands above them not negative and smaller."""
    r = [row[:] for row in rows]
    u = _identity(len(r))
    at = 0
    for column in range(len(r[0])):
        while True:
            below = [i for i in range(at, len(r)) if r[i][column]]
            if not below:
                break
            best = min(below, key=lambda i: abs(r[i][column]))
            r[at], r[best], u[at], u[best] = r[best], r[at], u[best], u[at]
            for i in range(at + 1, len(r)):
                q = r[i][column] // r[at][column]
                if q:
                    r[i], u[i] = _less(r[i], q, r[at]), _less(u[i], q, u[at])
            if not any(r[i][column] for i in range(at + 1, len(r))):
                break
        if at < len(r) and r[at][column]:
            if r[at][column] < 0:
                r[at], u[at] = [-x for x in r[at]], [-x for x in u[at]]
            for i in range(at):
                q = r[i][column] // r[at][column]
                if q:
                    r[i], u[i] = _less(r[i], q, r[at]), _less(u[i], q, u[at])
            at += 1
        if at == len(r):
            break
    return u, r


@builtin("HermiteDecomposition[m_]", latm="`1` is not a matrix of integers.")
def hermite_decomposition(m: Any, *, say: Any) -> Any:
    """HermiteDecomposition[m] gives {u, r}: u . m == r for a matrix of integers, with a u of determinant 1 or -1 and r
    in echelon form.

    >>> HermiteDecomposition[{{1, 2}, {3, 4}}]
    {{{-2, 1}, {3, -1}}, {{1, 0}, {0, 2}}}
    """
    rows = _integers(m)
    if rows is None:
        say("latm", m)
        return None
    u, r = hermite(rows)
    return make_list([from_rows(u), from_rows(r)])


def _transposed(rows: Rows) -> Rows:
    return [list(c) for c in zip(*rows, strict=True)]


def smith(rows: Rows) -> tuple[Rows, Rows, Rows]:
    """(u, d, v) with u . rows == d . inverse of v: d diagonal, each element a divisor of the next."""
    d = [r[:] for r in rows]
    u, v = _identity(len(d)), _identity(len(d[0]))
    for k in range(min(len(d), len(d[0]))):
        while True:
            places = [(abs(d[i][j]), i, j) for i in range(k, len(d)) for j in range(k, len(d[0])) if d[i][j]]
            if not places:
                return u, d, v
            _, i, j = min(places)
            d[k], d[i], u[k], u[i] = d[i], d[k], u[i], u[k]
            for row in (*d, *v):
                row[k], row[j] = row[j], row[k]
            if not _cleared(d, u, v, k):
                continue
            wrong = next((i for i in range(k + 1, len(d)) for x in d[i][k + 1 :] if x % d[k][k]), None)
            if wrong is None:
                break
            d[k], u[k] = _less(d[k], -1, d[wrong]), _less(u[k], -1, u[wrong])
        if d[k][k] < 0:
            d[k], u[k] = [-x for x in d[k]], [-x for x in u[k]]
    return u, d, v


def _cleared(d: Rows, u: Rows, v: Rows, k: int) -> bool:
    """Take multiples of row and column k from the others; True if nothing is left beside d[k][k]."""
    for i in range(k + 1, len(d)):
        q = d[i][k] // d[k][k]
        d[i], u[i] = _less(d[i], q, d[k]), _less(u[i], q, u[k])
    for j in range(k + 1, len(d[0])):
        q = d[k][j] // d[k][k]
        for row in (*d, *v):
            row[j] -= q * row[k]
    return not any(d[i][k] for i in range(k + 1, len(d))) and not any(d[k][k + 1 :])


@builtin("SmithDecomposition[m_]", latm="`1` is not a matrix of integers.")
def smith_decomposition(m: Any, *, say: Any) -> Any:
    """SmithDecomposition[m] gives {u, r, v}: u . m . v == r for a matrix of integers, with u and v of determinant 1 or
    -1 and a diagonal r, each of whose elements divides the next.

    >>> SmithDecomposition[{{2, 4}, {6, 8}}][[2]]
    {{2, 0}, {0, 4}}
    """
    rows = _integers(m)
    if rows is None:
        say("latm", m)
        return None
    return make_list(from_rows(x) for x in smith(rows))
