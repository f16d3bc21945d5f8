"""ExampleData: the small files that come with the package, by kind and name."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..datasets import ALL, DATASETS, TRAINING, Unavailable, examples
from ..declare import builtin
from ..expr import FAILED, Expr, is_list, make_list
from ..gate import PACKAGED
from .setmessages import SET_MESSAGES

# Kind -> name -> the file in data/ExampleData, which Import reads by its extension.
EXAMPLES: dict[str, dict[str, str]] = {
    "Audio": {
        "Bell": "bell.wav",
        "Bird": "bird.wav",
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


_LEARNING = "MachineLearning"  # the kind of the data sets


def _data_set(name: str, part: Any, session: Any, say: Any) -> Any:
    """A part of a data set; $Failed after a message."""
    try:
        return examples(name, part, session)
    except Unavailable as problem:
        say(*problem.args)
        return FAILED


@builtin(
    "ExampleData[]",
    "ExampleData[spec_]",
    "ExampleData[spec_, element_]",
    nokind="`1` is not a kind of example data; the kinds are `2`.",
    noexample="There is no example `1` of the kind `2`; there are `3`.",
    badspec="`1` is neither a kind of example data nor {kind, name}.",
    **SET_MESSAGES,
)
def example_data(spec: Any = None, element: Any = None, *, session: Any, say: Any) -> Any:
    """ExampleData[{"TestImage", "name"}] gives an example that comes with the package, here an image.

    ExampleData["TestImage"] lists the examples of a kind, ExampleData[] the kinds.
    ExampleData[{"kind", "name"}, "element"] gives an element of the file, as Import does.  Of the kind
    "MachineLearning" the elements "TrainingData", "TestData" and "Data" (both, as without an element) are rules from
    examples to what is right: of "Digits", which comes with the package, from pictures of 8 by 8 pixels to the digits
    that were written. "MNIST", "FashionMNIST", "CIFAR-10", "CIFAR-100" and "MovieReview" are read where the user or a
    package of the system has put them.

    >>> ImageDimensions[ExampleData[{"TestImage", "Digit"}]]
    {28, 28}
    """
    if spec is None:
        return make_list(sorted((*EXAMPLES, _LEARNING)))
    kind, *rest = spec.args if is_list(spec) and len(spec) == 2 else (spec,)
    if type(kind) is not str:
        return say("badspec", spec)
    names = DATASETS if kind == _LEARNING else EXAMPLES.get(kind)
    if names is None:
        say("nokind", kind, example_data(say=say, session=session))
        return FAILED
    if not rest:
        return make_list([make_list([kind, name]) for name in names])
    name = rest[0]
    if type(name) is not str or name not in names:
        say("noexample", name, kind, make_list(names))
        return FAILED
    if kind == _LEARNING:
        return _data_set(name, ALL if element is None else element, session, say)
    path = str(PACKAGED / "ExampleData" / EXAMPLES[kind][name])
    return Expr(S.Import, (path,) if element is None else (path, element))


@builtin("ResourceData[name_String]", "ResourceData[name_String, element_]", **SET_MESSAGES)
def resource_data(name: str, element: Any = TRAINING, *, session: Any, say: Any) -> Any:
    """ResourceData["name"] gives the examples to learn from of a data set; ResourceData["name", "TestData"] those to
    test with, "Data" both.

    The data sets are those of ExampleData["MachineLearning"]; NetTrain, Classify and Predict take their names, too.
    Nothing is fetched: a set that is not on this machine gives ResourceData::noset, which says where it can be had.

    >>> Length[ResourceData["Digits", "TestData"]]
    299
    """
    return _data_set(name, element, session, say)
