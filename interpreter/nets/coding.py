"""NetEncoder and NetDecoder at work: on their own and at the ports of nets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...runtime.ports import VARYING
from ...runtime.ragged import Ragged, batch
from .. import symbols as S
from ..expr import Expr, is_list, make_list
from ..numericarray import NumericArray, array_of
from ..packed import from_array, to_array
from . import summaries  # noqa: F401 - says how coders are shown
from .coders import Coder, CoderError, make_decoder, make_encoder, turned
from .coders.kinds import DECODERS, ENCODERS
from .coders.properties import View, views
from .coders.shapes import all_fit, fits, shape_fits
from .complaints import NetError, ToldError, reported
from .numeric import found_words, numeric

__all__ = ["apply_coder", "decoded", "encoded", "learnt", "make", "read_encoded"]


def make(head: str, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """A coder from its specification, or the one that belongs to another; $Failed after a message."""
    return reported(say, lambda: _made(head, spec, session.evaluate_expr))


def _made(head: str, spec: Any, evaluate: Any) -> Coder:
    if spec is None:
        raise CoderError("types", make_list(sorted(ENCODERS if head == "NetEncoder" else DECODERS)))
    if isinstance(spec, Coder):
        return spec if spec.head.name == head else turned(spec, evaluate)
    return (make_encoder if head == "NetEncoder" else make_decoder)(spec, evaluate)


def apply_coder(coder: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """encoder[data], decoder[array], decoder[array, property]."""
    if not isinstance(coder, Coder) or not 1 <= len(args) <= (1 if coder.head is S.NetEncoder else 2):
        return None
    if coder.head is S.NetEncoder:
        return reported(say, lambda: _encode(coder, args[0], session))
    prop = args[1] if len(args) == 2 else S.Automatic
    return reported(say, lambda: _decode(coder, args[0], prop, session))


# ---- encoders --------------------------------------------------------------------------------------------------------


def _encode(coder: Coder, data: Any, session: Any) -> Any:
    if is_list(data) and not len(data) and not _is_example(coder, data, coder.kind.example):
        return data
    found, one = read_encoded(coder, data, session)
    numeric = type(data) is NumericArray
    if isinstance(found, Ragged):
        return make_list(_value(row, numeric) for row in found.examples())
    return _value(found[0] if one else found, numeric)


def _value(array: Any, numeric: bool) -> Any:
    """An array as numbers, or as a NumericArray where one was given."""
    if not numeric or not array.ndim:
        return from_array(array)
    return NumericArray(np.array(array, dtype="int64" if array.dtype.kind in "iub" else "float32"))


def read_encoded(coder: Coder, value: Any, session: Any) -> tuple[Any, bool]:
    """(the data as a batch, whether it was one example); raises ToldError."""
    if type(value) is NumericArray:
        value = value.normal()
    whole = coder.kind.whole is not None and coder.kind.whole(coder, value, session)
    if whole or _is_example(coder, value, coder.kind.example):
        return encoded(coder, [value], session), True
    if is_list(value) and len(value) and _is_example(coder, value.args[0], coder.kind.example):
        return encoded(coder, list(value.args), session), False
    if coder.kind.bypass and coder.type.dims is not None:
        array, kind = _numbers(value), coder.type
        if array is not None and fits(array, kind):
            return array[None], True
        if array is not None and all_fit(array, kind):
            return array, False
    if is_list(value) and len(value):
        return encoded(coder, list(value.args), session), False
    raise _told(coder, _refusal(coder, value), session)


def encoded(coder: Coder, examples: list[Any], session: Any) -> Any:
    """Examples as a batch; raises ToldError after the encoder's message."""
    try:
        return batch(_arrays(coder, examples, session))
    except CoderError as problem:
        raise _told(coder, problem, session) from None
    except ValueError:
        raise _told(coder, CoderError("uneven", coder.kind.name), session) from None


def learnt(coder: Coder, examples: list[Any], session: Any) -> Coder:
    """The encoder that training data make of one that learns from them; raises ToldError."""
    try:
        spec = coder.kind.learn(coder, examples) if coder.kind.learn is not None else None
    except CoderError as problem:
        raise _told(coder, problem, session) from None
    return coder if spec is None else make_encoder(spec, session.evaluate_expr)


def _told(coder: Coder, problem: CoderError, session: Any) -> ToldError:
    session.message(coder.head, *problem.args)
    return ToldError(*problem.args)


def _refusal(coder: Coder, found: Any) -> CoderError:
    sizes = coder.outer
    wants = f"{coder.kind.wants}, in a list of dimensions {_words(sizes)}" if sizes else coder.kind.wants
    return CoderError("invin", coder.kind.name, wants, found)


def _words(sizes: tuple[Any, ...]) -> str:
    return "{" + ", ".join("Automatic" if n is None else str(n) for n in sizes) + "}"


def _arrays(coder: Coder, examples: list[Any], session: Any) -> list[Any]:
    """The array of each example; numbers that are encoded already stay."""
    found: list[Any] = [None] * len(examples)
    fresh, accepts = [], coder.kind.accepts or coder.kind.example
    for i, e in enumerate(examples):
        if _is_example(coder, e, accepts):
            fresh.append(i)
            continue
        array = _numbers(e) if coder.kind.bypass else None
        if array is None or not fits(array, coder.type):
            raise _refusal(coder, e)
        found[i] = array
    if fresh:
        for i, array in zip(fresh, _mapped(coder, [examples[i] for i in fresh], session), strict=True):
            found[i] = np.asarray(array)
    return found


def _is_example(coder: Coder, e: Any, test: Callable[[Coder, Any], bool]) -> bool:
    """Whether e is one thing for the encoder, or the nested list of such that its dimensions say."""
    things = [e]
    for size in coder.outer:
        if not all(is_list(x) and len(x) and size in (None, VARYING, len(x)) for x in things):
            return False
        things = [y for x in things for y in x.args]
    return all(test(coder, x) for x in things)


def _mapped(coder: Coder, examples: list[Any], session: Any) -> Any:
    """The encoder over the things in arrays of them."""
    if not coder.outer:
        return coder.kind.encode(coder, examples, session)
    things: list[Any] = []
    parts = []
    for e in examples:
        mine, sizes = [e], []
        for _ in coder.outer:
            sizes.append(len(mine[0]))
            if any(len(x) != sizes[-1] for x in mine):
                raise _refusal(coder, e)
            mine = [y for x in mine for y in x.args]
        parts.append((len(things), len(things) + len(mine), sizes))
        things += mine
    rows = np.asarray(coder.kind.encode(coder, things, session))
    return [rows[start:end].reshape(*sizes, *rows.shape[1:]) for start, end, sizes in parts]


# ---- encoded already -------------------------------------------------------------------------------------------------


def _numbers(e: Any) -> Any:
    """Numbers as an array; None for all else."""
    if type(e) in (int, float):
        return np.asarray(e) if type(e) is float or abs(e) < 2**63 else None
    array = array_of(e)
    return array if array is not None else to_array(e) if isinstance(e, Expr) else None


# ---- decoders --------------------------------------------------------------------------------------------------------


def _decode(coder: Coder, data: Any, prop: Any, session: Any) -> Any:
    if prop is S.None_:
        return data
    if prop == "Properties":
        return decoded(coder, [np.zeros(())], prop, session)[0]
    array, kind = numeric(data, session), coder.type
    if array is not None and array.size:
        if kind.dims is None or shape_fits(array.shape, kind):
            return decoded(coder, [array], prop, session)[0]
        if array.ndim and shape_fits(array.shape[1:], kind):
            return make_list(decoded(coder, array, prop, session))
        if coder.kind.steps and shape_fits((1, *array.shape), kind):
            return decoded(coder, [array[None]], prop, session)[0]
    elif is_list(data) and len(data):
        rows = [numeric(x, session) for x in data.args]
        if all(row is not None and row.size and shape_fits(row.shape, kind) for row in rows):
            return make_list(decoded(coder, rows, prop, session))
    raise NetError("invindata", "Input", str(kind), found_words(data))


def decoded(coder: Coder, rows: Any, prop: Any, session: Any) -> list[Any]:
    """The decoded examples of a batch, one expression each: of a list of properties the list of their values."""
    seen = views(coder, prop)
    if isinstance(rows, Ragged):
        rows = rows.examples()
    depth = len(coder.outer)
    if isinstance(seen, list):
        return [make_list(_over(view, row, depth, session) for view in seen) for row in rows]
    return [_over(seen, row, depth, session) for row in rows]


def _over(view: View, array: Any, depth: int, session: Any) -> Any:
    """A view of the things at the last levels of an array."""
    if not depth or view.whole:
        return view.see(array, session)
    return make_list(_over(view, x, depth - 1, session) for x in array)
