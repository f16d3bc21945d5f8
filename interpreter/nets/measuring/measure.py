"""NetMeasurements: reads what is asked for, runs the net on the examples, and measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ....runtime.plan import evaluate
from ....runtime.ragged import Ragged
from ... import symbols as S
from ...associations import Association, association
from ...expr import FAILED, expr, has_head, is_list, is_rule, make_list
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ...packed import from_array
from ..calls import Call, plans, read_settings
from ..complaints import NetError, reported
from ..data import Data, check_fed
from ..objects import Net
from ..requests import port_address
from ..training.examples import Columns, encoded_column, read_columns
from ..training.losses import encoder_of_targets, make_job
from .outcomes import Classes, Numbers, outcome
from .table import AVERAGES, MEASUREMENTS, Measurement, names, number

# In training a measurement has a name, its key, and may say when it is made.
_KEYS = ("Measurement", "ClassAveraging", "Aggregation", "Port", "Key", "Interval")
_LOSS = "Loss"


def _norm(values: Any, power: int) -> Any:
    return (np.abs(values) ** power).sum(axis=0) ** (1 / power)


# What becomes of the values of a port for all examples.
_AGGREGATIONS: dict[Any, Callable[[Any], Any]] = {
    "L1Norm": lambda x: _norm(x, 1),
    "L2Norm": lambda x: _norm(x, 2),
    "Max": lambda x: x.max(axis=0),
    "Mean": lambda x: x.mean(axis=0),
    "Min": lambda x: x.min(axis=0),
    "RootMeanSquare": lambda x: (x**2).mean(axis=0) ** 0.5,
    "StandardDeviation": lambda x: x.std(axis=0),
    "Total": lambda x: x.sum(axis=0),
    S.None_: lambda x: x,
}


@dataclass
class Asked:
    """One measurement: its name or a NetPort, what is said further, and the output that it is of, if that is said."""

    name: Any
    argument: Any = None
    averaging: Any = S.None_
    aggregation: Any = "Mean"
    port: str | None = None


def measurements(
    net: Any, data: Any, wanted: Any, options: dict[str, Any], session: Any, say: Callable[..., None]
) -> Any:
    """The value of a measurement, of a list of them a list; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    if wanted == "Properties" or wanted is S.All:
        return names()
    return reported(say, lambda: _measured(net, data, wanted, options, session), net)


def _measured(net: Net, data: Any, wanted: Any, options: dict[str, Any], session: Any) -> Any:
    asked = [read_asked(net, w) for w in (wanted.args if is_list(wanted) else (wanted,))]
    check_fed(net)
    columns = _columns(net, data, session)
    rules = [expr(S.Rule, k, v) for k, v in options.items() if k != "LossFunction" and v is not S.Automatic]
    values = Measuring(columns, read_settings(rules, session), options["LossFunction"], session).values(net, asked)
    return make_list(values) if is_list(wanted) else values[0]


# ---- what is asked for -----------------------------------------------------------------------------------------------


def read_asked(net: Net, spec: Any) -> Asked:
    """A measurement as it is written; raises NetError."""
    if type(spec) is Association:
        return _read_association(net, spec)
    if has_head(spec, S.NetPort):
        port_address(net, spec)
        return Asked(spec)
    if type(spec) is str and (spec in net.graph.output_names or spec == _LOSS) and spec not in MEASUREMENTS:
        return Asked(spec)
    name, argument = spec.args if is_rule(spec) else (spec, None)
    if is_rule(spec) and name in net.graph.output_names:
        found = read_asked(net, argument)
        found.port = name
        return found
    found = MEASUREMENTS.get(name) if type(name) is str else None
    if found is None:
        raise NetError("nomeas", spec, names())
    if not _is_argument(found, argument, is_rule(spec)):
        raise NetError("measarg", name, S.None_ if argument is None else argument)
    return Asked(name, argument)


def _is_argument(found: Measurement, argument: Any, given: bool) -> bool:
    """Whether a measurement takes an argument: a positive number, of some an integer."""
    if not given:
        return not found.needed
    positive = type(argument) in REAL_TYPES and argument > 0
    return positive and (found.argument is float or (found.argument is int and type(argument) is int))


def _read_association(net: Net, spec: Association) -> Asked:
    given = {option_name(k): v for k, v in spec.items()}
    odd = next((k for k in given if k not in _KEYS), None)
    if odd is not None or "Measurement" not in given:
        raise NetError("measkey", spec if odd is None else odd, make_list(_KEYS))
    found = read_asked(net, given["Measurement"])
    found.averaging = given.get("ClassAveraging", S.None_)
    found.aggregation = given.get("Aggregation", "Mean")
    found.port = given.get("Port", found.port)
    if found.averaging not in (*AVERAGES, S.None_):
        raise NetError("arginv", "ClassAveraging", make_list((*AVERAGES, S.None_)), found.averaging)
    if found.aggregation not in tuple(_AGGREGATIONS):
        raise NetError("arginv", "Aggregation", make_list(_AGGREGATIONS), found.aggregation)
    if found.port is not None and found.port not in net.graph.output_names:
        raise NetError("extraport", found.port, make_list(net.graph.output_names))
    return found


# ---- data and results ------------------------------------------------------------------------------------------------


def _columns(net: Net, data: Any, session: Any) -> Columns:
    """Examples by port: as for training, or those of the only input without targets."""
    inputs = net.graph.input_names
    plain = is_list(data) and len(data) and not any(is_rule(x) or type(x) is Association for x in data.args)
    if plain and len(inputs) == 1:
        return {inputs[0]: list(data.args)}
    columns = read_columns(net, data, session)
    known = (*inputs, *net.graph.output_names)
    odd = next((name for name in columns if name not in known), None)
    if odd is not None:
        raise NetError("extraport", odd, make_list(known))
    missing = next((name for name in inputs if name not in columns), None)
    if missing is not None:
        raise NetError("missport", missing)
    return columns


@dataclass
class Measuring:
    """Measurements on examples, which are encoded once.  A net is run once for all measurements of it."""

    columns: Columns
    settings: dict[str, Any]
    loss: Any
    session: Any
    encoded: dict[str, tuple[Any, bool]] = field(default_factory=dict)

    def values(self, net: Net, asked: list[Asked]) -> list[Any]:
        """The values of measurements, for a net and others that differ from it in their arrays; raises NetError."""
        self.net = net
        data = Data(net)
        data.single = False
        for name in net.graph.input_names:
            data.arrays[name] = self._encoded(name)[0]
        self.call = Call(data, settings=self.settings)
        self.ports = [p for p in net.graph.output_names if p in self.columns]
        outputs: dict[Any, None] = {}
        for one in asked:
            if one.name in MEASUREMENTS:
                outputs |= dict.fromkeys([one.port] if one.port is not None else self.ports)
            elif not self._is_loss(one.name):
                outputs[self._place(one.name)] = None
        self.results = self.call.run(self.session, outputs).outputs if outputs else {}
        self.outcomes = {
            p: self._outcome(p) for p in outputs if p in self.columns and any(a.name in MEASUREMENTS for a in asked)
        }
        return [self._value(one) for one in asked]

    def _encoded(self, port: str) -> tuple[Any, bool]:
        """(the column of a port as an array, whether it went through the encoder of its decoder)."""
        if port not in self.encoded:
            values, encoder = self.columns[port], None
            if port in self.net.graph.output_names and port in self.net.coders:
                encoder = encoder_of_targets(self.net.coders[port], self.net.outputs[port], values, self.session)
            column = encoded_column(self.net, port, values, self.session, encoder)
            if not isinstance(column, np.ndarray | Ragged):  # what training reads batch by batch
                column = column[:]
            self.encoded[port] = column, encoder is not None
        return self.encoded[port]

    def _place(self, name: Any) -> Any:
        return port_address(self.net, name) if has_head(name, S.NetPort) else name

    def _is_loss(self, name: Any) -> bool:
        return name == _LOSS and name not in self.net.graph.output_names

    def _outcome(self, port: str) -> Classes | Numbers:
        return outcome(port, self.net.coders.get(port), self.results[port], *self._encoded(port))

    def _value(self, asked: Asked) -> Any:
        if self._is_loss(asked.name):
            return self._loss_value()
        if asked.name not in MEASUREMENTS:
            return self._port_value(asked)
        ports = [asked.port] if asked.port is not None else self.ports
        if not ports or any(p not in self.outcomes for p in ports):
            raise NetError("notarget", asked.name, make_list(ports or self.net.graph.output_names))
        found = [self._measure(asked, p) for p in ports]
        return found[0] if len(found) == 1 else association(zip(ports, found, strict=True))

    def _measure(self, asked: Asked, port: str) -> Any:
        rule, found = MEASUREMENTS[asked.name], self.outcomes[port]
        if not isinstance(found, rule.kind):
            raise NetError("nofit", asked.name, port, "classes" if rule.kind is Classes else "numbers")
        if asked.averaging is not S.None_ and not rule.averaged:
            raise NetError("noaverage", asked.name)
        return rule.value(found, asked.argument, asked.averaging)

    def _port_value(self, asked: Asked) -> Any:
        """The values at a port for all examples, as one."""
        found = self.results[self._place(asked.name)]
        if isinstance(found, Ragged):
            if asked.aggregation is S.None_:
                return make_list(map(from_array, found.examples()))
            found = np.concatenate(found.examples())
        return _expression(_AGGREGATIONS[asked.aggregation](np.asarray(found, float)))

    def _loss_value(self) -> Any:
        """The mean of the loss that training would make small."""
        job = make_job(self.net, self.columns, self.loss, self.session)
        arrays = dict(self.call.data.arrays)
        for port, coder in job.targets.items():
            if port not in self.columns:
                raise NetError("notarget", _LOSS, make_list((port,)))
            arrays[port] = encoded_column(self.net, port, self.columns[port], self.session, coder)
        found, _ = evaluate(
            job.graph, job.arrays, arrays, outputs=job.losses, cache=plans(self.session), **self.settings
        )
        sums = [weight * found[port].reshape(len(found[port]), -1).sum(axis=1) for port, weight in job.losses.items()]
        return number(float(np.mean(sum(sums))))


def _expression(x: Any) -> Any:
    return number(x[()]) if np.ndim(x) == 0 else from_array(x)
