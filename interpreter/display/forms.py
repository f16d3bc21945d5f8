"""The forms of text by name, and one function for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol
from .inputform import full_form, input_form
from .layout import bare
from .outputform import OUTPUT_RULES, output_form

Form = Callable[[Any, "int | None", Callable[[Symbol], str], "Callable[[Any], Any] | None"], str]

FORMS: dict[str, Form] = {
    "InputForm": lambda e, width, visible, hook: input_form(e, visible, width, exact=False),
    "FullForm": lambda e, width, visible, hook: full_form(e, visible, width),
    "OutputForm": lambda e, width, visible, hook: output_form(e, width, visible, hook),
}


def form(*names: str) -> Callable[[Form], Form]:
    """Register a function of (expression, width, visible, hook) as a form of text."""

    def register(function: Form) -> Form:
        FORMS.update(dict.fromkeys(names, function))
        return function

    return register


@form("TeXForm")
def tex_text(e: Any, width: int | None, visible: Callable[[Symbol], str], hook: Callable[[Any], Any] | None) -> str:
    from .boxes.tex import tex_form  # boxes take time to load, and few programs have any

    return tex_form(e, visible, hook)


def to_text(
    e: Any,
    form: str = "OutputForm",
    width: int | None = None,
    visible: Callable[[Symbol], str] = bare,
    hook: Callable[[Any], Any] | None = None,
) -> str:
    """The text of e in a form; a form that is not known here is shown as OutputForm.

    The name of a wrapper such as TableForm shows e as the wrapper would.  `visible`
    says how a symbol is named, `hook` what the session's Format rules put in place of a node (or None).
    """
    if form not in FORMS and S.system(form) in OUTPUT_RULES:
        form, e = "OutputForm", Expr(S.system(form), (e,))
    return FORMS.get(form, FORMS["OutputForm"])(e, width, visible, hook)
