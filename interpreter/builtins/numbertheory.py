"""Primes, factors, divisors, and arithmetic sequences."""

from __future__ import annotations

from math import gcd, prod

from .. import symbols as S
from ..declare import builtin
from ..expr import FALSE, Expr, boolean, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import ATTRIBUTES, call_number
from ..numerics.numbers import Complex, Rational
from ..numerics.numeric import real_value
from ..numerics.powers import power_of
from ..numerics.primes import divisors, factor, is_prime, next_prime, previous_prime, prime, prime_count
from .rounding import round_down, whole

_MAX_PRIME = 10**9
_MAX_COUNT = 10**12
_MOST_FIBONACCI, _MOST_PARTITIONS = 10**9, 10**5


@builtin("PrimeQ[n_]", attributes="Listable Protected")
def prime_q(n):
    """PrimeQ[n] is True if n is a prime number.  A negative n counts like -n.

    >>> {PrimeQ[7], PrimeQ[8], PrimeQ[2^61 - 1], PrimeQ[x]}
    {True, False, True, False}
    """
    return boolean(is_prime(abs(n))) if type(n) is int else FALSE


@builtin("CompositeQ[n_]", attributes="Listable Protected")
def composite_q(n):
    """CompositeQ[n] is True if n is a product of two smaller positive integers.

    >>> CompositeQ[{1, 4, 7}]
    {False, True, False}
    """
    return boolean(type(n) is int and n > 1 and not is_prime(n))


@builtin("PrimePowerQ[n_]", attributes="Listable Protected")
def prime_power_q(n):
    """PrimePowerQ[n] is True if n is a power of a single prime.

    >>> PrimePowerQ[{8, 12, 7}]
    {True, False, True}
    """
    return boolean(type(n) is int and abs(n) > 1 and len(factor(abs(n))) == 1)


@builtin("SquareFreeQ[n_]", attributes="Listable Protected")
def square_free_q(n):
    """SquareFreeQ[n] is True if no square of a prime divides n.

    >>> SquareFreeQ[{10, 12}]
    {True, False}
    """
    return boolean(type(n) is int and n != 0 and all(k == 1 for k in factor(abs(n)).values()))


@builtin("Prime[n_]", attributes="Listable Protected", intpp="Positive integer argument expected in `1`.")
def prime_(n, *, say):
    """Prime[n] gives the n-th prime number.

    >>> {Prime[1], Prime[10], Prime[10000]}
    {2, 29, 104729}
    """
    if type(n) is not int:
        return None
    if n < 1 or n > _MAX_PRIME:
        say("intpp", Expr(S.Prime, (n,)))
        return None
    return prime(n)


@builtin("PrimePi[x_]", attributes=ATTRIBUTES)
def prime_pi(x, *, session):
    """PrimePi[x] gives the number of primes that are at most x.

    >>> {PrimePi[10], PrimePi[100.5], PrimePi[10^6]}
    {4, 25, 78498}
    """
    n = whole(x, round_down, session) if real_value(x, session) is not None else None
    return prime_count(n) if type(n) is int and n <= _MAX_COUNT else None


@builtin("NextPrime[x_]", "NextPrime[x_, k_Integer]", attributes="Listable Protected")
def next_prime_(x, k=1, *, session):
    """NextPrime[x] gives the least prime greater than x; NextPrime[x, k] the k-th one, below x for a negative k.

    >>> {NextPrime[10], NextPrime[10, 2], NextPrime[10, -1]}
    {11, 13, 7}
    """
    n = whole(x, round_down, session)
    if type(n) is not int or k == 0:
        return None
    if k < 0 and type(x) is not int:
        n += 1
    for _ in range(abs(k)):
        n = next_prime(n) if k > 0 else previous_prime(n)
        if n is None:
            return None
    return n


def _factor_table(n):
    """[(prime, exponent)] of a rational number, with (-1, 1) first for a negative one."""
    p, q = (n.p, n.q) if type(n) is Rational else (n, 1)
    table = factor(abs(p))
    for r, k in factor(q).items():
        table[r] = -k
    pairs = sorted(table.items())
    return [(-1, 1), *pairs] if p < 0 else pairs


@builtin("FactorInteger[n_]", attributes="Listable Protected", exact="Argument `1` is not an exact number.")
def factor_integer(n, *, say):
    """FactorInteger[n] gives the prime factors of n with their exponents, negative ones for a denominator.

    >>> {FactorInteger[360], FactorInteger[-3/8]}
    {{{2, 3}, {3, 2}, {5, 1}}, {{-1, 1}, {2, -3}, {3, 1}}}
    """
    if type(n) not in (int, Rational):
        if type(n) in (float, Complex):
            say("exact", n)
        return None
    if n == 0:
        return make_list([make_list((0, 1))])
    pairs = _factor_table(n)
    return make_list([make_list(p) for p in pairs or [(1, 1)]])


@builtin("PrimeNu[n_Integer]", attributes=ATTRIBUTES)
def prime_nu(n):
    """PrimeNu[n] gives the number of different primes that divide n.

    >>> PrimeNu[{12, 30, 7}]
    {2, 3, 1}
    """
    return len(factor(abs(n))) if n else None


@builtin("PrimeOmega[n_Integer]", attributes=ATTRIBUTES)
def prime_omega(n):
    """PrimeOmega[n] gives the number of prime factors of n, repeated ones counted.

    >>> PrimeOmega[{12, 30, 7}]
    {3, 3, 1}
    """
    return sum(factor(abs(n)).values()) if n else None


@builtin("Divisors[n_Integer]", attributes="Listable Protected")
def divisors_(n):
    """Divisors[n] gives the positive divisors of n.

    >>> Divisors[12]
    {1, 2, 3, 4, 6, 12}
    """
    return make_list(divisors(abs(n))) if n else None


@builtin("DivisorSigma[k_, n_Integer]", attributes=ATTRIBUTES)
def divisor_sigma(k, n, *, session):
    """DivisorSigma[k, n] gives the sum of the k-th powers of the divisors of n.

    >>> {DivisorSigma[0, 12], DivisorSigma[1, 12], DivisorSigma[2, 6]}
    {6, 28, 50}
    """
    if not n:
        return None
    if type(k) is int and k >= 0:
        return prod(sum(p ** (k * j) for j in range(e + 1)) for p, e in factor(abs(n)).items())
    return sum_of(*[power_of(d, k, session) for d in divisors(abs(n))], session=session)


@builtin("EulerPhi[n_Integer]", attributes=ATTRIBUTES)
def euler_phi(n):
    """EulerPhi[n] gives the number of integers from 1 to n that have no divisor in common with n.

    >>> EulerPhi[{1, 10, 36}]
    {1, 4, 12}
    """
    return prod((p - 1) * p ** (k - 1) for p, k in factor(abs(n)).items()) if n else 0


@builtin("CarmichaelLambda[n_Integer]", attributes="Listable Protected")
def carmichael_lambda(n):
    """CarmichaelLambda[n] gives the least m with a^m = 1 modulo n for all a that are coprime to n.

    >>> CarmichaelLambda[{8, 15, 7}]
    {2, 4, 6}
    """
    from math import lcm

    if not n:
        return 0
    parts = [(p - 1) * p ** (k - 1) // (2 if p == 2 and k > 2 else 1) for p, k in factor(abs(n)).items()]
    return lcm(*parts) if parts else 1


@builtin("MoebiusMu[n_Integer]", attributes=ATTRIBUTES)
def moebius_mu(n):
    """MoebiusMu[n] is (-1)^k for a product of k different primes, and 0 if a square of a prime divides n.

    >>> MoebiusMu[{1, 2, 6, 12}]
    {1, -1, 1, 0}
    """
    if not n:
        return 0
    table = factor(abs(n))
    return 0 if any(k > 1 for k in table.values()) else (-1) ** len(table)


@builtin("JacobiSymbol[n_Integer, m_Integer]", attributes="Listable Protected")
def jacobi_symbol(n, m):
    """JacobiSymbol[n, m] gives Jacobi's symbol (n/m) for an odd positive m, by quadratic reciprocity.

    >>> JacobiSymbol[10, {3, 5, 7}]
    {1, 0, -1}
    """
    if m < 1 or m % 2 == 0:
        return None
    n %= m
    result = 1
    while n:
        while n % 2 == 0:
            n //= 2
            if m % 8 in (3, 5):
                result = -result
        n, m = m, n
        if n % 4 == m % 4 == 3:
            result = -result
        n %= m
    return result if m == 1 else 0


@builtin("MultiplicativeOrder[k_Integer, n_Integer]", attributes="Listable Protected")
def multiplicative_order(k, n):
    """MultiplicativeOrder[k, n] gives the least m >= 1 with k^m = 1 modulo n.

    >>> MultiplicativeOrder[2, 7]
    3
    """
    if n < 1 or gcd(k, n) != 1:
        return None
    order = prod((p - 1) * p ** (e - 1) for p, e in factor(n).items())
    for p in factor(order):
        while order % p == 0 and pow(k, order // p, n) == 1 % n:
            order //= p
    return order


@builtin("ChineseRemainder[r_List, m_List]", attributes="Protected")
def chinese_remainder(r, m):
    """ChineseRemainder[{r1, r2, ...}, {m1, m2, ...}] gives the least x >= 0 with x = ri modulo mi for all i.

    >>> ChineseRemainder[{2, 3, 2}, {3, 5, 7}]
    23
    """
    x, step = 0, 1
    for a, n in zip(r.args, m.args):
        if type(a) is not int or type(n) is not int or n == 0:
            return None
        n = abs(n)
        g = gcd(step, n)
        if (a - x) % g:
            return None
        k = (a - x) // g * pow(step // g, -1, n // g) % (n // g) if n > g else 0
        x, step = x + step * k, step * n // g
        x %= step
    return x


def fibonacci_pair(n):
    """(F(n), F(n + 1)) by doubling."""
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a, b


@builtin("Fibonacci[n_]", "Fibonacci[n_, x_]", attributes=ATTRIBUTES)
def fibonacci(n, x=None, *, session):
    """Fibonacci[n] gives the n-th Fibonacci number; Fibonacci[n, x] the n-th Fibonacci polynomial.

    >>> {Fibonacci[10], Fibonacci[-4], Fibonacci[100], Fibonacci[3, x]}
    {55, -3, 354224848179261915075, 1 + x^2}
    """
    if x is not None:
        if type(n) is not int or not 0 <= n < 200:
            return None
        from math import comb

        powers = [(comb(n - k - 1, k), n - 2 * k - 1) for k in range((n + 1) // 2)]
        return sum_of(*[product_of(c, power_of(x, e, session), session=session) for c, e in powers], session=session)
    if type(n) is int and abs(n) <= _MOST_FIBONACCI:
        f = fibonacci_pair(abs(n))[0]
        return -f if n < 0 and n % 2 == 0 else f
    if type(n) is float:
        return call_number(lambda c, y: c.fib(y), n)
    return None


@builtin("LucasL[n_]", attributes=ATTRIBUTES)
def lucas_l(n):
    """LucasL[n] gives the n-th Lucas number.

    >>> Table[LucasL[n], {n, 0, 6}]
    {2, 1, 3, 4, 7, 11, 18}
    """
    if type(n) is not int or abs(n) > _MOST_FIBONACCI:
        return None
    a, b = fibonacci_pair(abs(n))
    value = 2 * b - a
    return -value if n < 0 and n % 2 else value


@builtin("PartitionsP[n_Integer]", attributes=ATTRIBUTES)
def partitions_p(n):
    """PartitionsP[n] gives the number of ways to write n as a sum of positive integers, by Euler's recurrence.

    >>> PartitionsP[{5, 10, 100}]
    {7, 42, 190569292}
    """
    if n < 0 or n > _MOST_PARTITIONS:
        return 0 if n < 0 else None
    p = [1] + [0] * n
    for i in range(1, n + 1):
        k, total = 1, 0
        while (g := k * (3 * k - 1) // 2) <= i:
            s = 1 if k % 2 else -1
            total += s * p[i - g]
            if g + k <= i:
                total += s * p[i - g - k]
            k += 1
        p[i] = total
    return p[n]
