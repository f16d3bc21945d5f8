"""Integers: division, digits, bits, primes and sequences."""

from math import gcd

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from luperca.interpreter.builtins.digits import digits_of, number_of
from luperca.interpreter.numerics.primes import divisors, factor, is_prime, next_prime, prime, prime_count, primes_below

CASES = [
    ("Mod[7, 3]", "1"),
    ("Mod[-7, 3]", "2"),
    ("Mod[7, -3]", "-2"),
    ("Mod[5.5, 2]", "1.5"),
    ("Mod[17/4, 1]", "1/4"),
    ("Mod[7, 3, 1]", "1"),
    ("Mod[6, 3, 1]", "3"),
    ("Mod[Pi, 2]", "-2 + Pi"),
    ("Mod[x, 2]", "Mod[x, 2]"),
    ("Mod[{5, 6, 7}, 3]", "{2, 0, 1}"),
    ("Mod[Range[20], 7]", "{1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6}"),
    ("Quotient[-7, 2]", "-4"),
    ("Quotient[7.5, 2]", "3"),
    ("Quotient[10, 3, 2]", "2"),
    ("QuotientRemainder[17, 5]", "{3, 2}"),
    ("GCD[12, 18]", "6"),
    ("GCD[]", "0"),
    ("GCD[1/2, 1/3]", "1/6"),
    ("LCM[4, 6]", "12"),
    ("LCM[1/2, 1/3]", "1"),
    ("ExtendedGCD[6, 21]", "{3, {-3, 1}}"),
    ("PowerMod[2, 10^9, 10^9 + 7]", "140625001"),
    ("PowerMod[3, -1, 7]", "5"),
    ("EvenQ[{1, 2, x, 2.}]", "{False, True, False, False}"),
    ("OddQ[-3]", "True"),
    ("Divisible[12, 4]", "True"),
    ("CoprimeQ[8, 9]", "True"),
    ("Numerator[2/3]", "2"),
    ("Denominator[a/b^2]", "b^2"),
    ("Denominator[E^(-x)]", "E^x"),
    ("NumeratorDenominator[(2 a)/(3 b)]", "{2*a, 3*b}"),
    ("Numerator[1/(x + y)]", "1"),
    ("IntegerDigits[1234]", "{1, 2, 3, 4}"),
    ("IntegerDigits[-10, 2]", "{1, 0, 1, 0}"),
    ("IntegerDigits[5, 2, 8]", "{0, 0, 0, 0, 0, 1, 0, 1}"),
    ("IntegerDigits[1234, 10, 2]", "{3, 4}"),
    ("IntegerDigits[0]", "{0}"),
    ("FromDigits[{1, 2, 3}]", "123"),
    ("FromDigits[{1, 0, 1}, 2]", "5"),
    ('FromDigits["ff", 16]', "255"),
    ("FromDigits[{a, b}, x]", "b + a*x"),
    ("FromDigits[{{1, 2, 5}, 1}]", "5/4"),
    ("IntegerLength[10^50]", "51"),
    ("IntegerLength[10^50 - 1]", "50"),
    ("IntegerLength[0]", "0"),
    ("DigitCount[100121]", "{3, 1, 0, 0, 0, 0, 0, 0, 0, 2}"),
    ("DigitCount[242442, 10, 2]", "3"),
    ("DigitSum[1234]", "10"),
    ("IntegerReverse[1230]", "321"),
    ("IntegerString[255, 16]", '"ff"'),
    ("IntegerString[5, 2, 8]", '"00000101"'),
    ("IntegerExponent[1200]", "2"),
    ("IntegerExponent[48, 2]", "4"),
    ("RealDigits[1/7]", "{{{1, 4, 2, 8, 5, 7}}, 0}"),
    ("RealDigits[1/60]", "{{1, {6}}, -1}"),
    ("RealDigits[Pi, 10, 5]", "{{3, 1, 4, 1, 5}, 1}"),
    ("RealDigits[0.25, 2, 4]", "{{1, 0, 0, 0}, -1}"),
    ("ContinuedFraction[47/17]", "{2, 1, 3, 4}"),
    ("ContinuedFraction[Pi, 5]", "{3, 7, 15, 1, 292}"),
    ("FromContinuedFraction[{2, 1, 3, 4}]", "47/17"),
    ("BitAnd[12, 10]", "8"),
    ("BitOr[12, 10]", "14"),
    ("BitXor[12, 10, 1]", "7"),
    ("BitNot[5]", "-6"),
    ("BitShiftLeft[1, 100]", "1267650600228229401496703205376"),
    ("BitShiftRight[20, 2]", "5"),
    ("BitLength[255]", "8"),
    ("PrimeQ[{2, 9, -7, 1, 0}]", "{True, False, True, False, False}"),
    ("PrimeQ[2^127 - 1]", "True"),
    ("Prime[10000]", "104729"),
    ("PrimePi[10^6]", "78498"),
    ("PrimePi[10^8]", "5761455"),
    ("NextPrime[10, {1, 2, -1}]", "{11, 13, 7}"),
    ("FactorInteger[360]", "{{2, 3}, {3, 2}, {5, 1}}"),
    ("FactorInteger[-3/8]", "{{-1, 1}, {2, -3}, {3, 1}}"),
    ("FactorInteger[2^64 + 1]", "{{274177, 1}, {67280421310721, 1}}"),
    ("FactorInteger[1]", "{{1, 1}}"),
    ("Divisors[12]", "{1, 2, 3, 4, 6, 12}"),
    ("DivisorSigma[1, 12]", "28"),
    ("EulerPhi[36]", "12"),
    ("MoebiusMu[{1, 2, 6, 12}]", "{1, -1, 1, 0}"),
    ("JacobiSymbol[10, {3, 5, 7}]", "{1, 0, -1}"),
    ("MultiplicativeOrder[2, 7]", "3"),
    ("ChineseRemainder[{2, 3, 2}, {3, 5, 7}]", "23"),
    ("Fibonacci[{10, -4, 0}]", "{55, -3, 0}"),
    ("Fibonacci[4, x]", "2*x + x^3"),
    ("LucasL[6]", "18"),
    ("PartitionsP[100]", "190569292"),
    ("Rationalize[0.75]", "3/4"),
    ("Rationalize[Pi, 1/100]", "22/7"),
    ("Rationalize[0.1, 0]", "1/10"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Mod[5, 0]", "Mod::indet"),
        ("Quotient[5, 0]", "Quotient::infy"),
        ("PowerMod[2, -1, 4]", "PowerMod::ninv"),
        ("Prime[0]", "Prime::intpp"),
        ("IntegerDigits[5, 1]", "IntegerDigits::base"),
    ],
)
def test_messages(ask, text, message):
    ask(text)
    assert ask.messages == [message]


def test_primes_agree_with_the_sieve():
    sieve = primes_below(20_000)
    assert [n for n in range(20_000) if is_prime(n)] == sieve
    assert [prime(k) for k in (1, 2, 6, 500, 2262)] == [sieve[k - 1] for k in (1, 2, 6, 500, 2262)]
    assert next_prime(sieve[99]) == sieve[100]


@pytest.mark.parametrize("n", [561, 41041, 3215031751, 3825123056546413051, 318665857834031151167461])
def test_strong_pseudoprimes_are_composite(n):
    assert not is_prime(n)


@pytest.mark.parametrize(("x", "count"), [(1, 0), (2, 1), (5_000_000, 348513), (10**9, 50847534)])
def test_prime_count(x, count):
    assert prime_count(x) == count


@given(st.integers(1, 10**14))
@settings(max_examples=60, deadline=None)
def test_factors_are_primes_and_multiply_to_the_number(n):
    product = 1
    for p, k in factor(n).items():
        assert is_prime(p)
        product *= p**k
    assert product == n


@given(st.integers(1, 3000))
def test_divisors(n):
    assert divisors(n) == [d for d in range(1, n + 1) if n % d == 0]


@given(st.integers(0, 10**400), st.integers(2, 300))
def test_digits_read_back(n, base):
    digits = digits_of(n, base)
    assert number_of(digits, base) == n
    assert all(0 <= d < base for d in digits)
    assert n == 0 or digits[0] != 0


@given(st.integers(-500, 500), st.integers(-500, 500))
@settings(max_examples=40, deadline=None)
def test_extended_gcd(m, n):
    from luperca.interpreter.builtins.integers import extended_gcd

    g, pair = extended_gcd(m, n).args
    r, s = pair.args
    assert g == gcd(m, n) == r * m + s * n
