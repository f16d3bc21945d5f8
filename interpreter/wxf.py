"""WXF: expressions as bytes, in the format whose description the makers of the language have published.

A header ("8:", or "8C:" before what zlib has packed) and then the parts of the expression in the order of its full
form, each a token and what belongs to it.  Both directions keep a stack of their own: nesting is the user's to choose.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..grammar.literals import integer
from . import symbols as S
from .associations import Association, key
from .bytearrays import ByteArray
from .convert import to_expression
from .display.numerals import big_input, integer_text
from .expr import Expr, Symbol, symbol, system
from .numericarray import NumericArray
from .numerics.bigreals import parse_real
from .numerics.numbers import REAL_TYPES, BigReal, Complex, Rational, complex_number, rational
from .packed import Packed, from_array

if TYPE_CHECKING:
    import numpy as np

# the code of an array's type -> numpy's name of it
_ARRAYS = {
    0x00: "int8", 0x01: "int16", 0x02: "int32", 0x03: "int64",
    0x10: "uint8", 0x11: "uint16", 0x12: "uint32", 0x13: "uint64",
    0x22: "float32", 0x23: "float64", 0x33: "complex64", 0x34: "complex128",
}  # fmt: skip
_CODES = {dtype: code for code, dtype in _ARRAYS.items()}
_INTEGERS = {b"C": 1, b"j": 2, b"i": 4, b"L": 8}
_BIG_REAL = re.compile(r"(-?)(\d+\.?\d*|\.\d+)(?:``?([\d.]*))?(?:\*\^(-?\d+))?")
_DEEPEST = 32  # levels of an array


class NoWXF(ValueError):
    """Bytes that are no WXF."""


# ---- writing ---------------------------------------------------------------------------------------------------------


def encode(e: Any, small: bool = False) -> bytes:
    """The bytes of an expression; `small` has them packed by zlib."""
    out = bytearray()
    todo: list[Any] = [e]
    while todo:
        x = todo.pop()
        if type(x) is bytes:  # what was put between the parts
            out += x
            continue
        write = _WRITERS.get(type(x))
        if write is not None:
            out += write(x)
        elif type(x) is Association:
            out += b"A" + _size(len(x))
            for rule in reversed(x.table.values()):
                todo += [rule.args[1], rule.args[0], b":" if rule.head is S.RuleDelayed else b"-"]
        else:
            out += b"f" + _size(len(x.args))
            todo.extend(reversed(x.args))
            todo.append(x.head)
    return b"8C:" + zlib.compress(bytes(out)) if small else b"8:" + bytes(out)


def _size(n: int) -> bytes:
    """A count: seven bits a byte, the lowest first."""
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def _with_size(token: bytes, data: bytes) -> bytes:
    return token + _size(len(data)) + data


def _integer(n: int) -> bytes:
    for token, width in _INTEGERS.items():
        if -(1 << 8 * width - 1) <= n < 1 << 8 * width - 1:
            return token + n.to_bytes(width, "little", signed=True)
    return _with_size(b"I", integer_text(n).encode("ascii"))


def _real(x: float) -> bytes:
    return b"r" + struct.pack("<d", x)


def _string(text: str) -> bytes:
    return _with_size(b"S", text.encode("utf-8", "surrogatepass"))


def _symbol(s: Symbol) -> bytes:
    return _with_size(b"s", (s.name if s.context == "System`" else s.full).encode("utf-8", "surrogatepass"))


def _call(head: Symbol, *args: bytes) -> bytes:
    return b"f" + _size(len(args)) + _symbol(head) + b"".join(args)


def _number(x: Any) -> bytes:
    return _WRITERS[type(x)](x)


def _array(token: bytes, array: np.ndarray) -> bytes:
    little = array.dtype.newbyteorder("<")
    head = token + bytes([_CODES[array.dtype.name]]) + _size(array.ndim) + b"".join(map(_size, array.shape))
    return head + array.astype(little, copy=False).tobytes()


def _packed(e: Packed) -> bytes:
    """A packed list; integers take the smallest type that holds them all."""
    array = e.array
    if e.is_integer and array.size:
        least, most = int(array.min()), int(array.max())
        width = next(w for w in (8, 16, 32, 64) if -(1 << w - 1) <= least and most < 1 << w - 1)
        array = array.astype(f"int{width}")
    return _array(b"\xc1", array)


def _numeric(e: NumericArray) -> bytes:
    if e.array.dtype.name in _CODES:
        return _array(b"\xc2", e.array)
    return _call(S.NumericArray, _packed(e.normal()), _string(e.type))  # Real16 has no code


_WRITERS: dict[type, Callable[[Any], bytes]] = {
    int: _integer,
    float: _real,
    str: _string,
    Symbol: _symbol,
    Rational: lambda x: _call(S.Rational, _integer(x.p), _integer(x.q)),
    Complex: lambda x: _call(S.Complex, _number(x.re), _number(x.im)),
    BigReal: lambda x: _with_size(b"R", big_input(x).encode("ascii")),
    ByteArray: lambda x: _with_size(b"B", x.data),
    Packed: _packed,
    NumericArray: _numeric,
}


# ---- reading ---------------------------------------------------------------------------------------------------------


class _Reader:
    """The tokens of some bytes, one after the other."""

    def __init__(self, data: bytes, resolve: Callable[[str], Symbol]) -> None:
        self.data, self.at, self.resolve = data, 0, resolve

    def take(self, n: int) -> bytes:
        if n > len(self.data) - self.at:
            raise NoWXF("the bytes end too early")
        self.at += n
        return self.data[self.at - n : self.at]

    def size(self) -> int:
        n = shift = 0
        while True:
            byte = self.take(1)[0]
            n |= (byte & 127) << shift
            if byte < 128:
                return n
            shift += 7
            if shift > 63:
                raise NoWXF("a count is too large")

    def text(self) -> str:
        return self.take(self.size()).decode("utf-8", "surrogatepass")

    def array(self) -> np.ndarray:
        import numpy as np

        dtype = _ARRAYS.get(self.take(1)[0])
        rank = self.size()
        if dtype is None or not 0 < rank <= _DEEPEST:
            raise NoWXF("an array of an unknown kind")
        shape = [self.size() for _ in range(rank)]
        little = np.dtype(dtype).newbyteorder("<")
        raw = self.take(math.prod(shape) * little.itemsize)
        return np.frombuffer(raw, little).astype(dtype).reshape(shape)

    def atom(self, token: bytes) -> Any:
        width = _INTEGERS.get(token)
        if width is not None:
            return int.from_bytes(self.take(width), "little", signed=True)
        read = _READERS.get(token)
        if read is None:
            raise NoWXF(f"the token {token!r} is unknown")
        return read(self)


def _read_real(r: _Reader) -> Any:
    return to_expression(struct.unpack("<d", r.take(8))[0])


def digits_value(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise NoWXF("a number cannot be read")
    return integer(digits) if digits is text else -integer(digits)


def big_real(text: str) -> Any:
    m = _BIG_REAL.fullmatch(text)
    if m is None:
        raise NoWXF("a number cannot be read")
    sign, digits, precision, exponent = m.groups()
    return parse_real(sign + digits, int(exponent or 0), float(precision or 0) or sum(map(str.isdigit, digits)))


def _read_symbol(r: _Reader) -> Symbol:
    name = r.text()
    if not name:
        raise NoWXF("a symbol has no name")
    return r.resolve(name)


def _read_packed(r: _Reader) -> Any:
    array = r.array()
    return to_expression(array.tolist()) if array.dtype.kind == "c" or array.dtype == "uint64" else from_array(array)


_READERS: dict[bytes, Callable[[_Reader], Any]] = {
    b"r": _read_real,
    b"S": _Reader.text,
    b"B": lambda r: ByteArray(r.take(r.size())),
    b"s": _read_symbol,
    b"I": lambda r: digits_value(r.text()),
    b"R": lambda r: big_real(r.text()),
    b"\xc1": _read_packed,
    b"\xc2": lambda r: NumericArray(r.array()),
}


def whole_name(name: str) -> Symbol:
    """The symbol of a name as it is written here: without a context it is one of System`."""
    return symbol(name) if "`" in name else system(name)


def decode(data: bytes, resolve: Callable[[str], Symbol] = whole_name) -> Any:
    """The expression of some bytes, not evaluated; `resolve` makes the symbol of a name.  Raises NoWXF."""
    version, colon, rest = data.partition(b":")
    if not colon or version not in (b"8", b"8C"):
        raise NoWXF("the bytes do not begin as WXF does")
    try:
        reader = _Reader(zlib.decompress(rest) if version == b"8C" else rest, resolve)
        value = _decode(reader)
    except (zlib.error, UnicodeDecodeError, ValueError, OverflowError) as problem:
        raise NoWXF(str(problem)) from None
    if reader.at != len(reader.data):
        raise NoWXF("there are more bytes than one expression has")
    return value


def _decode(r: _Reader) -> Any:
    open_: list[tuple[list[Any], int, bool]] = []  # parts so far, how many there will be, whether of an association
    while True:
        if open_ and open_[-1][2] and len(open_[-1][0]) % 3 == 0:
            arrow = r.take(1)
            if arrow not in (b"-", b":"):
                raise NoWXF("an association holds something else than rules")
            open_[-1][0].append(S.RuleDelayed if arrow == b":" else S.Rule)
        token = r.take(1)
        if token in (b"f", b"A"):
            n = r.size()
            if n > len(r.data):
                raise NoWXF("the bytes end too early")
            open_.append(([], n + 1 if token == b"f" else 3 * n, token == b"A"))
            if n or token == b"f":
                continue
            value: Any = _closed(open_.pop())
        else:
            value = r.atom(token)
        while open_:
            parts, wanted, _ = open_[-1]
            parts.append(value)
            if len(parts) < wanted:
                break
            value = _closed(open_.pop())
        else:
            return value


def _closed(frame: tuple[list[Any], int, bool]) -> Any:
    parts, _, keyed = frame
    if keyed:
        rules = [Expr(parts[i], (parts[i + 1], parts[i + 2])) for i in range(0, len(parts), 3)]
        return Association({key(rule.args[0]): rule for rule in rules})
    head, *args = parts
    return number_of(head, *args) if len(args) == 2 else Expr(head, tuple(args))


def number_of(head: Any, a: Any, b: Any) -> Any:
    """head[a, b], which is a number for Rational and Complex."""
    if head is S.Rational and type(a) is int and type(b) is int and b:
        return rational(a, b)
    if head is S.Complex and type(a) in REAL_TYPES and type(b) in REAL_TYPES:
        return complex_number(a, b)
    return Expr(head, (a, b))
