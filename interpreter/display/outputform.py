"""OutputForm: text for reading, in one line but for grids and summaries, and the registry of how heads are shown.

Other rooms say how an object of theirs is shown:

    @formatter("Counter")
    def show_counter(e, page):
        return f"Counter[<{len(e)}>]"

The answer is text, or another expression to be shown instead, or (precedence, parts) as in layout.py, or None for the
usual form.  `page.blocks` is True where several lines may be given, that is when nothing stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Symbol
from ..numerics.numbers import BigReal, Complex
from .algebra import algebra_rules
from .inputform import ATOMS, packed_rows
from .layout import ATOM, PRODUCT, QUOTIENT, SIGN, SUM, Instead, Page, Parts, Style, bare, complex_atom
from .numerals import big_output, real_output
from .operations import SPECIAL, head_rule, table_rules
from .typeset import readable


def _is_displayable(glyph: str) -> bool:
    return not any("\ue000" <= c <= "\uf8ff" for c in glyph)


def _real(e: float, page: Page) -> tuple[int, Parts]:
    return number_text(real_output(e))


def _big(e: BigReal, page: Page) -> tuple[int, Parts]:
    return number_text(big_output(e))


def number_text(text: str) -> tuple[int, Parts]:
    """The text of a real with the precedence that its sign and its power of ten give it."""
    return PRODUCT if "^" in text else SIGN if text[:1] == "-" else ATOM, (text,)


def _string(e: str, page: Page) -> tuple[int, Parts]:
    return ATOM, (readable(e),)


OUTPUT_ATOMS = {**ATOMS, float: _real, BigReal: _big, str: _string, Complex: complex_atom(" ")}
OUTPUT_RULES: dict[Symbol, Any] = {
    **table_rules(_is_displayable),
    **SPECIAL,
    **algebra_rules(" ", reciprocals=True),
}
OUTPUT = Style(OUTPUT_ATOMS, OUTPUT_RULES, head_rule, packed_rows(real_output, "{", "}"), separate=False)

Formatter = Callable[[Any, Page], Any]


def formatter(*heads: str) -> Callable[[Formatter], Formatter]:
    """Register a function of (expression, page) that says how expressions with these System heads are shown."""

    def register(function: Formatter) -> Formatter:
        def rule(e: Any, page: Page) -> Any:
            shown = function(e, page)
            if shown is None or type(shown) in (tuple, Instead):
                return shown
            return (ATOM, (shown,)) if type(shown) is str else Instead(shown)

        for head in heads:
            OUTPUT_RULES[S.system(head)] = rule
        return function

    return register


def output_form(
    e: Any,
    width: int | None = None,
    visible: Callable[[Symbol], str] = bare,
    hook: Callable[[Any], Any] | None = None,
) -> str:
    """The text of e for reading: strings without quotes, six digits, fractions and roots.

    With a width, long text goes on in indented lines.  `hook` gets every node and answers what a session's Format
    rules put in its place, or None.
    """
    return Page(OUTPUT, visible, hook, width).text(e)


# ---- heads that show only what they hold -----------------------------------------------------------------------------


@formatter(
    "HoldForm", "Defer", "Style", "Text", "Framed", "Tooltip", "Interpretation", "Annotation", "Highlighted", "Pane",
    "OutputForm", "StandardForm", "TraditionalForm", "Item", "Panel", "StatusArea", "Mouseover", "Button", "Magnify",
    "Rotate", "Thumbnail", "Hyperlink", "PasteButton", "Deploy",
)  # fmt: skip
def show_content(e: Any, page: Page) -> Any:
    return Instead(e.args[0]) if e.args else None


@formatter("Subtract")
def show_difference(e: Any, page: Page) -> Any:
    return (SUM, [(e.args[0], SUM), " - ", (e.args[1], SUM + 1)]) if len(e.args) == 2 else None


@formatter("Divide")
def show_quotient(e: Any, page: Page) -> Any:
    return (QUOTIENT, [(e.args[0], QUOTIENT), "/", (e.args[1], QUOTIENT + 1)]) if len(e.args) == 2 else None


@formatter("Minus")
def show_negative(e: Any, page: Page) -> Any:
    return (SIGN, ["-", (e.args[0], SIGN + 1)]) if len(e.args) == 1 else None


@formatter("Skeleton")
def show_skeleton(e: Any, page: Page) -> Any:
    """<<n>>: n elements that are left out."""
    return (ATOM, ["<<", (e.args[0], 0), ">>"]) if len(e.args) == 1 else None


@formatter("Superscript")
def show_superscript(e: Any, page: Page) -> Any:
    return (590, [(e.args[0], 591), "^", (e.args[1], 590)]) if len(e.args) == 2 else None


@formatter("Invisible", "Spacer")
def show_nothing(e: Any, page: Page) -> Any:
    return " "
