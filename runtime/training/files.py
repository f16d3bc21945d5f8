"""Arrays in files, of which rows are read when they are wanted, without a mapping of the whole."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import numpy


class Kept(ABC):
    """A column that stays where it is: `shape` and `dtype` are known, rows are read when they are asked for."""

    shape: tuple[int, ...]
    dtype: Any

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    @abstractmethod
    def __getitem__(self, chosen: Any) -> Any:
        """The rows of a slice, or of a list or array of numbers, in their order."""


class Rows(Kept):
    """The array of a .npy file by its first axis: rows are read into memory, and nothing else is kept.

    Raises OSError for a file that cannot be read and ValueError for one that holds no plain array.
    """

    def __init__(self, path: str | Path):
        self.path = Path(path)
        with open(self.path, "rb") as file:
            version = numpy.lib.format.read_magic(file)
            header = _HEADERS.get(version)
            if header is None:
                raise ValueError(f"version {version} of the format")
            self.shape, columns_first, self.dtype = header(file)
            self.start = file.tell()
        if columns_first and len(self.shape) > 1:
            raise ValueError("an array by columns")
        if self.dtype.hasobject or not self.shape:
            raise ValueError("no array of numbers")
        self.row = int(numpy.prod(self.shape[1:], dtype=numpy.int64)) * self.dtype.itemsize
        if self.path.stat().st_size < self.start + self.row * self.shape[0]:
            raise ValueError("a file that ends too early")

    def __getitem__(self, chosen: Any) -> Any:
        places = range(*chosen.indices(len(self))) if isinstance(chosen, slice) else [int(i) for i in chosen]
        found = numpy.empty((len(places), *self.shape[1:]), self.dtype)
        view = memoryview(found.reshape(-1).view(numpy.uint8)) if self.row else memoryview(b"")
        with open(self.path, "rb", buffering=0) as file:
            for i, place in enumerate(places):
                if isinstance(chosen, slice) and chosen.step in (None, 1):  # one piece
                    _fill(file, view, self.start + place * self.row)
                    break
                _fill(file, view[i * self.row : (i + 1) * self.row], self.start + place * self.row)
        return found


class Dataset(Kept):
    """A data set of an HDF5 file, which h5py reads."""

    def __init__(self, found: Any):
        if not found.shape or found.dtype.kind not in "iufb":
            raise ValueError("no array of numbers")
        self.found, self.shape, self.dtype = found, found.shape, found.dtype

    def __getitem__(self, chosen: Any) -> Any:
        if isinstance(chosen, slice) and (chosen.step or 1) > 0:
            return self.found[chosen]
        places = numpy.arange(len(self))[chosen]
        sorted_, back = numpy.unique(places, return_inverse=True)  # in the order that the library wants
        return self.found[sorted_][back] if len(sorted_) else numpy.empty((0, *self.shape[1:]), self.dtype)


def datasets(path: str | Path) -> dict[str, Dataset]:
    """The data sets of an HDF5 file by name.

    Raises ImportError without h5py, OSError for what is no such file and ValueError for what holds no numbers.
    """
    import h5py

    file = h5py.File(path, "r")
    return {name: Dataset(found) for name, found in file.items() if isinstance(found, h5py.Dataset)}


class Chosen(Kept):
    """Some rows of a column that stays where it is, by their numbers."""

    def __init__(self, column: Any, places: Any):
        self.column, self.places = column, numpy.asarray(places)
        self.shape, self.dtype = (len(self.places), *column.shape[1:]), column.dtype

    def __getitem__(self, chosen: Any) -> Any:
        return self.column[self.places[chosen]]


def _fill(file: Any, view: memoryview, start: int) -> None:
    """Reads into memory until it is full."""
    file.seek(start)
    while view:
        count = file.readinto(view)
        if not count:
            raise OSError("the file has become shorter")
        view = view[count:]


_HEADERS = {(1, 0): numpy.lib.format.read_array_header_1_0, (2, 0): numpy.lib.format.read_array_header_2_0}
