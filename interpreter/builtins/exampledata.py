"""ExampleData: the small files that come with the package, by kind and name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import FAILED, Expr, is_list, make_list
from ..gate import PACKAGED

# Kind -> name -> the file in data/ExampleData, which Import reads by its extension.
EXAMPLES: dict[str, dict[str, str]] = {
    "Audio": {
        "Bell": "bell.wav",
        "Bird": "bird.wav",
    },
    "MachineLearning": {
        "Digits": "digits.csv.gz",
    },
    "TestImage": {
        "Checkerboard": "checkerboard.png",
        "Coneflower": "coneflower.jpg",
        "Digit": "digit.png",
        "Gradient": "gradient.png",
        "Ramp": "ramp.png",
        "Shapes": "shapes.png",
    },
}


_HELD_BACK = 6  # every sixth example is for testing: neighbours in the file are by one hand


def _digits(part: str) -> Any:
    """Rules from pictures to digits."""
    import numpy as np

    from ..images.value import Picture

    rows = np.loadtxt(PACKAGED / "ExampleData" / "digits.csv.gz", delimiter=",", dtype=np.float32)
    held = np.arange(len(rows)) % _HELD_BACK == _HELD_BACK - 1
    chosen = rows[held if part == "TestData" else ~held]
    pictures = [Picture(row[:64].reshape(8, 8, 1) / 16, "Grayscale") for row in chosen]
    return make_list(Expr(S.Rule, pair) for pair in zip(pictures, chosen[:, 64].astype(int).tolist(), strict=True))


# Elements that are more than a part of a file.
_MADE: dict[tuple[str, str], Callable[[str], Any]] = {("MachineLearning", "Digits"): _digits}
_PARTS = ("TrainingData", "TestData")


@builtin(
    "ExampleData[]",
    "ExampleData[spec_]",
    "ExampleData[spec_, element_]",
    nokind="`1` is not a kind of example data; the kinds are `2`.",
    noexample="There is no example `1` of the kind `2`; there are `3`.",
    badspec="`1` is neither a kind of example data nor {kind, name}.",
)
def example_data(spec: Any = None, element: Any = None, *, say: Any) -> Any:
    """ExampleData[{"TestImage", "name"}] gives an example that comes with the package, here an image.

    ExampleData["TestImage"] lists the examples of a kind, ExampleData[] the kinds.
    ExampleData[{"kind", "name"}, "element"] gives an element of the file, as Import does.  Of the kind
    "MachineLearning" the elements "TrainingData" and "TestData" are rules from examples to what is right: of "Digits",
    from pictures of 8 by 8 pixels to the digits that were written.

    >>> ImageDimensions[ExampleData[{"TestImage", "Digit"}]]
    {28, 28}
    """
    if spec is None:
        return make_list(EXAMPLES)
    kind, *rest = spec.args if is_list(spec) and len(spec) == 2 else (spec,)
    if type(kind) is not str:
        return say("badspec", spec)
    if kind not in EXAMPLES:
        say("nokind", kind, make_list(EXAMPLES))
        return FAILED
    if not rest:
        return make_list([make_list([kind, name]) for name in EXAMPLES[kind]])
    file = EXAMPLES[kind].get(rest[0]) if type(rest[0]) is str else None
    if file is None:
        say("noexample", rest[0], kind, make_list(EXAMPLES[kind]))
        return FAILED
    if element in _PARTS and (kind, rest[0]) in _MADE:
        return _MADE[kind, rest[0]](element)
    path = str(PACKAGED / "ExampleData" / file)
    return Expr(S.Import, (path,) if element is None else (path, element))
