"""The "Function" coders: functions of the language before and behind a net."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type, port_type
from ... import symbols as S
from ...expr import Expr, is_list, make_list
from ...numericarray import NumericArray
from ..numeric import numeric
from ..specs import SpecError, plain
from .coder import Coder, CoderError, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Parameters, Unfit, anything, truth
from .properties import Property
from .shapes import fits

# What says which definitions go with the function to a file; Initialization is evaluated before the first use.
_SAVING: Parameters = {
    "SaveDefinitions": Parameter(truth, True),
    "Initialization": Parameter(anything, S.None_),
    "ExcludedContexts": Parameter(anything, S.Automatic),
    "IncludedContexts": Parameter(anything, S.All),
}


def _shape(value: Any) -> Any:
    """A port shape, such as "Real", n, {n1, n2}, {"Varying", Restricted["Integer", n]}."""
    try:
        port_type(plain(value))
    except (SpecError, ValueError, TypeError):
        raise Unfit("an array shape") from None
    return value


SHAPE = Parameter(_shape, S.Automatic)


def with_type(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    """The parameters and the type that "Shape" means."""
    return {**values, "type": port_type(plain(values["Shape"]))}


def called(coder: Coder, f: Any, arguments: tuple[Any, ...], session: Any) -> Any:
    """f[arguments], after the coder's initialization."""
    start = coder.parameters.get("Initialization", S.None_)
    if start is not S.None_:
        begun = session.state.setdefault("coders that have begun", set())
        if coder not in begun:
            begun.add(coder)
            session.evaluate_expr(start)
    return session.evaluate_expr(Expr(f, arguments))


def array_from(coder: Coder, value: Any, kind: Type, session: Any) -> np.ndarray:
    """What a function gave, as an array of a type; raises CoderError."""
    array = numeric(value, session)
    if array is None or not fits(array, kind):
        raise CoderError("badout", coder.kind.name, str(kind), value)
    return np.asarray(array)


# ---- encoder ---------------------------------------------------------------------------------------------------------


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    for e in examples:
        if not _matches(coder, e, session):
            raise CoderError("invin", "Function", session.text(coder["Pattern"]), e)
    if not coder["Batched"]:
        return [
            array_from(coder, called(coder, coder["Function"], (e,), session), coder.type, session) for e in examples
        ]
    given = called(coder, coder["Function"], (make_list(examples),), session)
    rows = list(given.array) if type(given) is NumericArray else list(given.args) if is_list(given) else []
    if len(rows) != len(examples):
        raise CoderError("badbatch", len(examples), given)
    if type(given) is NumericArray:
        return [array_from(coder, NumericArray(np.array(row)), coder.type, session) for row in rows]
    return [array_from(coder, row, coder.type, session) for row in rows]


def _matches(coder: Coder, e: Any, session: Any) -> bool:
    pattern = coder["Pattern"]
    return pattern is S.None_ or session.evaluate_expr(Expr(S.MatchQ, (e, pattern))) is S.True_


# ---- decoder ---------------------------------------------------------------------------------------------------------


def _names(value: Any) -> tuple[str, ...]:
    if not is_list(value) or not all(type(x) is str for x in value.args):
        raise Unfit("a list of strings")
    return tuple(value.args)


def _given(array: np.ndarray) -> Any:
    """What the function gets: a NumericArray, or a number."""
    return NumericArray(np.array(array, dtype=np.float32)) if array.ndim else array.item()


def _rule(*name: str) -> Property:
    return Property(lambda c, array, argument, s: called(c, c["Function"], (_given(np.asarray(array)), *name), s))


declare(
    EncoderKind(
        "Function",
        _encode,
        type=lambda c: c["type"],
        example=lambda c, e: not is_list(e),
        whole=lambda c, e, session: c["Pattern"] is not S.None_ and _matches(c, e, session),
        accepts=lambda c, e: True,
        wants="an example for its function",
        arguments={"Function": Parameter(anything), "Shape": SHAPE},
        options={"Pattern": Parameter(anything, S.None_), "Batched": Parameter(truth, False), **_SAVING},
        finish=with_type,
        rows=lambda c: [("Function", c["Function"])],
        word="function",
        bypass=False,
        turns=False,
    ),
    DecoderKind(
        "Function",
        type=lambda c: Type(),
        properties=lambda c: {name: _rule(name) for name in c["Properties"]} or {None: _rule()},
        arguments={"Function": Parameter(anything)},
        options={"Properties": Parameter(_names, ()), **_SAVING},
        rows=lambda c: [("Function", c["Function"])],
        word="function",
        turns=False,
    ),
)
