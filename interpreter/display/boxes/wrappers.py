"""Boxes of what says how to show things: rows, grids, styles, frames, names of forms, pictures."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, is_list, is_rule, symbol
from ..inputform import full_form, input_form
from ..layout import ATOM, Instead
from ..outputform import OUTPUT_RULES
from ..strings import quoted
from .making import BOX_FORMS, STANDARD_RULES, Box, Done, Maker, option, row, standard

# ---- rows and grids --------------------------------------------------------------------------------------------------

VARIABLE = symbol("BoxForm`e$")
# options of Grid and Column -> options of GridBox
GRID_OPTIONS = {
    "Alignment": "GridBoxAlignment",
    "Background": "GridBoxBackground",
    "Dividers": "GridBoxDividers",
    "Frame": "GridBoxFrame",
    "ItemSize": "GridBoxItemSize",
    "ItemStyle": "GridBoxItemStyle",
    "Spacings": "GridBoxSpacings",
}


@standard("Row")
def row_boxes(e: Any, maker: Maker) -> Any:
    if not 1 <= len(e) <= 2 or not is_list(e.args[0]):
        return None
    items = [(x, 0) for x in e.args[0].args]
    if len(e) == 1:
        return ATOM, (Box(S.TemplateBox, (Box(S.List, items),), ("RowDefault",)),)
    separator = e.args[1]
    plain = separator if type(separator) is str else (separator, 0)
    return ATOM, (Box(S.TemplateBox, (Box(S.List, (plain, (separator, 0), *items)),), ("RowWithSeparators",)),)


def grid_box(rows: list[list[Any]], options: tuple[Any, ...] = ()) -> Box:
    lines = [Box(S.List, [(x, 0) for x in cells]) for cells in rows]
    return Box(S.GridBox, (Box(S.List, lines),), options)


def _rows(content: Any) -> list[list[Any]] | None:
    """The rows of a list of lists; None for anything else."""
    if not is_list(content) or not len(content):
        return None
    return [list(r.args) if is_list(r) else [r] for r in content.args]


def _grid_options(e: Expr, default: tuple[Any, ...]) -> tuple[Any, ...]:
    renamed = [
        Expr(r.head, (S.system(GRID_OPTIONS.get(r.args[0].name, r.args[0].name)), r.args[1]))
        for r in e.args[1:]
        if is_rule(r) and type(r.args[0]) is Symbol
    ]
    return (*default, *renamed)


@standard("Grid")
def grid_boxes(e: Any, maker: Maker) -> Any:
    rows = _rows(e.args[0]) if len(e) else None
    if rows is None:
        return None
    options = _grid_options(e, (option("AutoDelete", S.False_),))
    return ATOM, (Box(S.TagBox, (grid_box(rows, options),), ("Grid",)),)


@standard("Column")
def column_boxes(e: Any, maker: Maker) -> Any:
    if not len(e) or not is_list(e.args[0]) or not len(e.args[0]):
        return None
    options = _grid_options(e, (option("DefaultBaseStyle", "Column"),))
    extra = tuple(
        option(name, x)
        for name, x in zip(("GridBoxAlignment", "GridBoxSpacings"), [a for a in e.args[1:] if not is_rule(a)])
    )
    return ATOM, (Box(S.TagBox, (grid_box([[x] for x in e.args[0].args], (*options, *extra)),), ("Column",)),)


def matrix_shape(content: Any, head: Symbol) -> Box | None:
    """The boxes of a list of lists, or of a list as one column."""
    rows = _rows(content)
    if rows is None:
        return None
    grid = grid_box(rows)
    if not any(map(is_list, content.args)):
        grid = Box(S.TagBox, (grid,), (S.Column,))
    tag = Expr(S.Function, (VARIABLE, Expr(head, (VARIABLE,))))
    return Box(S.TagBox, (row("(", "\u2060", grid, "\u2060", ")") if head is S.MatrixForm else grid,), (tag,))


@standard("MatrixForm", "TableForm")
def matrix_boxes(e: Any, maker: Maker) -> Any:
    content = e.args[0] if len(e) == 1 else None
    if content is not None and hasattr(content, "normal"):
        content = content.normal()
    shape = matrix_shape(content, e.head)
    return None if shape is None else (ATOM, (shape,))


for _head in (S.Infix, S.Prefix, S.Postfix, S.PrecedenceForm):
    STANDARD_RULES[_head] = OUTPUT_RULES[_head]

# ---- styles and frames -----------------------------------------------------------------------------------------------

# heads whose first argument is shown in a box of its own; the other arguments stay options of the box
FRAMES = {"Style": "StyleBox", "Framed": "FrameBox", "Panel": "PanelBox", "Pane": "PaneBox", "Item": "ItemBox"}


@standard(*FRAMES)
def frame_boxes(e: Any, maker: Maker) -> Any:
    if not len(e):
        return None
    strip = (option("StripOnInput", S.False_),)
    return ATOM, (Box(S.system(FRAMES[e.head.name]), ((e.args[0], 0),), (*e.args[1:], *strip)),)


@standard("Tooltip")
def tooltip_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 2:
        return None
    return ATOM, (Box(S.TooltipBox, ((e.args[0], 0), (e.args[1], 0))),)


@standard("Interpretation")
def interpretation_boxes(e: Any, maker: Maker) -> Any:
    if len(e) < 2 or is_rule(e.args[1]):
        return None
    return ATOM, (Box(S.InterpretationBox, ((e.args[0], 0),), e.args[1:]),)


@standard("Button")
def button_boxes(e: Any, maker: Maker) -> Any:
    if not len(e) or (len(e) > 1 and is_rule(e.args[1])):
        return None
    action = e.args[1] if len(e) > 1 else S.Null
    extra = (Expr(S.RuleDelayed, (S.ButtonFunction, action)), option("Evaluator", S.Automatic), *e.args[2:])
    return ATOM, (Box(S.ButtonBox, ((e.args[0], 0),), extra),)


@standard("Dynamic")
def dynamic_boxes(e: Any, maker: Maker) -> Any:
    if not len(e):
        return None
    made = Expr(S.ToBoxes, (e.args[0], maker.form))
    return ATOM, (Done(Expr(S.DynamicBox, (made, *e.args[1:]))),)


# ---- names of forms --------------------------------------------------------------------------------------------------


@standard("HoldForm")
def hold_boxes(e: Any, maker: Maker) -> Any:
    return (ATOM, (Box(S.TagBox, ((e.args[0], 0),), (S.HoldForm,)),)) if len(e) == 1 else None


@standard("Defer")
def defer_boxes(e: Any, maker: Maker) -> Any:
    return Instead(e.args[0]) if len(e) == 1 else None


@standard("InputForm")
def input_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 1:
        return None
    text = input_form(e.args[0], maker.visible, exact=False)
    style = Box(S.StyleBox, (text,), (option("ShowStringCharacters", S.True_), option("NumberMarks", S.True_)))
    extra = (e, option("Editable", S.True_), option("AutoDelete", S.True_))
    return ATOM, (Box(S.InterpretationBox, (style,), extra),)


@standard("FullForm")
def full_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 1:
        return None
    extra = tuple(
        option(name, value)
        for name, value in (("ShowSpecialCharacters", S.False_), ("ShowStringCharacters", S.True_),
                            ("NumberMarks", S.True_))
    )  # fmt: skip
    return ATOM, (Box(S.TagBox, (Box(S.StyleBox, (full_form(e.args[0], maker.visible),), extra),), (S.FullForm,)),)


@standard("OutputForm")
def output_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 1:
        return None
    return ATOM, (Box(S.InterpretationBox, (Box(S.PaneBox, (quoted(maker.text(e.args[0])),)),), (e,)),)


@standard("StandardForm", "TraditionalForm")
def form_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 1 or e.head not in BOX_FORMS or maker.level > 20:
        return None
    box = Expr(S.FormBox, (maker.other(e.head).boxes(e.args[0]), e.head))
    return ATOM, (Done(Expr(S.TagBox, (box, e.head))),)


@standard("Format")
def format_boxes(e: Any, maker: Maker) -> Any:
    if len(e) == 2 and type(e.args[1]) is Symbol:
        return Instead(Expr(e.args[1], (e.args[0],)))
    return Instead(e.args[0]) if len(e) == 1 else None


@standard("RawBoxes")
def raw_boxes(e: Any, maker: Maker) -> Any:
    return (ATOM, (Done(e.args[0]),)) if len(e) == 1 else None


@standard("DisplayForm")
def display_boxes(e: Any, maker: Maker) -> Any:
    return (ATOM, (Done(Expr(S.TagBox, (e.args[0], S.DisplayForm))),)) if len(e) == 1 else None


# ---- pictures --------------------------------------------------------------------------------------------------------

PRIMITIVES = {
    name: f"{name}Box"
    for name in "Arrow BezierCurve BSplineCurve Circle Disk FilledCurve GraphicsComplex GraphicsGroup JoinedCurve Line "
    "Point Polygon Raster Rectangle".split()
}


def renamed(e: Any, names: dict[Symbol, Symbol]) -> Any:
    """The expression with other heads; data in packed arrays stays as it is."""
    if not isinstance(e, Expr) or type(e) is not Expr:
        return e
    return Expr(names.get(e.head, e.head), tuple([renamed(x, names) for x in e.args]))


TO_BOXES = {S.system(name): S.system(box) for name, box in PRIMITIVES.items()}


@standard("Graphics")
def graphics_boxes(e: Any, maker: Maker) -> Any:
    if not len(e) or type(e) is not Expr:
        return None
    return ATOM, (Done(Expr(S.GraphicsBox, (renamed(e.args[0], TO_BOXES), *e.args[1:]))),)
