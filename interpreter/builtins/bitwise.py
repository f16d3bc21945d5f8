"""Bits of integers, negative ones in two's complement."""

from __future__ import annotations

import operator
from functools import reduce

from ..declare import builtin


def _bits(n, function, unit):
    if not all(type(a) is int for a in n):
        return None
    return reduce(function, n, unit)


_BITS = "Flat Listable OneIdentity Orderless Protected"


@builtin("BitAnd[n___]", attributes=_BITS, numeric=operator.and_)
def bit_and(n):
    """BitAnd[n1, n2, ...] gives the bitwise and of integers in two's complement.

    >>> BitAnd[12, 10]
    8
    """
    return _bits(n, operator.and_, -1)


@builtin("BitOr[n___]", attributes=_BITS, numeric=operator.or_)
def bit_or(n):
    """BitOr[n1, n2, ...] gives the bitwise or of integers.

    >>> BitOr[12, 10]
    14
    """
    return _bits(n, operator.or_, 0)


@builtin("BitXor[n___]", attributes=_BITS, numeric=operator.xor)
def bit_xor(n):
    """BitXor[n1, n2, ...] gives the bitwise exclusive or of integers.

    >>> BitXor[12, 10]
    6
    """
    return _bits(n, operator.xor, 0)


@builtin("BitNot[n_Integer]", attributes="Listable Protected")
def bit_not(n):
    """BitNot[n] gives the bitwise negation of n, -1 - n.

    >>> BitNot[5]
    -6
    """
    return ~n


@builtin("BitShiftLeft[n_Integer, k_Integer:1]", attributes="Listable Protected")
def bit_shift_left(n, k=1):
    """BitShiftLeft[n, k] gives n shifted left by k bits.

    >>> BitShiftLeft[5, 2]
    20
    """
    return n << k if k >= 0 else n >> -k


@builtin("BitShiftRight[n_Integer, k_Integer:1]", attributes="Listable Protected")
def bit_shift_right(n, k=1):
    """BitShiftRight[n, k] gives n shifted right by k bits.

    >>> BitShiftRight[20, 2]
    5
    """
    return n >> k if k >= 0 else n << -k


@builtin("BitLength[n_Integer]", attributes="Listable Protected")
def bit_length(n):
    """BitLength[n] gives the number of bits that n takes.

    >>> {BitLength[255], BitLength[256]}
    {8, 9}
    """
    return (~n if n < 0 else n).bit_length()


@builtin("BitGet[n_Integer, k_Integer]", attributes="Listable Protected")
def bit_get(n, k):
    """BitGet[n, k] gives the bit of n that stands for 2^k.

    >>> {BitGet[5, 0], BitGet[5, 1]}
    {1, 0}
    """
    return (n >> k) & 1 if k >= 0 else None
