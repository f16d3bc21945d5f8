"""Where the examples of training come from: columns in memory or mapped from files, or a function called for batches.

A source has a `count` of examples a round, the `types` of its ports and the names of its `ragged` ones; `batches` gives
those of a round from one on, each a thing with a `size`, the `shapes` of a plan for it, and `fill(plan)`. The order of
the examples depends on the seed and the round alone, so that training goes on where it was left.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy

from ..device import Device
from ..errors import InputError
from ..plan import check
from ..ports import Type
from ..ragged import BUCKET, Ragged

POOL = 50  # batches among whose examples those of like length are put together

Shapes = tuple[tuple[str, tuple], ...]


@dataclass
class Batch:
    """Examples of columns by number; None means all in order."""

    source: "Columns"
    chosen: Any
    size: int
    rows: dict[str, Any] = field(default_factory=dict)  # of mapped columns, where they have been read

    @property
    def shapes(self) -> Shapes:
        return self.source.shapes(self.chosen, self.size)

    def fill(self, plan: Any) -> None:
        self.source.fill(plan, self.chosen, self.rows)

    def share(self, rank: int, size: int) -> tuple["Batch", float]:
        """What one of several processes learns from, and which part of the batch that is."""
        chosen = numpy.arange(self.size) if self.chosen is None else self.chosen
        mine = chosen[rank::size]
        count = len(mine)
        if not count:  # more processes than examples: one is seen, and does not count
            mine = chosen[:1]
        rows = {name: (found[rank::size] if count else found[:1]) for name, found in self.rows.items()}
        return Batch(self.source, mine, len(mine), rows), count / self.size


def _stays(column: Any) -> bool:
    """Whether a column is not to be brought into memory."""
    return isinstance(column, numpy.memmap) or not (isinstance(column, numpy.ndarray | Ragged | list | tuple))


class Columns:
    """The columns on the device, and batches of them copied into a plan's inputs; ragged ones are padded once.

    Columns that are mapped from a file, or are no arrays but give rows as arrays, stay where they are: only what a
    batch needs is read, by a thread while the batch before it is learnt from.  Those that are no arrays may have the
    `lengths` of ragged ones, and change at random: their method `anew(seed)` gives the column as one batch sees it.
    """

    def __init__(self, types: Mapping[str, Type], columns: Mapping[str, Any], device: Device, dtype: str):
        self.columns: dict[str, Any] = {}
        self.lengths: dict[str, Any] = {}
        for name, kind in types.items():
            if name not in columns:
                raise InputError(name, kind, None)
            self.columns[name] = self._read(name, kind, columns[name], dtype)
        lengths = {len(column) for column in self.columns.values()}
        if len(lengths) != 1 or lengths == {0}:
            raise InputError(", ".join(self.columns), "columns of one length", sorted(lengths))
        self.count = lengths.pop()
        self.mapped = {name for name, column in self.columns.items() if _stays(column)}
        self.columns = {n: c if n in self.mapped else device.put(c) for n, c in self.columns.items()}
        self.types = {name: Type(column.shape[1:]) for name, column in self.columns.items()}
        self.device, self.ragged = device, tuple(self.lengths)

    def _read(self, name: str, kind: Type, given: Any, dtype: str) -> Any:
        column = given if isinstance(given, Ragged) or _stays(given) else numpy.asarray(given)
        if _stays(column):
            first, lengths = numpy.asarray(column[:1]), getattr(column, "lengths", None)
            check(name, kind, first if lengths is None else Ragged(first, lengths))
            if lengths is not None:
                self.lengths[name] = lengths
            return column
        check(name, kind, column)
        if isinstance(column, Ragged):
            self.lengths[name], column = column.lengths, column.array
        return column.astype("int64" if kind.kind == "integer" else dtype)

    def batches(self, length: int, seed: int, round: int, first: int = 0) -> Iterator[Batch]:
        """The batches of a round, all the examples in an order of its own; those before `first` are left out."""
        if length >= self.count:
            if not first:
                rows = self._rows(numpy.arange(self.count), (seed, round, 0)) if self.mapped else {}
                yield Batch(self, None, self.count, rows)
            return
        generator = numpy.random.default_rng((seed, round))
        order = generator.permutation(self.count)
        starts = numpy.arange(0, self.count, length)
        if self.ragged:
            order, starts = self._alike(order, length, generator)
        places = [(start, min(length, self.count - start)) for start in starts[first:].tolist()]
        if self.mapped:
            yield from self._ahead({first + i: order[p : p + size] for i, (p, size) in enumerate(places)}, seed, round)
            return
        order = self.device.put(order)
        for start, size in places:
            yield Batch(self, order[start : start + size], size)

    def _ahead(self, chosen: dict[int, Any], seed: int, round: int) -> Iterator[Batch]:
        """Batches by number whose rows of mapped columns are read one batch ahead."""
        with ThreadPoolExecutor(1) as reader:

            def read(number: int) -> Any:
                examples = chosen.get(number)
                return None if examples is None else reader.submit(self._rows, examples, (seed, round, number))

            waiting = read(min(chosen, default=0))
            for number, examples in chosen.items():
                rows = waiting.result()
                waiting = read(number + 1)
                yield Batch(self, examples, len(examples), rows)

    def _rows(self, chosen: Any, seed: tuple[int, int, int]) -> dict[str, Any]:
        """The rows of mapped columns, in the order in which they lie there while they are read; the seed is of the
        batch, so that training goes on to the same bits where it was left."""
        order = numpy.argsort(chosen, kind="stable")
        found = {}
        for place, (name, column) in enumerate(self.columns.items(), 1):  # from 1: zeros that end a seed do not count
            if name not in self.mapped:
                continue
            column = column.anew((*seed, place)) if hasattr(column, "anew") else column
            rows = numpy.asarray(column[chosen[order]])
            found[name] = numpy.empty_like(rows)
            found[name][order] = rows
        return found

    def _alike(self, order: Any, length: int, generator: Any) -> tuple[Any, Any]:
        """The order with examples of like length together, and the starts of the batches at random."""
        sizes = next(iter(self.lengths.values()))
        pools = [order[i : i + length * POOL] for i in range(0, len(order), length * POOL)]
        order = numpy.concatenate([pool[numpy.argsort(sizes[pool], kind="stable")] for pool in pools])
        return order, generator.permutation(numpy.arange(0, len(order), length))

    def in_order(self, length: int) -> Iterator[Batch]:
        """The examples as they are, for measuring."""
        if length >= self.count:
            yield Batch(self, None, self.count)
            return
        for start in range(0, self.count, length):
            size = min(length, self.count - start)
            yield Batch(self, slice(start, start + size), size)

    def shapes(self, chosen: Any, size: int) -> Shapes:
        """The shapes of a batch: sequences are as long as the longest of it, rounded up."""
        found = []
        for name, column in self.columns.items():
            sizes = list(column.shape[1:])
            if name in self.lengths:
                lengths = self.lengths[name] if chosen is None else self.lengths[name][chosen]
                sizes[0] = min(sizes[0], -(-int(lengths.max()) // BUCKET) * BUCKET)
            found.append((name, (size, *sizes)))
        return tuple(found)

    def fill(self, plan: Any, chosen: Any, read: Mapping[str, Any] | None = None) -> None:
        """Copies the chosen examples in; None means all in order.  `read` are rows that are there already."""
        for name, buffer in plan.inputs.items():
            column, places = self.columns[name], slice(None) if chosen is None else chosen
            if name in self.lengths:
                plan.length_inputs[name][...] = self.lengths[name][places]
            if name in self.mapped:
                rows = (read or {}).get(name)
                rows = column[places] if rows is None else rows
                column, places = self.device.put(numpy.asarray(rows)), slice(None)
            if name in self.lengths:
                column = column[:, : buffer.shape[1]]
            buffer[...] = column[places]


@dataclass
class Given:
    """A batch that a function gave: columns of its own, all of them."""

    columns: Columns

    @property
    def size(self) -> int:
        return self.columns.count

    @property
    def shapes(self) -> Shapes:
        return self.columns.shapes(None, self.size)

    def fill(self, plan: Any) -> None:
        self.columns.fill(plan, None)

    def share(self, rank: int, size: int) -> tuple["Given", float]:
        """All of it, a batch for every process."""
        return self, 1 / size


class Stream:
    """Batches of a function of (round, batch): columns by port.  `count` examples are a round."""

    def __init__(self, give: Callable[[int, int], Mapping[str, Any]], count: int, read: Callable[[Any], Columns]):
        self.give, self.count, self.read = give, count, read
        self.first: Columns | None = read(give(0, 0))
        self.types, self.ragged = self.first.types, self.first.ragged

    def batches(self, length: int, seed: int, round: int, first: int = 0) -> Iterator[Given]:
        """The batches of a round."""
        for number in range(first, -(-self.count // length)):
            columns, self.first = self.first, None
            if columns is None or round or number:
                columns = self.read(self.give(round, number))
            yield Given(columns)
