"""Arguments and options of coders: tables of parameters, each with what it takes and its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ... import symbols as S
from ...expr import FALSE, TRUE, is_list, is_rule, make_list
from ...numerics.numbers import REAL_TYPES
from ...options import option_name

REQUIRED = object()
_LARGEST = 2**24
_DEEPEST = 32


class CoderError(Exception):
    """Something a coder cannot do: (tag, arguments of the message)."""


class Unfit(Exception):
    """A value that a parameter does not take: what it takes, in words."""


class Parameter(NamedTuple):
    """`read` turns the value that was given into the one that is kept, or raises Unfit."""

    read: Callable[[Any], Any]
    default: Any = REQUIRED


Parameters = dict[str, Parameter]


def split(parts: tuple[Any, ...]) -> tuple[list[Any], dict[Any, Any]]:
    """(positional arguments, options by name) of what follows the type's name."""
    positional = [p for p in parts if not is_rule(p)]
    return positional, {option_name(p.args[0]): p.args[1] for p in parts if is_rule(p)}


def read_parameters(title: str, parts: tuple[Any, ...], arguments: Parameters, options: Parameters) -> dict[str, Any]:
    """The values of a coder's parameters over their defaults; raises CoderError."""
    positional, named = split(parts)
    if len(positional) > len(arguments):
        raise CoderError("manyargs", title, make_list(arguments), positional[len(arguments)])
    for name in named:
        if name not in options:
            raise CoderError("nopar", name, title, make_list(options))
    given = {**dict(zip(arguments, positional, strict=False)), **named}
    found = {}
    for name, parameter in {**arguments, **options}.items():
        if name in given:
            found[name] = _value(name, parameter, given[name])
        elif parameter.default is REQUIRED:
            raise CoderError("noarg", title, name)
        else:
            found[name] = parameter.default
    return found


def _value(name: str, parameter: Parameter, value: Any) -> Any:
    try:
        return parameter.read(value)
    except Unfit as problem:
        raise CoderError("arginv", name, *problem.args, value) from None


def part(value: Any) -> Any:
    """A parameter as an expression."""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, tuple | list):
        return make_list(map(part, value))
    return S.None_ if value is None else value


# ---- readers ---------------------------------------------------------------------------------------------------------


def anything(value: Any) -> Any:
    """Takes every value."""
    return value


def truth(value: Any) -> bool:
    """True or False."""
    if value not in (TRUE, FALSE):
        raise Unfit("True or False")
    return value is TRUE


def positive_integer(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise Unfit("a positive integer")
    return value


def size(value: Any) -> int:
    """A positive integer for which there is room."""
    if type(value) is not int or not 0 < value <= _LARGEST:
        raise Unfit(f"an integer from 1 to {_LARGEST}")
    return value


def depth(value: Any) -> int:
    """A number of levels."""
    if type(value) is not int or not 0 <= value <= _DEEPEST:
        raise Unfit(f"an integer from 0 to {_DEEPEST}")
    return value


def number(value: Any) -> float:
    if type(value) not in REAL_TYPES:
        raise Unfit("a number")
    try:
        return float(value)
    except OverflowError:
        raise Unfit("a number") from None


def positive_number(value: Any) -> float:
    if type(value) not in REAL_TYPES or not number(value) > 0:
        raise Unfit("a positive number")
    return number(value)


def text(value: Any) -> str:
    if type(value) is not str:
        raise Unfit("a string")
    return value


def one_of(*names: Any) -> Callable[[Any], Any]:
    """Takes one of some strings (or symbols of these names) and gives the string."""

    def read(value: Any) -> Any:
        name = option_name(value)
        if type(name) is not str or name not in names:
            raise Unfit(" or ".join(f'"{n}"' for n in names))
        return name

    return read


def either(constant: Any, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Takes a constant such as None or Automatic, which stays, or what `read` takes."""

    def reads(value: Any) -> Any:
        if value is constant:
            return value
        try:
            return read(value)
        except Unfit as problem:
            raise Unfit(f"{constant.name} or {problem.args[0]}") from None

    return reads


def dimensions(value: Any) -> tuple[Any, ...]:
    """{d1, ...}: sizes, "Varying", or Automatic (None) for a size that anything fits; d stands for {d}."""
    sizes = value.args if is_list(value) else (value,)
    if not all((type(n) is int and n > 0) or n == "Varying" or n is S.Automatic for n in sizes):
        raise Unfit("a list of dimensions")
    return tuple([None if n is S.Automatic else n for n in sizes])
