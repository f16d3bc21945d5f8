"""What nets and functions can do here and nowhere else, in the context Luperca`."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin
from .netmessages import MESSAGES


@builtin(
    "Luperca`NetFormula[net_, inputs_]",
    **MESSAGES,
    noformula="The operation `1` has no formula in symbols.",
    formulasize="The formula of `1` would be too large.",
)
def net_formula(net: Any, inputs: Any, *, session: Any, say: Any) -> Any:
    """Luperca`NetFormula[net, {a, b, c}] gives the output of a net as an expression in the symbols at its input.
    Luperca`NetFormula[net, <|"port" -> symbols, ...|>] does so for several inputs.

    Symbols stand where the net takes numbers: a list for a vector, lists of lists for a matrix, one for a real. With
    numbers put in for them the formula has the values of the net, and its derivatives are those of NetPortGradient;
    functions with kinks, such as Ramp, are written with Piecewise for that. Several outputs give an association. The
    numbers of the net appear as machine reals. An operation that cannot be written with symbols (a table looked up
    with one, random numbers) gives NetFormula::noformula and $Failed.

    >>> Luperca`NetFormula[LinearLayer[1, "Weights" -> {{2, 3}}, "Biases" -> {1}], {a, b}]
    {1. + 2. a + 3. b}
    >>> D[First[Luperca`NetFormula[NetChain[{Tanh}, "Input" -> 1], {a}]], a]
    Sech[a]^2
    """
    from ..nets.formula import net_formula as formula

    return formula(net, inputs, session, say)


@builtin("Luperca`NumericGradient[f_]", **MESSAGES)
def numeric_gradient(f: Any) -> Any:
    """Luperca`NumericGradient[f][x] gives the derivatives of f[x] by the numbers in x, found by one walk backwards.
    Luperca`NumericGradient[f][x, y, ...] gives a list of them, one for each argument.

    x is a number or an array of numbers, and so is the result; f is any function of arrays that FunctionLayer takes.
    Where f gives an array, its elements are summed. The calculation is in double precision. A function that cannot be
    expressed by layers gives NumericGradient::nocompile and $Failed.

    >>> Luperca`NumericGradient[Total[#^3] &][{1., 2., 3.}]
    {3., 12., 27.}
    >>> Luperca`NumericGradient[#1 #2 &][3., 5.]
    {5., 3.}
    """
    return None


@applied("Luperca`NumericGradient")
def apply_numeric_gradient(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    from ..nets.numericgradient import gradient

    return gradient(head.args[0], args, session, say) if len(head) == 1 and args else None
