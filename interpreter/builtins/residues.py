"""Primitive roots and symbols of residues, quadratic irrationals, and functions of the prime factors of a number."""

from __future__ import annotations

from math import gcd
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, boolean, make_list
from ..numerics.functions import ATTRIBUTES
from ..numerics.primes import factor
from ..numerics.quadratics import quadratic
from .numbertheory import euler_phi, jacobi_symbol

# OEIS A000043; all exponents up to the last of the first 48 were tested, between the others there may be more
MERSENNE = (
    2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253, 4423, 9689, 9941, 11213,
    19937, 21701, 23209, 44497, 86243, 110503, 132049, 216091, 756839, 859433, 1257787, 1398269, 2976221, 3021377,
    6972593, 13466917, 20996011, 24036583, 25964951, 30402457, 32582657, 37156667, 42643801, 43112609, 57885161,
)  # fmt: skip
_MOST_ROOTS = 10**6


def _is_root(g: int, n: int, order: int, primes: list[int]) -> bool:
    return gcd(g, n) == 1 and all(pow(g, order // p, n) != 1 for p in primes)


def _cyclic(n: int) -> bool:
    """Whether the residues coprime to n are powers of one: n is 1, 2, 4, p^k or 2 p^k for an odd p."""
    if n in (1, 2, 4):
        return True
    odd = n // 2 if n % 2 == 0 else n
    return odd % 2 == 1 and len(factor(odd)) == 1


@builtin("PrimitiveRoot[n_Integer]", "PrimitiveRoot[n_Integer, least_Integer]", attributes="Listable Protected")
def primitive_root(n: int, least: int | None = None) -> Any:
    """PrimitiveRoot[n] gives a number whose powers are all residues coprime to n; PrimitiveRoot[n, k] the least that is
    at least k.

    Only 2, 4, the powers of an odd prime and their doubles have one.

    >>> {PrimitiveRoot[9], PrimitiveRoot[10], PrimitiveRoot[10, 1], PrimitiveRoot[12]}
    {2, 7, 3, PrimitiveRoot[12]}
    """
    if n < 2 or not _cyclic(n):
        return None
    if least is None and n % 2 == 0 and n > 4:  # the odd one of the two that a root of n/2 gives
        root = primitive_root(n // 2)
        return root if root % 2 else root + n // 2
    order = euler_phi(n)
    primes = list(factor(order))
    g = max(1 if least is None else least, 1)
    while not _is_root(g, n, order, primes):
        g += 1
    return g


@builtin("PrimitiveRootList[n_Integer]", attributes="Listable Protected")
def primitive_root_list(n: int) -> Any:
    """PrimitiveRootList[n] gives all primitive roots of n between 1 and n.

    >>> PrimitiveRootList[{9, 12}]
    {{2, 5}, {}}
    """
    if n < 1 or n > _MOST_ROOTS:
        return None
    if n == 1 or not _cyclic(n):
        return make_list(())
    order = euler_phi(n)
    primes = list(factor(order))
    return make_list(g for g in range(1, n) if _is_root(g, n, order, primes))


@builtin("KroneckerSymbol[n_Integer, m_Integer]", attributes="Listable Protected")
def kronecker_symbol(n: int, m: int) -> int:
    """KroneckerSymbol[n, m] gives Kronecker's symbol (n/m), which is Jacobi's for an odd positive m.

    >>> {KroneckerSymbol[10, 7], KroneckerSymbol[7, 10], KroneckerSymbol[-3, -1]}
    {-1, -1, -1}
    """
    if m == 0:
        return int(abs(n) == 1)
    sign = -1 if m < 0 and n < 0 else 1
    m = abs(m)
    twos = (m & -m).bit_length() - 1
    if twos:
        of_two = 0 if n % 2 == 0 else 1 if n % 8 in (1, 7) else -1
        sign *= of_two**twos
    return sign * jacobi_symbol(n, m >> twos) if sign else 0


@builtin("ModularInverse[k_Integer, n_Integer]", attributes="Listable Protected",
         ninv="`1` is not invertible modulo `2`.")  # fmt: skip
def modular_inverse(k: int, n: int, *, say: Any) -> Any:
    """ModularInverse[k, n] gives the inverse of k modulo n.

    >>> ModularInverse[3, 5]
    2
    """
    if n == 0 or gcd(k, n) != 1:
        say("ninv", k, n)
        return None
    inverse = pow(k, -1, abs(n))
    return inverse + n if n < 0 and inverse else inverse


@builtin("QuadraticIrrationalQ[x_]")
def quadratic_irrational_q(x: Any) -> Any:
    """QuadraticIrrationalQ[x] gives True if x is a root of a quadratic equation with integers, but not rational.

    >>> Map[QuadraticIrrationalQ, {Sqrt[2], (1 + Sqrt[5])/3, 2/3, Sqrt[2] + Sqrt[3]}]
    {True, True, False, False}
    """
    found = quadratic(x)
    return boolean(found is not None and found.d)


# ---- functions of the prime factors ----------------------------------------------------------------------------------


@builtin("LiouvilleLambda[n_Integer]", attributes=ATTRIBUTES)
def liouville_lambda(n: int) -> Any:
    """LiouvilleLambda[n] gives 1 if n has an even number of prime factors, repeated ones counted, and else -1.

    >>> LiouvilleLambda[{1, 8, 12, 36}]
    {1, -1, -1, 1}
    """
    return (-1) ** sum(factor(abs(n)).values()) if n else None


@builtin("MangoldtLambda[n_Integer]", attributes=ATTRIBUTES)
def mangoldt_lambda(n: int) -> Any:
    """MangoldtLambda[n] gives Log[p] if n is a power of the prime p, and else 0.

    >>> MangoldtLambda[{1, 8, 12}]
    {0, Log[2], 0}
    """
    if n < 1:
        return None
    primes = list(factor(n))
    return Expr(S.Log, (primes[0],)) if len(primes) == 1 else 0


@builtin("MersennePrimeExponent[n_Integer]", attributes="Listable Protected")
def mersenne_prime_exponent(n: int) -> Any:
    """MersennePrimeExponent[n] gives the exponent p of the n-th prime of the form 2^p - 1.

    >>> MersennePrimeExponent[{1, 5, 20}]
    {2, 13, 4423}
    """
    return MERSENNE[n - 1] if 1 <= n <= len(MERSENNE) else None


@builtin("MersennePrimeExponentQ[n_]", attributes="Listable Protected")
def mersenne_prime_exponent_q(n: Any) -> Any:
    """MersennePrimeExponentQ[n] gives True if 2^n - 1 is a prime.

    >>> MersennePrimeExponentQ[{11, 13}]
    {False, True}
    """
    if type(n) is int and n > MERSENNE[-1] and list(factor(n).items()) == [(n, 1)]:
        return None  # nobody has tested it for us
    return boolean(type(n) is int and n in MERSENNE)


@builtin("PerfectNumber[n_Integer]", attributes="Listable Protected")
def perfect_number(n: int) -> Any:
    """PerfectNumber[n] gives the n-th number that is the sum of its smaller divisors.

    >>> PerfectNumber[{1, 2, 3, 4}]
    {6, 28, 496, 8128}
    """
    p = mersenne_prime_exponent(n)
    return None if p is None else 2 ** (p - 1) * (2**p - 1)


@builtin("PerfectNumberQ[n_]", attributes="Listable Protected")
def perfect_number_q(n: Any) -> Any:
    """PerfectNumberQ[n] gives True if n is the sum of its smaller divisors.

    >>> PerfectNumberQ[{6, 12, 28}]
    {True, False, True}
    """
    if type(n) is not int or n < 6 or n % 2:  # an odd one would have more than 1500 digits (Ochem, Rao 2012)
        return boolean(False)
    p = (n & -n).bit_length()
    return boolean(n == 2 ** (p - 1) * (2**p - 1) and p in MERSENNE)
