"""Showing things on the way: Print, Echo, and the wrappers that say how to show."""

from __future__ import annotations

import time
from typing import Any

from .. import symbols as S
from ..declare import applied, builtin, name
from ..display.typeset import readable
from ..expr import NULL, Expr


def _shown(e: Any, session: Any) -> str:
    return readable(e) if type(e) is str else session.text(e)


@builtin("Print[exprs___]", volatile=True)
def print_(exprs: tuple[Any, ...], *, session: Any) -> Any:
    """Print[e1, e2, ...] shows the expressions one behind the other, on a line of their own.

    >>> Print["x = ", 2 + 3]
    x = 5
    """
    session.print("".join([_shown(e, session) for e in exprs]))
    return NULL


@builtin("Echo[expr_]", "Echo[expr_, label_]", "Echo[expr_, label_, f_]", volatile=True)
def echo(expr: Any, label: Any = "", f: Any = None, *, session: Any, evaluate: Any) -> Any:
    """Echo[expr] shows expr and gives it; Echo[expr, label, f] shows label and f[expr].

    >>> Echo[2 + 3, "sum"] + 1
    >> sum 5
    6
    """
    _echo(label, expr if f is None else evaluate(Expr(f, (expr,))), session)
    return expr


def _echo(label: Any, value: Any, session: Any) -> None:
    words = [] if label == "" or label is S.None_ else [_shown(label, session)]
    session.print(" ".join([">>", *words, _shown(value, session)]))


@builtin("EchoFunction[f_]", "EchoFunction[label_, f_]")
def echo_function(label: Any, f: Any = None) -> Any:
    """EchoFunction[f][expr] shows f[expr] and gives expr; EchoFunction[label, f] shows a label before it.

    >>> EchoFunction[Length][{a, b}]
    >> 2
    {a, b}
    """
    return None


@applied("EchoFunction")
def apply_echo_function(head: Expr, args: tuple[Any, ...], *, session: Any, evaluate: Any) -> Any:
    if len(args) != 1 or not 1 <= len(head) <= 2:
        return None
    label = head.args[0] if len(head) == 2 else ""
    _echo(label, evaluate(Expr(head.args[-1], args)), session)
    return args[0]


@builtin("EchoLabel[label_]")
def echo_label(label: Any) -> Any:
    """EchoLabel[label][expr] shows label and expr and gives expr.

    >>> EchoLabel["n"][3] + 1
    >> n 3
    4
    """
    return None


@applied("EchoLabel")
def apply_echo_label(head: Expr, args: tuple[Any, ...], *, session: Any) -> Any:
    if len(args) != 1 or len(head) != 1:
        return None
    _echo(head.args[0], args[0], session)
    return args[0]


@builtin("EchoTiming[expr_]", "EchoTiming[expr_, label_]", attributes="HoldFirst Protected", volatile=True)
def echo_timing(expr: Any, label: Any = "", *, session: Any, evaluate: Any) -> Any:
    """EchoTiming[expr] shows the seconds that expr took and gives its value.

    >>> Quiet[Head[EchoTiming]]
    Symbol
    """
    start = time.perf_counter()
    value = evaluate(expr)
    _echo(label, time.perf_counter() - start, session)
    return value


@builtin("PrintTemporary[exprs___]", volatile=True)
def print_temporary(exprs: tuple[Any, ...], *, session: Any) -> Any:
    """PrintTemporary[e1, e2, ...] shows the expressions for a while where the display can do that, else like Print.

    >>> PrintTemporary["working"]
    working
    """
    return print_(exprs, session=session)


for _name, _usage in {
    "InputForm": "InputForm[e] shows e as input that gives it again.",
    "OutputForm": "OutputForm[e] shows e as text for reading.",
    "FullForm": "FullForm[e] shows e with heads and brackets only.",
    "StandardForm": "StandardForm[e] shows e in the form that results usually have.",
    "TraditionalForm": "TraditionalForm[e] shows e like mathematics in books.",
    "TeXForm": "TeXForm[e] shows e as TeX.",
    "CForm": "CForm[e] shows e as C.",
    "FortranForm": "FortranForm[e] shows e as Fortran.",
    "TreeForm": "TreeForm[e] shows e as a tree.",
    "TableForm": "TableForm[list] shows a list as a table.",
    "MatrixForm": "MatrixForm[list] shows a list of lists as a matrix.",
    "Short": "Short[e] shows e in about one line, Short[e, n] in about n.",
    "Shallow": "Shallow[e] shows only the upper levels of e.",
    "Row": "Row[{e1, e2, ...}] shows the elements one behind the other; Row[list, s] with s between them.",
    "Column": "Column[{e1, e2, ...}] shows the elements below one another.",
    "Multicolumn": "Multicolumn[{e1, e2, ...}, n] shows the elements in n columns.",
    "Grid": "Grid[{{e11, ...}, ...}] shows the elements in rows and columns.",
    "Style": "Style[e, directives] shows e with the given style.",
    "Framed": "Framed[e] shows e in a frame.",
    "Text": "Text[e] shows e as text.",
    "Labeled": "Labeled[e, label] shows e with a label.",
    "Tooltip": "Tooltip[e, label] shows e; label appears where the display can do that.",
    "Invisible": "Invisible[e] takes the space of e and shows nothing.",
    "Spacer": "Spacer[w] shows an empty space.",
    "Superscript": "Superscript[x, y] shows y raised after x.",
    "Subscript": "Subscript[x, y] shows y lowered after x.",
    "Subsuperscript": "Subsuperscript[x, y, z] shows y lowered and z raised after x.",
    "OverBar": "OverBar[x] shows x with a bar above it.",
    "NumberForm": "NumberForm[e, n] shows the real numbers in e with n digits.",
    "ScientificForm": "ScientificForm[e] shows the real numbers in e with powers of ten.",
    "EngineeringForm": "EngineeringForm[e] shows the real numbers in e with powers of ten divisible by three.",
    "AccountingForm": "AccountingForm[e] shows the real numbers in e without powers of ten, negative ones in brackets.",
    "DecimalForm": "DecimalForm[e, n] shows the real numbers in e as decimals without powers of ten.",
    "PercentForm": "PercentForm[e] shows the real numbers in e as percentages.",
    "PaddedForm": "PaddedForm[e, n] shows the numbers in e padded to n digits.",
    "DigitBlock": "DigitBlock is an option of NumberForm and its kin: how many digits stand together, {before, after}"
    " the point.",
    "ExponentFunction": "ExponentFunction is an option of NumberForm and its kin; (Null &) writes no powers of ten.",
    "NumberMultiplier": "NumberMultiplier is an option of NumberForm and its kin: what stands before a power of ten.",
    "NumberPadding": "NumberPadding is an option of NumberForm and its kin: what fills the room on the left and right.",
    "NumberPoint": "NumberPoint is an option of NumberForm and its kin: the point in decimals.",
    "NumberSeparator": "NumberSeparator is an option of NumberForm and its kin: what stands between blocks of digits.",
    "NumberSigns": "NumberSigns is an option of NumberForm and its kin: the signs {negative, positive} of numbers.",
    "ScientificNotationThreshold": "ScientificNotationThreshold is an option of NumberForm: {a, b}, from which"
    " exponents on powers of ten are written.",
    "SignPadding": "SignPadding is an option of NumberForm and its kin: whether padding stands after the sign.",
    "BaseForm": "BaseForm[e, b] shows the numbers in e in base b.",
    "Infix": "Infix[f[e1, e2, ...], h] shows the arguments with h between them.",
    "Prefix": "Prefix[f[e], h] shows h and then e.",
    "Postfix": "Postfix[f[e], h] shows e and then h.",
    "PrecedenceForm": "PrecedenceForm[e, n] shows e in parentheses where an operator of precedence n would have them.",
    "SequenceForm": "SequenceForm[e1, e2, ...] shows the expressions one behind the other.",
}.items():
    name(_name, _usage)
