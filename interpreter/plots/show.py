"""One picture of several."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr, has_head, is_list, is_rule, make_list
from ..options import option_name
from .settings import Complaint, rule


def show(args: tuple[Any, ...]) -> Expr:
    """The primitives of all pictures, later ones above; the options given, then those of the first."""
    pictures: list[Expr] = []
    legends: list[Any] = []
    given: list[Expr] = []
    stack = list(args)[::-1]
    while stack:
        e = stack.pop()
        if is_list(e):
            stack.extend(reversed(e.args))
        elif is_rule(e):
            given.append(e)
        elif has_head(e, S.Legended, 2):
            legends.append(e.args[1])
            stack.append(e.args[0])
        elif (has_head(e, S.Graphics) or has_head(e, S.Graphics3D)) and len(e):
            if pictures and e.head is not pictures[0].head:
                raise Complaint("gcomb", e)
            pictures.append(e)
        else:
            raise Complaint("gtype", e)
    if len(pictures) == 1:
        body: Any = pictures[0].args[0]
    else:
        body = make_list(tuple([p.args[0] for p in pictures]))
    seen, rules = set(), []
    for r in [*given, *[a for p in pictures[:1] for a in p.args[1:] if is_rule(a)]]:
        name = option_name(r.args[0])
        if name not in seen:
            seen.add(name)
            rules.append(r)
    if len(pictures) > 1:
        rules = [_united(r, pictures) if r not in given else r for r in rules]
    head = pictures[0].head if pictures else S.Graphics
    found = Expr(head, (body, *[r for r in rules if r.args[1] is not S.Automatic or r in given]))
    for legend in legends:
        found = Expr(S.Legended, (found, legend))
    return found


def _united(r: Expr, pictures: list[Expr]) -> Expr:
    """The option of the first picture; what is drawn above all others, of all pictures."""
    if option_name(r.args[0]) == "Epilog":
        every = [a.args[1] for p in pictures for a in p.args[1:] if is_rule(a) and option_name(a.args[0]) == "Epilog"]
        return rule("Epilog", make_list(tuple(every)))
    return r
