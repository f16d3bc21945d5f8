"""Models fitted to data: linear, nonlinear and logistic ones, and what is to be said about them.

Formulas of the properties: N. Draper, H. Smith, Applied Regression Analysis, 3rd edition; P. McCullagh, J. Nelder,
Generalized Linear Models.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import Expr, Value, expr, is_list, make_list
from ..packed import from_array, to_array
from .fits import table
from .formula import Formula, SolvingError, machine_value, replaced

_STEPS = 500
_EPS = np.finfo(float).eps


class FittedModel(Value):
    """A model: its basis functions (or its form, in named parameters) and the values that were found."""

    __slots__ = ("best", "data", "form", "kind", "level", "parameters", "values", "variables", "weights")

    def __init__(
        self,
        kind: str,
        data: Any,
        form: Any,
        variables: Any,
        parameters: Any,
        values: Any,
        level: float,
        weights: Any,
        session: Any,
    ) -> None:
        super().__init__(S.FittedModel)
        self.weights = weights
        self.kind, self.data, self.form, self.variables = kind, data, form, variables
        self.parameters, self.values, self.level = parameters, values, level
        self.best = session.evaluate_expr(self._fit())

    def arguments(self) -> Iterator[Any]:
        yield from (self.kind, self.data, self.form, self.variables, self.parameters, self.values, self.level)
        yield self.weights

    def normal(self) -> Any:
        return self.best

    def _fit(self) -> Any:
        if self.kind == "Nonlinear":
            return replaced(self.form, dict(zip(self.parameters.args, self.values.args, strict=True)))
        terms = [expr(S.Times, c, f) for c, f in zip(self.values.args, self.form.args, strict=True)]
        total = Expr(S.Plus, tuple(terms))
        if self.kind == "Linear":
            return total
        return expr(S.Power, expr(S.Plus, 1, expr(S.Exp, expr(S.Times, -1, total))), -1)


def design_of(functions: Any, variables: Any, points: np.ndarray, session: Any) -> np.ndarray:
    """The values of the functions at the points, a column for each."""
    names = list(variables.args)
    columns = [points[:, i] for i in range(len(names))]
    if not names:
        return points
    design = np.stack([Formula(f, names, session).array(columns) for f in functions.args], axis=1)
    if np.iscomplexobj(design) or not np.isfinite(design).all():
        raise SolvingError("fitc", functions)
    return design


def linear(design: np.ndarray, heights: np.ndarray, weights: np.ndarray) -> np.ndarray:
    root = np.sqrt(weights)
    return np.linalg.lstsq(design * root[:, None], heights * root, rcond=None)[0]


def logistic(design: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Iteratively reweighted least squares for responses between 0 and 1."""
    if heights.min() < 0 or heights.max() > 1:
        raise SolvingError("logit", make_list(heights.tolist()))
    beta = np.zeros(design.shape[1])
    for _ in range(100):
        mean = 1 / (1 + np.exp(-np.clip(design @ beta, -700, 700)))
        weights = np.maximum(mean * (1 - mean), 1e-300)
        step = np.linalg.lstsq(design * np.sqrt(weights)[:, None], (heights - mean) / np.sqrt(weights), rcond=None)[0]
        beta = beta + step
        if np.abs(step).max() <= 1e-12 * max(1.0, np.abs(beta).max()):
            return beta
        if np.abs(beta).max() > 1e4 * max(1.0, 1 / np.abs(design[design != 0]).min()):
            break
    raise SolvingError("cvmit", 100)


def nonlinear(
    form: Any, parameters: list[Any], start: np.ndarray, variables: Any, data: Any, weights: Any, session: Any
) -> tuple[np.ndarray, np.ndarray]:
    """(the least squares' parameters, the jacobian there), by Levenberg's and Marquardt's steps."""
    names = list(variables.args)
    points, heights = table(data, len(names), session)
    whole = Formula(form, [*names, *parameters], session)
    slopes = [whole.derivative(p) for p in parameters]
    n = len(heights)
    root = np.ones(n) if weights is None else np.sqrt(weights)

    def values(f: Formula, p: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            found = f.array([*points.T, *[np.full(n, x) for x in p]])
        return np.full(n, np.nan) if np.iscomplexobj(found) else found

    def jacobian(p: np.ndarray) -> np.ndarray:
        columns = []
        for i, f in enumerate(slopes):
            if f is None:
                step = np.zeros(len(p))
                step[i] = 6e-6 * max(1.0, abs(p[i]))
                columns.append((values(whole, p + step) - values(whole, p - step)) / (2 * step[i]))
            else:
                columns.append(values(f, p))
        return np.stack(columns, axis=1)

    p, damping = start, 1e-3
    rest = (heights - values(whole, p)) * root
    if not np.isfinite(rest).all():
        raise SolvingError("nrnum", make_list(p.tolist()), form)
    for _ in range(_STEPS):
        j = jacobian(p) * root[:, None]
        if not np.isfinite(j).all():
            raise SolvingError("nrnum", make_list(p.tolist()), form)
        scale = np.sqrt(np.maximum((j * j).sum(axis=0), 1e-300))
        moved = False
        while damping < 1e16:
            wide = np.concatenate([j, np.diag(scale * math.sqrt(damping))])
            step = np.linalg.lstsq(wide, np.concatenate([rest, np.zeros(len(p))]), rcond=None)[0]
            new = (heights - values(whole, p + step)) * root
            if np.isfinite(new).all() and new @ new < rest @ rest:
                moved = True
                break
            damping *= 4
        if not moved:
            return p, jacobian(p)
        gain = 1 - (new @ new) / (rest @ rest)
        p, rest, damping = p + step, new, max(damping / 10, 1e-15)
        if gain < 1e-15 and np.abs(step).max() <= 1e-10 * max(1e-10, np.abs(p).max()):
            return p, jacobian(p)
    raise SolvingError("cvmit", _STEPS)


# ---- distributions of tests ------------------------------------------------------------------------------------------


def student_tail(t: float, n: float) -> float:
    """The probability that |x| > |t| for Student's x with n degrees of freedom."""
    from mpmath import mp

    return float(mp.betainc(n / 2, 0.5, 0, n / (n + t * t), regularized=True)) if math.isfinite(t) else 0.0


def student_quantile(p: float, n: float) -> float:
    """The t that |x| does not exceed with probability p."""
    low, high = 0.0, 1.0
    while 1 - student_tail(high, n) < p and high < 1e300:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if 1 - student_tail(middle, n) < p else (low, middle)
    return high


def ratio_tail(f: float, n: float, m: float) -> float:
    """The probability that a ratio of variances of n and m degrees of freedom exceeds f."""
    from mpmath import mp

    return float(mp.betainc(m / 2, n / 2, 0, m / (m + n * f), regularized=True)) if f > 0 else 1.0


def normal_tail(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


# ---- what a model says -----------------------------------------------------------------------------------------------


class Report:
    """The numbers from which properties are made."""

    def __init__(self, model: FittedModel, session: Any) -> None:
        self.model, self.session = model, session
        names = list(model.variables.args)
        if names:
            self.points, self.heights = table(model.data, len(names), session)
        else:
            matrix, response = model.data.args
            self.points = np.asarray(to_array(session.evaluate_expr(expr(S.N, matrix))), float)
            self.heights = np.asarray(to_array(session.evaluate_expr(expr(S.N, response))), float)
        self.values = np.array([machine_value(v, session) for v in model.values.args], float)
        self.n, self.p = len(self.heights), len(self.values)
        self.free = self.n - self.p
        if names:
            self.predicted = Formula(model.best, names, session).array([self.points[:, i] for i in range(len(names))])
            self.predicted = np.asarray(self.predicted, float)
        else:
            self.predicted = self.points @ self.values
        self.residuals = self.heights - self.predicted
        weights = to_array(model.weights) if is_list(model.weights) else None
        self.root = np.ones(self.n) if weights is None else np.sqrt(weights.astype(float))
        self.design = self._design()
        self.scaled = self.design * self.root[:, None]  # what plain least squares would see
        self.rss = float(((self.residuals * self.root) ** 2).sum())

    def _design(self) -> np.ndarray:
        model = self.model
        if model.kind != "Nonlinear":
            return design_of(model.form, model.variables, self.points, self.session)
        whole = Formula(model.form, [*model.variables.args, *model.parameters.args], self.session)
        columns = [*self.points.T, *[np.full(self.n, v) for v in self.values]]
        out = []
        for parameter in model.parameters.args:
            f = whole.derivative(parameter)
            if f is None:
                raise SolvingError("fitc", model.form)
            out.append(np.asarray(f.array(columns), float))
        return np.stack(out, axis=1)

    @property
    def variance(self) -> float:
        return self.rss / self.free if self.free else math.nan

    @property
    def covariance(self) -> np.ndarray:
        if self.model.kind == "Logit":
            weights = self.predicted * (1 - self.predicted)
            return np.linalg.inv(self.design.T @ (self.design * weights[:, None]))
        return self.variance * np.linalg.inv(self.scaled.T @ self.scaled)

    @property
    def errors(self) -> np.ndarray:
        return np.sqrt(np.diag(self.covariance))

    @property
    def ratios(self) -> np.ndarray:
        with np.errstate(all="ignore"):
            return self.values / self.errors

    @property
    def chances(self) -> np.ndarray:
        tail = normal_tail if self.model.kind == "Logit" else lambda t: student_tail(t, self.free)
        return np.array([tail(float(t)) for t in self.ratios])

    @property
    def spread(self) -> float:
        """How many standard errors a confidence interval goes to each side."""
        if self.model.kind == "Logit":
            return student_quantile(self.model.level, 1e9)
        return student_quantile(self.model.level, self.free)

    @property
    def has_constant(self) -> bool:
        ones = np.ones(self.n)
        fitted = self.design @ np.linalg.lstsq(self.design, ones, rcond=None)[0]
        return bool(np.allclose(fitted, ones))

    @property
    def total(self) -> float:
        """The sum of squares about the mean, about zero for a model without a constant."""
        about = self.mean if self.model.kind == "Linear" and self.has_constant else 0.0
        return float((((self.heights - about) * self.root) ** 2).sum())

    @property
    def mean(self) -> float:
        return float(np.average(self.heights, weights=self.root**2))

    @property
    def r_squared(self) -> float:
        return 1 - self.rss / self.total if self.total else math.nan

    @property
    def hat(self) -> np.ndarray:
        q, _ = np.linalg.qr(self.scaled)
        return (q * q).sum(axis=1)

    @property
    def log_likelihood(self) -> float:
        if self.model.kind == "Logit":
            y, m = self.heights, np.clip(self.predicted, 1e-300, 1 - 1e-16)
            return float((y * np.log(m) + (1 - y) * np.log(1 - m)).sum())
        return float(np.log(self.root).sum()) - self.n / 2 * (math.log(2 * math.pi * self.rss / self.n) + 1)

    @property
    def counted(self) -> int:
        """The parameters that criteria count, the variance among them."""
        return self.p + (self.model.kind != "Logit")

    def band(self, single: bool) -> Any:
        """The prediction's bounds as expressions."""
        best = self.model.best
        if self.model.kind == "Nonlinear":
            functions = [
                expr(S.ReplaceAll, expr(S.D, self.model.form, p), self.rules) for p in self.model.parameters.args
            ]
        else:
            functions = list(self.model.form.args)
        row = make_list(functions)
        square = expr(S.Dot, row, from_array(self.covariance), row)
        if single:
            square = expr(S.Plus, self.variance, square)
        half = expr(S.Times, self.spread, expr(S.Sqrt, square))
        return make_list((expr(S.Plus, best, expr(S.Times, -1, half)), expr(S.Plus, best, half)))

    @property
    def rules(self) -> Any:
        return make_list(
            expr(S.Rule, p, v) for p, v in zip(self.model.parameters.args, self.model.values.args, strict=True)
        )

    def intervals(self, single: bool) -> np.ndarray:
        square = ((self.design @ self.covariance) * self.design).sum(axis=1)
        half = self.spread * np.sqrt(square + (self.variance if single else 0))
        return np.stack([self.predicted - half, self.predicted + half], axis=1)

    def parameter_rows(self) -> np.ndarray:
        return np.stack([self.values, self.errors, self.ratios, self.chances], axis=1)

    def interval_rows(self) -> np.ndarray:
        half = self.spread * self.errors
        return np.stack([self.values - half, self.values + half], axis=1)

    def names(self) -> list[Any]:
        """What the rows of tables are called."""
        return list(self.model.parameters.args if self.model.kind == "Nonlinear" else self.model.form.args)

    def anova_rows(self) -> list[tuple[Any, ...]]:
        """(what, degrees of freedom, sum of squares, mean square, ratio, chance)."""
        if self.model.kind == "Nonlinear":
            explained = float(((self.predicted * self.root) ** 2).sum())
            rows: list[tuple[Any, ...]] = [("Model", self.p, explained, explained / self.p)]
            rows.append(("Error", self.free, self.rss, self.variance))
            raw, corrected = (float((((self.heights - m) * self.root) ** 2).sum()) for m in (0.0, self.mean))
            return [*rows, ("Uncorrected Total", self.n, raw), ("Corrected Total", self.n - 1, corrected)]
        rows, before = [], None
        for k in range(self.p + 1):
            left = self.heights * self.root
            if k:
                part = self.scaled[:, :k]
                left = left - part @ np.linalg.lstsq(part, left, rcond=None)[0]
            rest = float(left @ left)
            if before is not None and not np.allclose(self.design[:, k - 1], self.design[0, k - 1]):
                gain = before - rest
                f = gain / self.variance
                rows.append((self.names()[k - 1], 1, gain, gain, f, ratio_tail(f, 1, self.free)))
            before = rest
        degrees = len(rows) + self.free
        rows.append(("Error", self.free, self.rss, self.variance))
        return [*rows, ("Total", degrees, self.rss + sum(r[2] for r in rows[:-1]))]


def grid(head: list[Any], names: list[Any], rows: Any) -> Any:
    """A table with a heading and the names of the rows."""
    lines = [make_list(["", *head])]
    lines += [make_list([name, *row]) for name, row in zip(names, rows, strict=True)]
    return expr(S.Grid, make_list(lines))


def _anova_grid(r: Report) -> Any:
    rows = r.anova_rows()
    head = ["DF", "SS", "MS", "F-Statistic", "P-Value"] if r.model.kind == "Linear" else ["DF", "SS", "MS"]
    return grid(head, [row[0] for row in rows], [[*row[1:], *[""] * (len(head) + 1 - len(row))] for row in rows])


_COLUMNS = ["Estimate", "Standard Error", "t-Statistic", "P-Value"]
ALL = ("Linear", "Nonlinear", "Logit")
_LEAST_SQUARES = ("Linear", "Nonlinear")
# name -> (kinds of models, what a report gives: a number, an array or an expression)
PROPERTIES: dict[str, tuple[tuple[str, ...], Callable[[Report], Any]]] = {
    "BestFit": (ALL, lambda r: r.model.best),
    "BestFitParameters": (ALL, lambda r: r.rules if r.model.kind == "Nonlinear" else r.model.values),
    "BasisFunctions": (("Linear", "Logit"), lambda r: r.model.form),
    "Data": (ALL, lambda r: r.model.data),
    "Response": (ALL, lambda r: r.heights),
    "DesignMatrix": (("Linear", "Logit"), lambda r: r.design),
    "Function": (ALL, lambda r: function_of(r.model)),
    "PredictedResponse": (ALL, lambda r: r.predicted),
    "FitResiduals": (ALL, lambda r: r.residuals),
    "StandardizedResiduals": (_LEAST_SQUARES, lambda r: r.residuals * r.root / np.sqrt(r.variance * (1 - r.hat))),
    "StudentizedResiduals": (
        _LEAST_SQUARES,
        lambda r: (
            r.residuals
            * r.root
            / np.sqrt((r.rss - (r.residuals * r.root) ** 2 / (1 - r.hat)) / (r.free - 1) * (1 - r.hat))
        ),
    ),
    "HatDiagonal": (_LEAST_SQUARES, lambda r: r.hat),
    "CookDistances": (
        ("Linear",),
        lambda r: (r.residuals * r.root) ** 2 * r.hat / (r.p * r.variance * (1 - r.hat) ** 2),
    ),
    "EstimatedVariance": (_LEAST_SQUARES, lambda r: r.variance),
    "RSquared": (_LEAST_SQUARES, lambda r: r.r_squared),
    "AdjustedRSquared": (
        _LEAST_SQUARES,
        lambda r: 1 - (1 - r.r_squared) * (r.n - (r.model.kind == "Linear" and r.has_constant)) / r.free,
    ),
    "CovarianceMatrix": (ALL, lambda r: r.covariance),
    "CorrelationMatrix": (ALL, lambda r: r.covariance / np.outer(r.errors, r.errors)),
    "ParameterErrors": (ALL, lambda r: r.errors),
    "ParameterTStatistics": (_LEAST_SQUARES, lambda r: r.ratios),
    "ParameterZStatistics": (("Logit",), lambda r: r.ratios),
    "ParameterPValues": (ALL, lambda r: r.chances),
    "ParameterConfidenceIntervals": (ALL, Report.interval_rows),
    "ParameterTableEntries": (ALL, Report.parameter_rows),
    "ParameterTable": (
        ALL,
        lambda r: grid(
            [c.replace("t-S", "z-S") if r.model.kind == "Logit" else c for c in _COLUMNS],
            r.names(),
            r.parameter_rows().tolist(),
        ),
    ),
    "ParameterConfidenceIntervalTable": (
        ALL,
        lambda r: grid(
            ["Estimate", "Standard Error", "Confidence Interval"],
            r.names(),
            [[v, e, make_list(i)] for v, e, i in zip(r.values.tolist(), r.errors.tolist(), r.interval_rows().tolist())],
        ),
    ),
    "ANOVATable": (_LEAST_SQUARES, _anova_grid),
    "ANOVATableEntries": (_LEAST_SQUARES, lambda r: make_list(make_list(row[1:]) for row in r.anova_rows())),
    "SequentialSumOfSquares": (("Linear",), lambda r: np.array([row[2] for row in r.anova_rows()[:-2]])),
    "DurbinWatsonD": (("Linear",), lambda r: float((np.diff(r.residuals) ** 2).sum() / r.rss)),
    "LogLikelihood": (ALL, lambda r: r.log_likelihood),
    "AIC": (ALL, lambda r: 2 * r.counted - 2 * r.log_likelihood),
    "AICc": (
        ALL,
        lambda r: 2 * r.counted * r.n / (r.n - r.counted - 1) - 2 * r.log_likelihood,
    ),
    "BIC": (ALL, lambda r: r.counted * math.log(r.n) - 2 * r.log_likelihood),
    "ResidualDeviance": (("Logit",), lambda r: -2 * r.log_likelihood),
    "MeanPredictionBands": (_LEAST_SQUARES, lambda r: r.band(False)),
    "SinglePredictionBands": (_LEAST_SQUARES, lambda r: r.band(True)),
    "MeanPredictionConfidenceIntervals": (_LEAST_SQUARES, lambda r: r.intervals(False)),
    "SinglePredictionConfidenceIntervals": (_LEAST_SQUARES, lambda r: r.intervals(True)),
}


def function_of(model: FittedModel) -> Any:
    """The best fit as a pure function of the variables."""
    return expr(S.Function, model.variables, model.best) if len(model.variables) else expr(S.Function, model.best)


def property_of(model: FittedModel, name: Any, session: Any) -> Any:
    """A property, or a list of several; None for one that the model does not have."""
    if isinstance(name, Expr) and name.head is S.List:
        found = [property_of(model, n, session) for n in name.args]
        return None if None in found else make_list(found)
    if name == "Properties":
        return make_list(sorted(n for n, (kinds, _) in PROPERTIES.items() if model.kind in kinds))
    kinds, make = PROPERTIES.get(name, ((), None)) if type(name) is str else ((), None)
    if make is None or model.kind not in kinds:
        return None
    with np.errstate(all="ignore"):
        found = make(Report(model, session))
    return from_array(np.ascontiguousarray(found)) if isinstance(found, np.ndarray) else found
