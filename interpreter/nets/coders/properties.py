"""What can be asked of a decoder: "Name", "Name" -> argument, {"Name", argument}, or a list of such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ... import symbols as S
from ...expr import is_list, is_rule, make_list
from ...packed import from_array
from .parameters import CoderError, Unfit

LIST_OF_ALL = "Properties"


class Property(NamedTuple):
    """rule: (coder, array of one thing, argument, session) -> expression.

    `argument` reads what follows the name, None where nothing may; `optional` where nothing need follow (the rule then
    gets None).
    """

    rule: Callable[..., Any]
    argument: Callable[[Any], Any] | None = None
    optional: bool = False


class View(NamedTuple):
    """see: (array, session) -> expression, of the array of one thing, or of a `whole` one that holds several."""

    see: Callable[[Any, Any], Any]
    whole: bool = False


def property_names(coder: Any) -> list[Any]:
    """The properties of a decoder, as messages and "Properties" list them."""
    return [*(name for name in coder.properties if name is not None), S.None_]


def is_property(coder: Any, wanted: Any) -> bool:
    """Whether a decoder knows the property (or the list of them)."""
    try:
        views(coder, wanted)
    except CoderError:
        return False
    return True


def views(coder: Any, wanted: Any) -> View | list[View]:
    """How things are to be seen: one view, or a list of them; raises CoderError."""
    if is_list(wanted):
        return _of_list(coder, wanted)
    if is_rule(wanted):
        return _view(coder, wanted, wanted.args[0], wanted.args[1:])
    return _view(coder, wanted, wanted, ())


def _of_list(coder: Any, wanted: Any) -> View | list[View]:
    """{"Name", argument} is the older way to write a rule; any other list is one of properties."""
    if _is_older_rule(coder, wanted):
        return _view(coder, wanted, wanted.args[0], wanted.args[1:])
    if not len(wanted):
        raise _unknown(coder, wanted)
    found = [views(coder, w) for w in wanted.args]
    inner = next((w for w, view in zip(wanted.args, found, strict=True) if isinstance(view, list)), None)
    if inner is not None:
        raise _unknown(coder, inner)
    return found


def _is_older_rule(coder: Any, wanted: Any) -> bool:
    """Whether the second of two is what the first takes; where the first can stand alone, it must be no property."""
    if len(wanted) != 2 or type(wanted.args[0]) is not str:
        return False
    known, second = coder.properties.get(wanted.args[0]), wanted.args[1]
    if known is None or known.argument is None:
        return False
    name = second.args[0] if is_rule(second) or (is_list(second) and len(second)) else second
    return not known.optional or not (name is S.None_ or (type(name) is str and name in coder.properties))


def _view(coder: Any, wanted: Any, name: Any, arguments: tuple[Any, ...]) -> View:
    table = coder.properties
    if name is S.None_ and not arguments:
        return View(lambda array, session: from_array(array), whole=True)
    if name == LIST_OF_ALL and not arguments:
        return View(lambda array, session: make_list(property_names(coder)), whole=True)
    if name is S.Automatic and not arguments:
        name = next(iter(table))
    known = table.get(name) if name is None or type(name) is str else None
    if known is None or (arguments and known.argument is None) or not (arguments or _alone(known)):
        raise _unknown(coder, wanted)
    argument = None
    if arguments and known.argument is not None:
        try:
            argument = known.argument(arguments[0])
        except Unfit as problem:
            raise CoderError("arginv", name, *problem.args, arguments[0]) from None
    return View(lambda array, session: known.rule(coder, array, argument, session))


def _alone(known: Property) -> bool:
    return known.argument is None or known.optional


def _unknown(coder: Any, wanted: Any) -> CoderError:
    return CoderError("invprop", wanted, make_list(property_names(coder)))
