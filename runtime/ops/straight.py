"""Functions of elements as straight-line programs: what was written over arrays is recorded once, then replayed over
registers that stay in cache, so that a run allocates nothing.

Recording calls the function with stand-ins for its arrays and for the array module. Registers are reused as soon as
their values are used up. Large arrays are taken in blocks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from math import prod
from typing import Any

BINARY = {
    "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power", "mod": "remainder",
    "and": "bitwise_and", "or": "bitwise_or",
}  # fmt: skip
COMPARE = {
    "lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal", "eq": "equal", "ne": "not_equal",
}  # fmt: skip
TRUTH = {*COMPARE.values(), "isnan", "isfinite", "isinf", "signbit", "logical_not"}
LOGIC = ("bitwise_and", "bitwise_or", "invert")


class Lazy:
    """A value of a recorded program, a register in the end; `truth` marks one of true and false."""

    __slots__ = ("book", "truth")
    __hash__ = object.__hash__

    def __init__(self, book: "Book", truth: bool = False):
        self.book, self.truth = book, truth

    def __neg__(self) -> "Lazy":
        return self.book.record("negative", self)

    def __invert__(self) -> "Lazy":
        return self.book.record("invert", self)


def _operator(name: str, turned: bool) -> Callable:
    def method(self: Lazy, other: Any) -> Lazy:
        return self.book.record(name, *((other, self) if turned else (self, other)))

    return method


for _sign, _name in BINARY.items():
    setattr(Lazy, f"__{_sign}__", _operator(_name, False))
    setattr(Lazy, f"__r{_sign}__", _operator(_name, True))
for _sign, _name in COMPARE.items():
    setattr(Lazy, f"__{_sign}__", _operator(_name, False))


@dataclass
class Book:
    """What a function that is written over an array module `xp` does, line by line: (name, arguments, result)."""

    lines: list[tuple[str, tuple, Lazy]] = field(default_factory=list)
    inf = float("inf")
    nan = float("nan")
    pi = 3.141592653589793

    def record(self, name: str, *arguments: Any) -> Lazy:
        truths = [a.truth if isinstance(a, Lazy) else isinstance(a, bool) for a in arguments]
        result = Lazy(self, name in TRUTH or (name in LOGIC and all(truths)))
        self.lines.append((name, arguments, result))
        return result

    def where(self, test: Any, yes: Any, no: Any) -> Any:
        """The one or the other."""
        if not isinstance(test, Lazy):
            return yes if test else no
        truths = [a.truth if isinstance(a, Lazy) else isinstance(a, bool) for a in (yes, no)]
        result = Lazy(self, all(truths))
        self.lines.append(("where", (test, yes, no), result))
        return result

    def zeros_like(self, x: Any, dtype: Any = None) -> Any:
        return False if dtype is bool else 0.0

    def ones_like(self, x: Any, dtype: Any = None) -> Any:
        return True if dtype is bool else 1.0

    def asarray(self, x: Any) -> Any:
        return x

    def abs(self, x: Any) -> Lazy:
        return self.record("absolute", x)

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self.record, name)


def replay(
    room: Any,
    inputs: Iterable[Any],
    outputs: Iterable[Any],
    write: Callable[[Book, list[Lazy]], Iterable[Any]],
    wide: bool,
) -> Callable[[], None]:
    """The closure that fills `outputs` from `inputs` as `write(book, inputs)` says, in double precision where `wide`.

    All arrays have one rank, and sizes of 1 stretch.
    """
    inputs, outputs = list(inputs), list(outputs)
    book = Book()
    fed = [Lazy(book) for _ in inputs]
    results = list(write(book, fed))
    lines = _needed(book.lines, results)
    program = _Program(room, fed, lines, results, wide)
    calls: list[Callable] = []
    for blocks in _blocks(room, inputs, outputs):
        calls += program.bind(blocks[: len(inputs)], blocks[len(inputs) :])

    def run() -> None:
        for call in calls:
            call()

    return run


def _needed(lines: list, results: list) -> list:
    """The lines on which the results depend."""
    wanted = {r for r in results if isinstance(r, Lazy)}
    kept = []
    for line in reversed(lines):
        if line[2] in wanted:
            wanted.update(a for a in line[1] if isinstance(a, Lazy))
            kept.append(line)
    return kept[::-1]


def _blocks(room: Any, inputs: list, outputs: list) -> list[list]:
    """The arrays cut into pieces that stay in cache: flat where all have one shape, else along the first axis."""
    arrays = [*inputs, *outputs]
    shape = outputs[0].shape if outputs else ()
    size = prod(shape)
    limit = room.block or max(size, 1)
    if all(a.shape == shape for a in arrays) and all(a.flags.c_contiguous for a in arrays):
        flat = [a.reshape(-1) for a in arrays]
        return [[a[i : i + limit] for a in flat] for i in range(0, size, limit)]
    if not shape or size <= limit or any(a.shape[0] != shape[0] for a in outputs):
        return [arrays]
    rows = max(1, limit // max(size // shape[0], 1))
    return [[a if a.shape[0] == 1 else a[i : i + rows] for a in arrays] for i in range(0, shape[0], rows)]


class _Program:
    """A recorded program with its registers."""

    def __init__(self, room: Any, fed: list[Lazy], lines: list, results: list, wide: bool):
        self.room, self.fed, self.lines, self.results = room, fed, lines, results
        self.real = room.xp.dtype("float64") if wide else room.dtype
        self.pool: dict[tuple, list] = {}
        self.last: dict[Lazy, int] = {}
        for place, (_, arguments, _) in enumerate(lines):
            self.last.update((a, place) for a in arguments if isinstance(a, Lazy))
        self.last.update((r, len(lines)) for r in results if isinstance(r, Lazy))

    def bind(self, inputs: list, outputs: list) -> list[Callable]:
        """The calls for one block."""
        xp, shape = self.room.xp, _stretched([*inputs, *outputs])
        calls: list[Callable] = []
        places: dict[Lazy, Any] = {}
        owned: set[Lazy] = set()
        self.free = {key: list(registers) for key, registers in self.pool.items()}
        for value, array in zip(self.fed, inputs):
            places[value] = array
            if value in self.last and array.dtype != self.real:
                places[value] = self._take(shape, False)
                owned.add(value)
                calls.append(partial(xp.copyto, places[value], array))
        for number, (name, arguments, result) in enumerate(self.lines):
            values = [places[a] if isinstance(a, Lazy) else a for a in arguments]
            ended = [a for a in dict.fromkeys(arguments) if a in owned and self.last[a] == number]
            if name == "where":
                test, yes, no = values
                place = self._take(shape, result.truth)
                calls.append(partial(xp.copyto, place, no))
                calls.append(partial(xp.copyto, place, yes, where=test))
            else:
                reused = next((a for a in ended if a.truth == result.truth), None)
                if reused is None:
                    place = self._take(shape, result.truth)
                else:  # an elementwise function may write over its argument
                    place = places[reused]
                    ended = [a for a in ended if a is not reused]
                calls.append(partial(getattr(xp, name), *values, out=place))
            places[result] = place
            owned.add(result)
            for a in ended:
                self.free.setdefault((shape, a.truth), []).append(places[a])
        for result, out in zip(self.results, outputs):
            if isinstance(result, Lazy):
                calls.append(partial(xp.copyto, out, places[result], casting="same_kind"))
            else:
                calls.append(partial(out.fill, float(result)))
        return calls

    def _take(self, shape: tuple, truth: bool) -> Any:
        """A register that nobody uses."""
        free = self.free.setdefault((shape, truth), [])
        if free:
            return free.pop()
        register = self.room.scratch(shape, bool if truth else self.real)
        self.pool.setdefault((shape, truth), []).append(register)
        return register


def _stretched(arrays: list) -> tuple:
    return tuple(max(sizes) for sizes in zip(*(a.shape for a in arrays)))
