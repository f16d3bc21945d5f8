"""Models fitted to data: LinearModelFit, LogitModelFit, NonlinearModelFit, FindFit."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin
from ..display import formatter
from ..expr import RULE, Expr, Symbol, expr, is_list, make_list
from ..numerics.numbers import REAL_TYPES
from ..packed import to_array
from .optimization import told

_MESSAGES = {
    "cvmit": "The search has not come to an end within `1` steps.",
    "fitc": "The functions `1` have no real values at all points of the data.",
    "fitd": "`1` is no list of numbers or of points with one coordinate for each variable and a value.",
    "logit": "The responses `1` should be between 0 and 1.",
    "nrnum": "The function `2` is not a real number at the parameters `1`.",
    "parms": "`1` is no list of parameters, or of parameters with starting values.",
}
_OPTIONS = {
    "ConfidenceLevel": "0.95",
    "IncludeConstantBasis": "True",
    "NominalVariables": "None",
    "Weights": "Automatic",
    "WorkingPrecision": "Automatic",
}
_SEARCHING = {
    "AccuracyGoal": "Automatic",
    "ConfidenceLevel": "0.95",
    "MaxIterations": "Automatic",
    "Method": "Automatic",
    "PrecisionGoal": "Automatic",
    "Weights": "Automatic",
    "WorkingPrecision": "Automatic",
}


def _listed(e: Any) -> Expr:
    return e if is_list(e) else make_list([e])


def _weights(options: dict[str, Any]) -> Any:
    given = options["Weights"]
    found = to_array(given) if is_list(given) else None
    return None if found is None else found.astype(float)


def _kept(options: dict[str, Any]) -> tuple[float, Any]:
    """The confidence level and the weights, which the model keeps."""
    level = options["ConfidenceLevel"]
    return float(level) if type(level) in REAL_TYPES else 0.95, options["Weights"]


def _with_basis(kind: str, data: Any, functions: Any, variables: Any, options: dict[str, Any], session: Any) -> Any:
    import numpy as np

    from ..solving.fits import table
    from ..solving.formula import SolvingError
    from ..solving.models import FittedModel, design_of, linear, logistic

    if functions is None:  # {design matrix, response}
        pair = [to_array(session.evaluate_expr(expr(S.N, e))) for e in data.args] if is_list(data) else []
        if len(pair) != 2 or any(e is None for e in pair) or pair[0].ndim != 2 or len(pair[0]) != len(pair[1]):
            raise SolvingError("fitd", data)
        design, heights = (e.astype(float) for e in pair)
        basis = make_list(Expr(S.Slot, (k + 1,)) for k in range(design.shape[1]))
        names = make_list(())
    else:
        names, basis = _listed(variables), _listed(functions)
        constant = options["IncludeConstantBasis"] is S.True_ and not any(type(f) is int and f == 1 for f in basis.args)
        basis = make_list([1, *basis.args]) if constant else basis
        points, heights = table(data, len(names), session)
        design = design_of(basis, names, points, session)
    weights = _weights(options)
    if kind == "Linear":
        values = linear(design, heights, np.ones(len(heights)) if weights is None else weights)
    else:
        values = logistic(design, heights)
    return FittedModel(kind, data, basis, names, make_list(()), make_list(values.tolist()), *_kept(options), session)


@builtin("LinearModelFit[data_, functions_, variables_, OptionsPattern[]]", "LinearModelFit[data_, OptionsPattern[]]",
         options=_OPTIONS, **_MESSAGES)  # fmt: skip
def linear_model_fit(
    data: Any, functions: Any = None, variables: Any = None, *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """LinearModelFit[{{x1, y1}, ...}, {f1, f2, ...}, x] fits a sum of a constant and multiples of the functions fi
    of x; LinearModelFit[data, functions, {x, y, ...}] has several variables, LinearModelFit[{m, v}] a design matrix and
    responses.

    The model is a function of x, and model["property"] says more: "BestFit", "BestFitParameters", "RSquared",
    "AdjustedRSquared", "ParameterTable", "ANOVATable", "FitResiduals", .... model["Properties"] gives all names.

    >>> model = LinearModelFit[{{0, 1}, {1, 0}, {3, 2}, {5, 4}}, x, x]; {model["BestFit"], model[2], model["RSquared"]}
    {0.186441 + 0.694915 x, 1.57627, 0.814044}
    """
    return told(say, lambda: _with_basis("Linear", data, functions, variables, options, session))


@builtin("LogitModelFit[data_, functions_, variables_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def logit_model_fit(
    data: Any, functions: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """LogitModelFit[data, functions, variables] fits 1/(1 + E^-(b0 + b1 f1 + b2 f2 + ...)) to responses between 0 and
    1, by the greatest likelihood.

    >>> LogitModelFit[{{0, 0}, {1, 1}, {2, 0}, {3, 1}}, x, x]["BestFitParameters"] // Round[#, 0.001] &
    {-1.362, 0.908}
    """
    return told(say, lambda: _with_basis("Logit", data, functions, variables, options, session))


# ---- nonlinear models ------------------------------------------------------------------------------------------------


def _parameters(spec: Any) -> tuple[list[Any], list[Any]] | None:
    """(names, starting values) of {a, {b, 2}, ...}."""
    names, starts = [], []
    for p in _listed(spec).args:
        name, start = p.args if is_list(p) and len(p) == 2 else (p, 1)
        if not isinstance(name, (Symbol, Expr)) or is_list(name):
            return None
        names.append(name)
        starts.append(start)
    return names, starts


def _least_squares(data: Any, form: Any, spec: Any, variables: Any, options: dict[str, Any], session: Any) -> Any:
    """(names, values)."""
    import numpy as np

    from ..solving.formula import SolvingError, machine_value
    from ..solving.models import nonlinear

    found = _parameters(spec)
    if found is None:
        raise SolvingError("parms", spec)
    names, starts = found
    start = np.array([machine_value(s, session) for s in starts])
    if np.iscomplexobj(start) or not np.isfinite(start).all():
        raise SolvingError("parms", spec)
    values, _ = nonlinear(form, names, start, _listed(variables), data, _weights(options), session)
    return names, values.tolist()


@builtin("NonlinearModelFit[data_, form_, parameters_, variables_, OptionsPattern[]]", options=_SEARCHING, **_MESSAGES)
def nonlinear_model_fit(
    data: Any, form: Any, parameters: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """NonlinearModelFit[data, form, {a, b, ...}, x] fits a form with the parameters a, b, ... to data by least squares;
    {a, a0} gives a parameter a starting value.

    The model has the properties of LinearModelFit.

    >>> data = Table[{x, 3. E^(-x/2)}, {x, 0, 5}];
    ... NonlinearModelFit[data, a E^(b x), {a, b}, x]["BestFitParameters"] // Chop
    {a -> 3., b -> -0.5}
    """

    def work() -> Any:
        from ..solving.models import FittedModel

        names, values = _least_squares(data, form, parameters, variables, options, session)
        found = make_list(names), make_list(values)
        return FittedModel("Nonlinear", data, form, _listed(variables), *found, *_kept(options), session)

    return told(say, work)


@builtin("FindFit[data_, form_, parameters_, variables_, OptionsPattern[]]",
         options=_SEARCHING | {"NormFunction": "Norm"}, **_MESSAGES)  # fmt: skip
def find_fit(
    data: Any, form: Any, parameters: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """FindFit[data, form, {a, b, ...}, x] gives rules for the parameters with which a form comes nearest to data, in
    the sum of squares; {a, a0} gives a parameter a starting value.

    >>> FindFit[{{0, 1}, {1, 3}, {2, 5}}, a + b x, {a, b}, x]
    {a -> 1., b -> 2.}
    """

    def work() -> Any:
        names, values = _least_squares(data, form, parameters, variables, options, session)
        return make_list(Expr(RULE, pair) for pair in zip(names, values, strict=True))

    return told(say, work)


# ---- the model as an object ------------------------------------------------------------------------------------------


@builtin("FittedModel[kind_, data_, form_, variables_, parameters_, values_, level_, weights_]",
         notprop="`1` is not a property of the model; they are `2`.")  # fmt: skip
def fitted_model(
    kind: Any,
    data: Any,
    form: Any,
    variables: Any,
    parameters: Any,
    values: Any,
    level: Any,
    weights: Any,
    *,
    session: Any,
) -> Any:
    """FittedModel[...] stands for a model that was fitted to data; see LinearModelFit.

    >>> LinearModelFit[{1, 3, 5}, x, x]
    FittedModel[-1. + 2. x]
    """
    from ..solving.models import ALL, FittedModel

    lists = (variables, parameters, values)
    if kind not in ALL or not all(map(is_list, lists)) or type(level) is not float:
        return None
    return FittedModel(kind, data, form, *lists, level, weights, session)


@applied("FittedModel")
def asked(head: Expr, args: tuple[Any, ...], *, session: Any) -> Any:
    """A property, or the value of the model at a point."""
    from ..solving.models import FittedModel, function_of, property_of

    if type(head) is not FittedModel:
        return None
    if len(args) == 1 and (type(args[0]) is str or (is_list(args[0]) and all(type(a) is str for a in args[0].args))):
        found = property_of(head, args[0], session)
        if found is None:
            session.message(S.FittedModel, "notprop", args[0], property_of(head, "Properties", session))
        return found
    return Expr(function_of(head), args) if len(args) == (len(head.variables) or len(head.values)) else None


@formatter("FittedModel")
def show_fitted_model(e: Any, page: Any) -> Any:
    from ..solving.models import FittedModel

    return f"FittedModel[{page.inline(e.best)}]" if type(e) is FittedModel else None
