"""Expressions to boxes and back: ToBoxes, MakeBoxes, MakeExpression, and the boxes themselves."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..compiler import FAIL
from ..declare import builtin, name
from ..display.boxes import BOX_FORMS, Maker, NotReadable, Reader
from ..display.boxes.notations import BARS
from ..display.boxes.wrappers import PRIMITIVES
from ..display.layout import ATOM
from ..expr import NULL, Expr, Symbol, has_head, is_rule, same
from ..formatted import user_boxes, user_format

_DEEPEST = 50  # Format rules within what Format rules gave
_SHOWN = (S.InputForm, S.OutputForm, S.FullForm)  # forms that StandardForm has boxes for


def made_boxes(e: Any, form: Symbol, session: Any) -> Any:
    """The boxes of an expression in a form, by the user's rules where there are some."""
    known = form if form in BOX_FORMS else S.StandardForm
    return _maker(form, session).boxes(e if known is form or form not in _SHOWN else Expr(form, (e,)))


def _maker(form: Symbol, session: Any, level: int = 0) -> Maker:
    def hook(x: Any) -> Any:
        boxes = user_boxes(x, form, session)
        if boxes is not None:
            return ATOM, boxes
        shown = user_format(x, form.name, session) if level <= _DEEPEST else None
        if shown is None or same(shown, x):
            return None
        precedence, inner = _maker(form, session, level + 1).bound(shown)
        return precedence, Expr(S.InterpretationBox, (inner, x, Expr(S.Rule, (S.Editable, S.False_))))

    return Maker(form if form in BOX_FORMS else S.StandardForm, session.contexts.visible_name, hook)


def _reader(form: Symbol, session: Any) -> Reader:
    """A reader of boxes that knows the user's MakeExpression rules."""
    rules = session.definitions[S.MakeExpression].down

    def hook(box: Any) -> Any:
        result = rules.apply(Expr(S.MakeExpression, (box, form)))
        made = None if result is FAIL else session.evaluate_expr(result)
        return made.args[0] if has_head(made, S.HoldComplete, 1) else None

    return Reader(session.read_value, form, hook if rules else None, session.contexts.resolve)


def expressions_of(boxes: Any, form: Symbol, session: Any) -> list[Any]:
    """The expressions that boxes stand for, not evaluated: one, but for code of several lines.

    Raises NotReadable, or the syntax error of the text that the boxes make.
    """
    reader = _reader(form, session)
    text = reader.text(boxes)
    return [reader.filled(item.expr) for item in session.read(text)] or [NULL]


@builtin("ToBoxes[expr_]", "ToBoxes[expr_, form_]", fmtval="`1` is not a valid format type.")
def to_boxes(expr: Any, form: Any = S.StandardForm, *, session: Any, say: Any) -> Any:
    """ToBoxes[expr] gives the boxes that show the value of expr in StandardForm, ToBoxes[expr, form] in another form.

    >>> InputForm[ToBoxes[x^2/3]]
    FractionBox[SuperscriptBox["x", "2"], "3"]
    """
    if type(form) is not Symbol:
        return say("fmtval", form)
    boxes = made_boxes(expr, form, session)
    return Expr(S.FormBox, (boxes, form)) if form is S.TraditionalForm else boxes


@builtin("MakeBoxes[expr_]", "MakeBoxes[expr_, form_]", attributes="HoldAllComplete")
def make_boxes(expr: Any, form: Any = S.StandardForm, *, session: Any) -> Any:
    """MakeBoxes[expr, form] gives the boxes of expr in a form without evaluating it.

    Definitions for MakeBoxes say how expressions are shown.

    >>> InputForm[MakeBoxes[1 + 1, StandardForm]]
    RowBox[{"1", "+", "1"}]

    >>> pt /: MakeBoxes[pt[x_], form_] := SubscriptBox["p", MakeBoxes[x, form]]; {pt[3]}
    {p_3}
    """
    return made_boxes(expr, form, session) if type(form) is Symbol else None


@builtin("MakeExpression[boxes_]", "MakeExpression[boxes_, form_]", attributes="", sntx="`1`")
def make_expression(boxes: Any, form: Any = S.StandardForm, *, session: Any, say: Any) -> Any:
    """MakeExpression[boxes, form] gives the expression that boxes stand for, in HoldComplete.

    Definitions for MakeExpression say what boxes mean.

    >>> MakeExpression[FractionBox["1", RowBox[{"a", "+", "b"}]], StandardForm]
    HoldComplete[1/(a + b)]
    """
    from ...grammar import WLSyntaxError

    if type(form) is not Symbol:
        return None
    try:
        return Expr(S.HoldComplete, tuple(expressions_of(boxes, form, session)))
    except WLSyntaxError as problem:
        say("sntx", str(problem))
    except NotReadable:
        pass
    return Expr(S.ErrorBox, (boxes,))


@builtin("Interpretation[shown_, expr_, options___]", attributes="HoldAll Protected")
def interpretation(shown: Any, expr: Any, options: tuple[Any, ...] = (), *, evaluate: Any) -> Any:
    """Interpretation[e, expr] is shown as e and stands for expr when it is used as input.

    >>> {Interpretation[1 + 1, x], ToExpression[ToBoxes[Interpretation[1 + 1, x]]]}
    {2, x}
    """
    value = evaluate(shown)
    if same(value, shown) or (options and not is_rule(options[0])):
        return None
    return Expr(S.Interpretation, (value, expr, *options))


# boxes whose contents are not evaluated
_HELD = ("InterpretationBox", "DynamicBox", "DynamicModuleBox", "DynamicWrapperBox", "AnimatorBox")
# name -> arguments and what it shows
_BOXES: dict[str, tuple[str, str]] = {
    "RowBox": ("{box1, box2, ...}", "boxes and strings in a row"),
    "FractionBox": ("x, y", "x over y"),
    "SuperscriptBox": ("x, y", "y raised after x"),
    "SubscriptBox": ("x, y", "y lowered after x"),
    "SubsuperscriptBox": ("x, y, z", "y lowered and z raised after x"),
    "UnderscriptBox": ("x, y", "y below x"),
    "OverscriptBox": ("x, y", "y above x"),
    "UnderoverscriptBox": ("x, y, z", "y below and z above x"),
    "SqrtBox": ("x", "the square root of x"),
    "RadicalBox": ("x, n", "the n-th root of x"),
    "GridBox": ("{{box11, ...}, ...}", "boxes in rows and columns"),
    "StyleBox": ("box, options", "a box with a style"),
    "FrameBox": ("box", "a box in a frame"),
    "PanelBox": ("box", "a box on a panel"),
    "PaneBox": ("box", "a box in a pane"),
    "ItemBox": ("box", "a box in a grid with settings of its own"),
    "AdjustmentBox": ("box, options", "a box that is moved a little"),
    "RotationBox": ("box, options", "a box that is turned"),
    "ErrorBox": ("box", "a box that cannot be read"),
    "TagBox": ("box, tag", "a box; the tag says how to read it"),
    "FormBox": ("box, form", "a box that is written and read in a form"),
    "InterpretationBox": ("box, expr", "a box that stands for expr"),
    "TemplateBox": ("{box1, ...}, tag", "boxes in an arrangement that has a name"),
    "TooltipBox": ("box, label", "a box; label appears where the display can do that"),
    "ButtonBox": ("box, options", "a box that can be pressed"),
    "DynamicBox": ("expr", "what the boxes that expr gives are at the time"),
    "DynamicModuleBox": ("vars, box", "a box with variables of its own"),
    "GraphicsBox": ("primitives, options", "a picture"),
    "Graphics3DBox": ("primitives, options", "a picture of bodies in space"),
    "InputFieldBox": ("x", "a field to type x in"),
    "PaneSelectorBox": ("{v1 -> box1, ...}, v", "one of several boxes"),
    "CheckboxBox": ("x", "a box to be ticked"),
    "SliderBox": ("x", "a slider"),
    "PopupMenuBox": ("x, {v1, ...}", "a menu"),
    "SetterBox": ("x, v, label", "a button that sets x to v"),
    "OpenerBox": ("x", "an opener"),
    "DynamicWrapperBox": ("box, expr", "a box; expr is kept up to date while it is shown"),
    "AnimatorBox": ("x", "a control that moves x"),
    "ActionMenuBox": ("label, {label1 :> action1, ...}", "a menu of actions"),
    "ColorSetterBox": ("color", "a control for a color"),
    "RadioButtonBox": ("x, {v1, ...}", "buttons of which one is on"),
    "TogglerBox": ("x, {v1 -> box1, ...}", "a button that takes x from value to value"),
    "ListPickerBox": ("x, {v1, ...}", "a list to pick x from"),
    "LocatorBox": ("x", "a point that can be moved"),
    "LocatorPaneBox": ("x, box", "a point that can be moved over a box"),
    "Slider2DBox": ("x", "a slider in the plane"),
    "ProgressIndicatorBox": ("x", "a bar that shows how far x is"),
    "TabViewBox": ("{label1 -> box1, ...}", "one of several boxes, chosen by tabs"),
    "OverlayBox": ("{box1, ...}", "several boxes one above the other"),
    "CounterBox": ('"name"', "the value of a counter"),
    "ValueBox": ('"name"', "what a front end knows by a name"),
    "InsetBox": ("box, position", "a box in a picture"),
    "StyleData": ('"style"', "the settings of a style in a style sheet"),
    "RawData": ("data", "what is stored in a cell as it is"),
    "BoxData": ("boxes", "boxes as the contents of a cell"),
    "TextData": ("text", "text and boxes as the contents of a cell"),
}
for _box, (_arguments, _what) in _BOXES.items():
    name(
        _box,
        f"{_box}[{_arguments}] is low-level code for {_what}.",
        "HoldAll Protected" if _box in _HELD else "Protected",
    )
for _primitive, _box in PRIMITIVES.items():
    name(_box, f"{_box}[...] is low-level code for {_primitive} in the boxes of pictures.")
name("RawBoxes", "RawBoxes[boxes] is shown as the boxes, which are not changed.")
name("DisplayForm", "DisplayForm[expr] shows the boxes in expr as what they stand for.")
name("Boxes", "Boxes is a type of content for ToBoxes and cells.")
for _mark in sorted({*BARS, "Underscript", "Overscript", "Underoverscript"} - {"OverBar"}):
    name(_mark, f"{_mark}[x, ...] shows x with something above, below or beside it.")
