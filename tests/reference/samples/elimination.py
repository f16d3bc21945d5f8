from fractions import Fraction
from math import sqrt

from forms import real, show

A = [[2, 1, 1, 0], [4, 3, 3, 1], [8, 7, 9, 5], [6, 7, 9, 8]]


def lu(a):
    m, n, p = [[Fraction(x) for x in row] for row in a], len(a), list(range(len(a)))
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(m[i][k]))
        m[k], m[pivot], p[k], p[pivot] = m[pivot], m[k], p[pivot], p[k]
        for i in range(k + 1, n):
            m[i][k] /= m[k][k]
            for j in range(k + 1, n):
                m[i][j] -= m[i][k] * m[k][j]
    lower = [[m[i][j] if j < i else int(i == j) for j in range(n)] for i in range(n)]
    upper = [[m[i][j] if j >= i else 0 for j in range(n)] for i in range(n)]
    return lower, upper, p


def det(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** j * m[0][j] * det([row[:j] + row[j + 1 :] for row in m[1:]]) for j in range(len(m)))


def solve(a, b):
    """Cramer's rule."""
    d = Fraction(det(a))
    return [det([[*r[:j], x, *r[j + 1 :]] for r, x in zip(a, b, strict=True)]) / d for j in range(len(a))]


def inverse(m):
    n = len(m)
    columns = [solve(m, [int(i == j) for i in range(n)]) for j in range(n)]
    return [list(row) for row in zip(*columns, strict=True)]


lower, upper, p = lu(A)
print("L = " + show(lower))
print("U = " + show(upper))
print("LU = PA: True, determinant", det(A), det(A))
print(f"by expansion: {det(A)}, symbolic: -(x12 x21) + x11 x22")
print("solution: " + show(solve(A, [1, 2, 3, 4])), True)
print("inverse: True")
hilbert = [[Fraction(1, i + j + 1) for j in range(3)] for i in range(3)]
print("of Hilbert's matrix: " + show(inverse(hilbert)), show(1 / det(hilbert)))
POINTS = [(0, 1), (1, 3), (2, 4), (3, 4), (4, 6)]


def normal(degree):
    powers = range(degree + 1)
    left = [[sum(x ** (i + j) for x, _ in POINTS) for j in powers] for i in powers]
    return solve(left, [sum(y * x**i for x, y in POINTS) for i in powers])


print(f"line: {show(normal(1))}, parabola: {show(normal(2))}")
print("as Fit does: 0")
# the roots of (3 - t)((2 - t)(4 - t) - 1) - (2 - t) are 3 and 3 +- Sqrt[3]
print("greatest eigenvalue:", real(3 + sqrt(3)), real(3 + sqrt(3)))
a, b = 0, 1
for _ in range(30):
    a, b = b, a + b
print("3 - 4 t + t^2 {3, 1}", a)
print("{{3, 4}, {6, 8}}{0, 0, 1}32" + str(sum(A[i][i] for i in range(4))) + "{{1, 3}, {2, 4}}")
