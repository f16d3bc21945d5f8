"""Examples to learn from and to test with: inputs and outputs, from the forms in which people write them."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..associations import Association, association
from ..dataset import rows_in
from ..datasets import TRAINING, Unavailable, examples
from ..expr import is_list, is_rule, make_list, same


class LearnError(Exception):
    """What the user has to be told: (tag, arguments of the message)."""


class Examples(NamedTuple):
    inputs: list[Any]
    outputs: list[Any]


def read_examples(data: Any, session: Any, classes: bool = False, part: str = TRAINING) -> Examples:
    """The examples in data, or a part of a data set by its name; with `classes`, <|class -> {input, ...}, ...|> too.
    Raises LearnError."""
    found = _read(_named(data, part, session) if type(data) is str else rows_in(data), classes)
    if found is None:
        raise LearnError("baddata")
    if not found.inputs:
        raise LearnError("nodata")
    return found


def _named(name: str, part: str, session: Any) -> Any:
    try:
        return examples(name, part, session)
    except Unavailable as problem:
        raise LearnError(*problem.args) from None


def _read(data: Any, classes: bool) -> Examples | None:
    if is_list(data) and all(map(is_rule, data.args)):
        return Examples([r.args[0] for r in data.args], [r.args[1] for r in data.args])
    if classes and type(data) is Association and all(map(is_list, data.values())):
        pairs = [(x, c) for c, xs in data.items() for x in xs.args]
        return Examples([x for x, _ in pairs], [c for _, c in pairs])
    if not is_rule(data):
        return None
    left, right = rows_in(data.args[0]), data.args[1]
    if not is_list(left):
        return None
    if is_list(right):
        return Examples(list(left.args), list(right.args)) if len(left) == len(right) else None
    return _columns(list(left.args), right)


def _columns(rows: list[Any], wanted: Any) -> Examples | None:
    """Rows of which one element, by its number or key, is the output; None where a row lacks it."""
    if type(wanted) is int and all(is_list(row) and 0 < abs(wanted) <= len(row) for row in rows):
        i = wanted - 1 if wanted > 0 else wanted
        return Examples([make_list(row.args[:i] + row.args[i:][1:]) for row in rows], [row.args[i] for row in rows])
    if all(type(row) is Association and row.get(wanted) is not None for row in rows):
        rest = [association((k, v) for k, v in row.items() if not same(k, wanted)) for row in rows]
        return Examples(rest, [row.get(wanted) for row in rows])
    return None
