"""Data sets to learn from, by name: rules from examples to what is right.

One comes with the package.  The others are looked for in the user's folder of data sets and where packages of the
system put them, and are read when they are asked for.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import symbols as S
from .expr import Expr, make_list
from .folders import data_folders
from .gate import PACKAGED, Refused, permit
from .images.value import Picture

if TYPE_CHECKING:
    import numpy as np

TRAINING, TEST, ALL = "TrainingData", "TestData", "Data"
Pairs = Iterable[tuple[Any, Any]]


class Unavailable(Exception):
    """A data set that cannot be had: (tag of a message, its arguments)."""



class DataSet(NamedTuple):
    """How a data set is read from a folder: `files` by part, `read(paths, part)` gives the pairs of one part."""

    folder: str
    files: dict[str, tuple[str, ...]]
    read: Callable[[list[Path], str], Pairs]
    source: str  # where it can be had, for people


def examples(name: str, part: Any, session: Any) -> Expr:
    """The rules of a part of a data set; raises Unavailable."""
    found = DATASETS.get(name)
    if found is None:
        raise Unavailable("nodataset", name, make_list(DATASETS))
    if part == ALL:
        parts = [examples(name, p, session) for p in found.files]
        return make_list(rule for p in parts for rule in p.args)
    if part not in found.files:
        raise Unavailable("noelement", name, part)
    paths = _paths(name, found, part)
    try:
        for path in paths:
            permit(session, "Reading", str(path))
        return make_list(Expr(S.Rule, pair) for pair in found.read(paths, part))
    except Refused as refusal:
        raise Unavailable("sandbox", str(refusal)) from None
    except (OSError, EOFError, ValueError, IndexError) as problem:
        raise Unavailable("badset", name, str(paths[0].parent), str(problem)) from None


def _paths(name: str, found: DataSet, part: str) -> list[Path]:
    """The files of a part, from the first place that has them all; each may be compressed."""
    places = [root / found.folder for root in data_folders()]
    for place in (PACKAGED / "ExampleData", *places):
        paths = [next((p for p in (place / f, place / f"{f}.gz") if p.is_file()), None) for f in found.files[part]]
        whole = [p for p in paths if p is not None]
        if len(whole) == len(paths):
            return whole
    raise Unavailable("noset", name, found.source, make_list(found.files[part]), str(places[0]))


def _bytes(path: Path) -> bytes:
    with (gzip.open(path) if path.suffix == ".gz" else open(path, "rb")) as file:
        return file.read()


# ---- formats ---------------------------------------------------------------------------------------------------------


def _idx(path: Path) -> np.ndarray:
    """An array of bytes in the format of MNIST: two zeros, the type, the rank, the sizes, the numbers."""
    import numpy as np

    data = _bytes(path)
    if data[:3] != b"\0\0\x08":
        raise ValueError(f"{path.name} is no array of bytes")
    sizes = np.frombuffer(data, ">u4", data[3], 4)
    return np.frombuffer(data, "u1", offset=4 + 4 * data[3]).reshape(sizes)


def _pictures(paths: list[Path], part: str) -> Pairs:
    images, labels = map(_idx, paths)
    return zip((Picture(x[:, :, None], "Grayscale") for x in images), labels.tolist(), strict=True)


def _small_digits(paths: list[Path], part: str) -> Pairs:
    """Pictures of 8 by 8 pixels; every sixth is for testing, since neighbours in the file are by one hand."""
    import numpy as np

    rows = np.loadtxt(paths[0], delimiter=",", dtype=np.float32)
    chosen = rows[(np.arange(len(rows)) % 6 == 5) == (part == TEST)]
    pictures = (Picture(row[:64].reshape(8, 8, 1) / 16, "Grayscale") for row in chosen)
    return zip(pictures, chosen[:, 64].astype(int).tolist(), strict=True)


def _colored(before: int) -> Callable[[list[Path], str], Pairs]:
    """Rows of bytes: `before` bytes, the label, the planes of a picture of 32 by 32 pixels."""

    def read(paths: list[Path], part: str) -> Pairs:
        import numpy as np

        for path in paths:
            rows = np.frombuffer(_bytes(path), "u1").reshape(-1, before + 1 + 3 * 32 * 32)
            planes = rows[:, before + 1 :].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
            pictures = (Picture(x, "RGB") for x in np.ascontiguousarray(planes))
            yield from zip(pictures, rows[:, before].tolist(), strict=True)

    return read


def _sentences(paths: list[Path], part: str) -> Pairs:
    """A sentence a line, of films that were liked and of others."""
    for path, label in zip(paths, ("positive", "negative"), strict=True):
        yield from ((line.strip(), label) for line in _bytes(path).decode("latin-1").splitlines())


_IDX = {
    TRAINING: ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    TEST: ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
_CIFAR = "the binary version at www.cs.toronto.edu/~kriz/cifar.html"
_SHIPPED = ("digits.csv",)

DATASETS: dict[str, DataSet] = {
    "CIFAR-10": DataSet(
        "cifar-10",
        {TRAINING: tuple(f"data_batch_{i}.bin" for i in range(1, 6)), TEST: ("test_batch.bin",)},
        _colored(0),
        _CIFAR,
    ),
    "CIFAR-100": DataSet("cifar-100", {TRAINING: ("train.bin",), TEST: ("test.bin",)}, _colored(1), _CIFAR),
    "Digits": DataSet("digits", {TRAINING: _SHIPPED, TEST: _SHIPPED}, _small_digits, "the package itself"),
    "FashionMNIST": DataSet("fashion-mnist", _IDX, _pictures, "the Debian package dataset-fashion-mnist"),
    "MNIST": DataSet("mnist", _IDX, _pictures, "yann.lecun.com/exdb/mnist"),
    "MovieReview": DataSet(
        "movie-review",
        {TRAINING: ("rt-polarity.pos", "rt-polarity.neg")},
        _sentences,
        "sentence polarity dataset v1.0 at www.cs.cornell.edu/people/pabo/movie-review-data",
    ),
}
