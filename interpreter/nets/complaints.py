"""What goes wrong with nets, and what the user is told: one rule for each kind of problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...runtime.declare import SHARED
from ...runtime.errors import (
    ArgumentError,
    CountError,
    InputError,
    RuntimeProblem,
    ShapeError,
    UndefinedError,
    UninitializedError,
    UnspecifiedError,
)
from ...runtime.ports import Type
from .. import symbols as S
from ..expr import FAILED, FALSE, TRUE, Expr, Symbol, expr, make_list, system
from .coders import CoderError
from .edges import EdgeError
from .specs import SpecError

Told = tuple[Any, ...]  # (tag, arguments of the message)


class NetError(Exception):
    """What the user has to be told: (tag, arguments of the message)."""


class ToldError(NetError):
    """What the user has been told already, by somebody else than the function that was called."""


def reported(say: Callable[..., None], work: Callable[[], Any], net: Any = None) -> Any:
    """The result of work, or $Failed after the message that its error means.

    `net` is the net that is worked on: the message shows where the layer at fault was written, if that is known.
    """
    try:
        return work()
    except ToldError:
        pass
    except (NetError, EdgeError, CoderError) as problem:
        say(*problem.args)
    except SpecError as problem:
        say("badspec", *problem.args)
    except RuntimeProblem as problem:
        place = _origin(problem, net)
        say(*told(problem), **({} if place is None else {"place": place}))
    return FAILED


def _origin(problem: RuntimeProblem, net: Any) -> Any:
    """Where the first layer that a problem names was written; None if that is not known."""
    net = getattr(problem, "net", None) or net
    if net is None:
        return None
    path = getattr(problem, "path", None)
    if path is None:
        places = getattr(problem, "places", ())
        path = places[0] if places else ()
        path = path[0] if path and isinstance(path[0], tuple) else path
    return net.origin_of(path)


def told(problem: RuntimeProblem) -> Told:
    """The message of one of the runtime's problems."""
    rule = next((rule for kind, rule in _RULES.items() if isinstance(problem, kind)), None)
    return ("problem", str(problem)) if rule is None else rule(problem)


def _shape(problem: ShapeError) -> Told:
    port = problem.port
    where = expr(S.StringForm, "`1` of layer `2`", port, layer_words(problem.path)) if problem.path else port
    return "tyfail1", where, str(problem.wanted), str(problem.found)


def _count(problem: CountError) -> Told:
    name, n = system(problem.layer), problem.found
    if problem.least == problem.most == 1:
        return "argx", name, n
    if problem.least == problem.most:
        return "argrx", name, n, problem.least
    return ("argb" if problem.most > problem.least + 1 else "argt"), name, n, problem.least, problem.most


def _argument(problem: ArgumentError) -> Told:
    if problem.allowed.startswith(("a parameter of", "a port of")):
        return "optx", problem.parameter, system(problem.layer)
    return "arginv", problem.parameter, problem.allowed, shown(problem.value)


_RULES: dict[type[RuntimeProblem], Callable[[Any], Told]] = {  # the first that fits
    ShapeError: _shape,
    UnspecifiedError: lambda p: ("unspec", _arrays(p.places)),
    UninitializedError: lambda p: ("uninit", _arrays(p.places)),
    InputError: lambda p: ("invindata", p.port, str(p.wanted), data_words(p.found)),
    CountError: _count,
    ArgumentError: _argument,
    UndefinedError: lambda p: ("undefined", system(p.layer)),
}


# ---- words -----------------------------------------------------------------------------------------------------------


def shown(value: Any) -> Any:
    """A Python value in a message, as the language writes it."""
    if value is None:
        return S.None_
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, tuple | list):
        return make_list(map(shown, value))
    return value if isinstance(value, int | float | str | Expr | Symbol) else str(value)


def data_words(found: Any) -> Any:
    """What was found at a port: a shape, or already words."""
    if isinstance(found, tuple) and all(isinstance(n, int) for n in found):
        return str(Type(tuple(found), "real"))
    return "nothing" if found is None else shown(found)


def layer_words(path: Any) -> Any:
    """The place of a layer: its number or name, or the list of them for a nested one."""
    parts = [p for p in path or () if p is not None]
    return parts[0] if len(parts) == 1 else make_list(parts)


def array_words(array: Any) -> Any:
    """The place of an array: its name, or the list of layers and its name."""
    path, name = array if isinstance(array[0], tuple) else (array[:-1], array[-1])
    if path == (SHARED,):
        return expr(S.NetArray, name)
    return make_list([*path, name]) if path else name


def _arrays(places: Iterable[Any]) -> Any:
    return make_list(map(array_words, places))
