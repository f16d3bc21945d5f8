"""Summaries of the user's objects, as MakeBoxes rules of packages make them."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, Symbol, is_list, is_rule, make_list, symbol
from .boxes import made_boxes

_ITEM = symbol("BoxForm`SummaryItem")
name("BoxForm`SummaryItem", 'BoxForm`SummaryItem[{"label: ", value}] is a line of a summary.')


def _row(*parts: Any) -> Expr:
    return Expr(S.RowBox, (make_list(parts),))


def _item(label: Any, value: Any, form: Symbol, session: Any) -> Expr:
    label_box = Expr(S.TagBox, (made_boxes(label, form, session), "SummaryItemAnnotation"))
    return _row(label_box, "\uf360", Expr(S.TagBox, (made_boxes(value, form, session), "SummaryItem")))


def _boxes(e: Any, form: Symbol, session: Any) -> Any:
    if isinstance(e, Expr) and e.head is _ITEM and len(e) == 1 and is_list(e.args[0]) and len(e.args[0]) == 2:
        return _item(*e.args[0].args, form, session)
    if isinstance(e, Expr) and type(e.head) is Symbol and e.head.name.endswith("Box"):
        return e
    return made_boxes(e, form, session)


@builtin("BoxForm`MakeSummaryItem[item_, form_]")
def make_summary_item(item: Any, form: Any, *, session: Any) -> Any:
    """BoxForm`MakeSummaryItem[{label, value}, form] gives the boxes of a line of a summary.

    >>> RawBoxes[BoxForm`MakeSummaryItem[{"Size: ", 3}, StandardForm]]
    Size: 3
    """
    if not is_list(item) or len(item) != 2 or type(form) is not Symbol:
        return None
    return _item(*item.args, form, session)


@builtin("BoxForm`ArrangeSummaryBox[head_, object_, icon_, above_, below_, settings___]")
def arrange_summary_box(
    head: Any, object: Any, icon: Any, above: Any, below: Any, settings: tuple[Any, ...] = (), *, session: Any
) -> Any:
    """BoxForm`ArrangeSummaryBox[head, object, icon, above, below, form] gives boxes that show an object as a summary.

    The lines of `above` are always shown, those of `below` where they can be opened.  Rules for MakeBoxes use it.

    >>> pt /: MakeBoxes[p : pt[a_], form_] := BoxForm`ArrangeSummaryBox[pt, p, None,
    ...   {{BoxForm`SummaryItem[{"Size: ", a}]}}, {}, form]; pt[3]
    pt[
      Size: 3
    ]
    """
    form = settings[0] if settings and type(settings[0]) is Symbol and not is_rule(settings[0]) else S.StandardForm
    lines = above if is_list(above) and len(above) else below
    rows = [r.args if is_list(r) else (r,) for r in (lines.args if is_list(lines) else ())]
    grid = make_list([make_list([_boxes(x, form, session) for x in cells]) for cells in rows])
    title = head if type(head) is str else made_boxes(head, form, session)
    panel = Expr(S.TemplateBox, (make_list((Expr(S.GridBox, (grid,)),)), "SummaryPanel"))
    shown = _row(Expr(S.TagBox, (title, "SummaryHead")), "[", panel, "]")
    marks = ((S.Selectable, S.False_), (S.Editable, S.False_), (S.SelectWithContents, S.True_))
    return Expr(S.InterpretationBox, (shown, object, *[Expr(S.Rule, mark) for mark in marks]))
