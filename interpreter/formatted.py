"""What the user's rules make of an expression that is to be shown: MakeBoxes and Format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import symbols as S
from .compiler import FAIL
from .expr import Expr, Symbol, system

# form of output -> forms whose Format rules it uses, after rules that name no form
FALLBACKS = {
    "OutputForm": ("OutputForm", "StandardForm", "TraditionalForm"),
    "StandardForm": ("StandardForm",),
    "TraditionalForm": ("TraditionalForm",),
    "TeXForm": ("TeXForm", "TraditionalForm"),
    "MathMLForm": ("MathMLForm", "TraditionalForm"),
}
# Forms of code, which rules for reading do not concern.
ONLY_NAMED = frozenset(("InputForm", "FullForm", "CForm", "FortranForm"))
BOXES = {"OutputForm": S.StandardForm, "TeXForm": S.TraditionalForm, "MathMLForm": S.TraditionalForm}


def owner_of(e: Any) -> Any:
    while isinstance(e, Expr):
        e = e.head
    return e


def user_boxes(e: Any, form: Symbol, session: Any) -> Any:
    """The boxes that the user's MakeBoxes rules give, or None."""
    definitions = session.definitions
    owner = owner_of(e)
    own = definitions[owner].up if type(owner) is Symbol and owner in session.evaluator.up_symbols else None
    general = definitions.get(S.MakeBoxes)
    call = Expr(S.MakeBoxes, (e, form))
    for table in (own, None if general is None else general.down):
        if table:
            result = table.apply(call)
            if result is not FAIL:
                return session.evaluator.evaluate(result)
    return None


def user_format(e: Any, form: str, session: Any) -> Any:
    """What a Format rule puts in place of e, or None."""
    owner = owner_of(e)
    table = session.definitions[owner].formats if type(owner) is Symbol else None
    if table is None:
        return None
    forms = [(e, system(name)) for name in FALLBACKS.get(form, (form,))]
    plain = [] if form in ONLY_NAMED else [(e,)]
    for args in (*forms, *plain):
        result = table.apply(Expr(S.Format, args))
        if result is not FAIL:
            return session.evaluator.evaluate(result)
    return None


def text_hook(session: Any, form: str) -> Callable[[Any], Any] | None:
    """What to write in place of a node in a form of text; None where no rules are."""
    general = session.definitions.get(S.MakeBoxes)
    evaluator = session.evaluator
    if not (evaluator.formatted or evaluator.up_symbols or (general is not None and general.down)):
        return None
    box_form = BOXES.get(form)

    def hook(e: Any) -> Any:
        boxes = None if box_form is None else user_boxes(e, box_form, session)
        return user_format(e, form, session) if boxes is None else Expr(S.RawBoxes, (boxes,))

    return hook
