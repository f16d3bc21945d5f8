"""What a method of learning is, and which of several does best on examples that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import is_list, is_rule, make_list
from ..options import option_name
from .examples import LearnError

Suboptions = dict[str, Any]

_FOLDS = 5
_MANY = 1000  # examples: of more, one share is held back once instead of every share in turn
_MOST_HELD = 2000


@dataclass(frozen=True)
class Problem:
    """Examples as numbers: rows of features and what is right, numbers of `classes` classes from 0 or, where that is
    None, real numbers.  `settings` are the options of nets; `held` may be other examples to choose by."""

    features: np.ndarray
    right: np.ndarray
    classes: int | None
    settings: dict[str, Any]
    session: Any
    held: tuple[np.ndarray, np.ndarray] | None = None

    def part(self, chosen: np.ndarray) -> Problem:
        return replace(self, features=self.features[chosen], right=self.right[chosen], held=None)


@dataclass(frozen=True)
class Method:
    """A way to learn: `fit(problem, suboptions)` gives a model as a value of the language, and `outputs(model,
    features, session)` the probabilities of the classes, or the numbers, by example.

    A suboption's reader tells whether a value is one; `choices(problem)` are values to choose among, the usual ones
    first.
    """

    fit: Callable[[Problem, Suboptions], Any]
    outputs: Callable[[Any, np.ndarray, Any], np.ndarray]
    suboptions: dict[str, Callable[[Any], bool]]
    choices: Callable[[Problem], list[Suboptions]]
    least: int = 0  # examples below which it is not tried by itself


@dataclass(frozen=True)
class Choice:
    """A method with its suboptions, and how well it did: what it said of the examples that it was tested on."""

    name: str
    suboptions: Suboptions
    outputs: np.ndarray | None = None
    right: np.ndarray | None = None


def candidates(spec: Any, table: dict[str, Method], problem: Problem) -> list[Choice]:
    """What Method -> spec leaves open: Automatic, "name", {"name", suboption -> value, ...}.  Raises LearnError."""
    if spec is S.Automatic:
        many = len(problem.right)
        return [Choice(n, c) for n, m in table.items() if many >= m.least for c in m.choices(problem)]
    name, *rules = spec.args if is_list(spec) and len(spec) else (spec,)
    if type(name) is not str or name not in table or not all(map(is_rule, rules)):
        raise LearnError("badmethod", spec, make_list(table))
    method, given = table[name], {option_name(r.args[0]): r.args[1] for r in rules}
    for option, value in given.items():
        if option not in method.suboptions:
            raise LearnError("badsub", option, name, make_list(method.suboptions))
        if value is not S.Automatic and not method.suboptions[option](value):
            raise LearnError("badopt", option, value)
    fixed = {k: v for k, v in given.items() if v is not S.Automatic}
    found: list[Suboptions] = []
    for choice in method.choices(problem):
        merged = choice | fixed
        found += [merged] if merged not in found else []
    return [Choice(name, c) for c in found]


def best(choices: list[Choice], table: dict[str, Method], problem: Problem) -> Choice:
    """The choice that does best on examples that it has not seen, with what it says of them."""
    tests = list(_tests(problem))
    if not tests:
        return choices[0]
    tried = [_tried(c, table[c.name], tests, problem.session) for c in choices]
    loss = mean_square if problem.classes is None else cross_entropy
    return min(tried, key=lambda c: loss(c.outputs, c.right))


def _tests(problem: Problem) -> Iterator[tuple[Problem, np.ndarray, np.ndarray]]:
    """(what is learnt from, features and right outputs to test with); none where there are too few examples."""
    count = len(problem.right)
    if problem.held is not None:
        yield problem, *problem.held
        return
    if count < 3:
        return
    order = np.random.default_rng(count).permutation(count)
    shares = [order[: min(count // _FOLDS, _MOST_HELD)]] if count > _MANY else np.array_split(order, min(_FOLDS, count))
    for share in shares:
        rest = np.ones(count, bool)
        rest[share] = False
        yield problem.part(np.flatnonzero(rest)), problem.features[share], problem.right[share]


def _tried(choice: Choice, method: Method, tests: list[Any], session: Any) -> Choice:
    outputs = [method.outputs(method.fit(part, choice.suboptions), x, session) for part, x, _ in tests]
    return replace(choice, outputs=np.concatenate(outputs), right=np.concatenate([right for *_, right in tests]))


def cross_entropy(probabilities: Any, right: Any) -> float:
    p = probabilities[np.arange(len(right)), right]
    return float(-np.log(np.maximum(p, np.finfo(float).tiny)).mean())


def mean_square(found: Any, right: Any) -> float:
    return float(np.mean((found - right) ** 2))


# ---- readers of suboptions -------------------------------------------------------------------------------------------


def is_count(value: Any) -> bool:
    return type(value) is int and value > 0


def is_weight(value: Any) -> bool:
    return type(value) in (int, float) and value >= 0
