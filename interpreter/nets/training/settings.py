"""How to train: the options of NetTrain as the runtime takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...audio.times import UNITS, quantity
from ...expr import expr, has_head, is_list, is_rule, make_list
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ..calls import PRECISIONS, target_device
from ..complaints import NetError
from ..initialize import generator_for
from ..multipliers import by_part
from ..objects import Net, Path, placed

_MOMENTUM = {"Momentum": (0, 1)}
# The suboptions of the methods and the ends between which their values lie.
METHODS: dict[str, dict[str, tuple[float, float]]] = {
    "ADAM": {"Beta1": (0, 1), "Beta2": (0, 1), "Epsilon": (0, 1e6)},
    "RMSProp": {"Beta": (0, 1), "Epsilon": (0, 1e6), **_MOMENTUM},
    "SGD": _MOMENTUM,
    "SignSGD": _MOMENTUM,
}
PENALTIES = ("L2Regularization", "GradientClipping", "WeightDecay", "WeightClipping")
_COMMON = ("LearningRate", "LearningRateSchedule", *PENALTIES)
_ROUNDS = {"Rounds": 1, "Round": 1}
_BATCHES = {"Batches": 1, "Batch": 1}


def read_settings(net: Net, prefix: Path, options: dict[str, Any], session: Any) -> dict[str, Any]:
    """The settings of a training, but for data; raises NetError.  Arrays have their paths behind a prefix."""
    method, further = _method(net, prefix, options["Method"], session)
    settings = {
        "batch_size": _automatic("BatchSize", options, int),
        "seed": int(generator_for(options["RandomSeeding"], session).integers(1 << 62)),
        "dtype": PRECISIONS.get(_precision(options["WorkingPrecision"]), "float32"),
        "device": _device(options["TargetDevice"]),
        "time_goal": _seconds(options["TimeGoal"]),
        **_length(options["MaxTrainingRounds"]),
        **further,
    }
    if options["LearningRate"] is not S.Automatic:
        settings["rate"] = positive("LearningRate", options["LearningRate"], float)
    groups = _groups(net, prefix, options["TrainingUpdateSchedule"])
    if groups:
        settings["groups"] = groups
    factors = by_part(net, options["LearningRateMultipliers"])
    return settings | {"method": method, "multipliers": placed(factors, *prefix)}


def _method(net: Net, prefix: Path, method: Any, session: Any) -> tuple[str, dict[str, Any]]:
    parts = method.args if is_list(method) else (method,)
    name = "ADAM" if not parts or parts[0] is S.Automatic else parts[0]
    if name not in METHODS or not all(map(is_rule, parts[1:])):
        raise NetError("badmethod", method)
    numbers: dict[str, float] = {}
    settings: dict[str, Any] = {"options": numbers}
    penalties: dict[str, dict[Path, float]] = {}
    for option, value in [(option_name(r.args[0]), r.args[1]) for r in parts[1:]]:
        if option not in (*METHODS[name], *_COMMON):
            raise NetError("badsub", option, name, make_list((*METHODS[name], *_COMMON)))
        if value in (S.None_, S.Automatic):
            continue
        if option in PENALTIES:
            penalties[option] = placed(_penalty(net, option, value), *prefix)
        elif option == "LearningRate":
            settings["rate"] = positive(option, value, float)
        elif option == "LearningRateSchedule":
            settings["factor"] = _schedule(value, session)
        else:
            low, high = METHODS[name][option]
            if type(value) not in REAL_TYPES or not low <= float(value) <= high:
                raise NetError("badopt", option, value)
            numbers[option] = float(value)
    return name, settings | ({"penalties": penalties} if penalties else {})


def _penalty(net: Net, option: str, value: Any) -> dict[Path, float]:
    """A number for all arrays, or by rules from parts to numbers."""
    try:
        found = by_part(net, value, 0.0)
    except NetError:
        raise NetError("badopt", option, value) from None
    if any(number < 0 for number in found.values()):
        raise NetError("badopt", option, value)
    return found


def _groups(net: Net, prefix: Path, schedule: Any) -> list[set[Path]]:
    """The arrays that learn in turn, batch by batch: those of parts, or of lists of parts; others always learn."""
    if schedule is S.Automatic or schedule is S.None_:
        return []
    if not is_list(schedule) or not len(schedule):
        raise NetError("badopt", "TrainingUpdateSchedule", schedule)
    found = []
    for group in schedule.args:
        parts = group.args if is_list(group) else (group,)
        rules = make_list(expr(S.Rule, part, 1) for part in parts)
        arrays = by_part(net, rules, 0.0)
        if not arrays:
            raise NetError("badopt", "TrainingUpdateSchedule", group)
        found.append(set(placed(arrays, *prefix)))
    named = set().union(*found)
    rest = {path for path in placed(dict.fromkeys(net.inference.arrays), *prefix) if path not in named}
    return [group | rest for group in found]


def _schedule(f: Any, session: Any) -> Callable[[int, int], float]:
    """The factor of the rate that a function of batch and number of batches gives."""
    call = session.evaluator.functions.caller(f, 2) if has_head(f, S.Function) else None

    def factor(batch: int, batches: int) -> float:
        found = call(batch, batches) if call is not None else session.evaluate_expr(expr(f, batch, batches))
        if type(found) not in REAL_TYPES:
            raise NetError("badopt", "LearningRateSchedule", f)
        return float(found)

    return factor


def _length(value: Any) -> dict[str, Any]:
    """MaxTrainingRounds: a number of rounds, or a Quantity of rounds, batches or time."""
    if value is S.Automatic:
        return {"rounds": None}
    if has_head(value, S.Quantity, 2):
        if (rounds := quantity(value, _ROUNDS)) is not None:
            return {"rounds": positive("MaxTrainingRounds", round(rounds), int)}
        if (batches := quantity(value, _BATCHES)) is not None:
            return {"batches": positive("MaxTrainingRounds", round(batches), int)}
        return {"time_goal": _seconds(value, "MaxTrainingRounds")}
    return {"rounds": positive("MaxTrainingRounds", value, int)}


def _seconds(value: Any, option: str = "TimeGoal") -> float | None:
    if value is S.Automatic or value is S.Infinity:
        return None
    found = quantity(value, UNITS)
    if found is None or not found > 0:
        raise NetError("badopt", option, value)
    return found


def _device(spec: Any) -> Any:
    try:
        return target_device(spec)
    except NetError as problem:
        raise NetError("badtrgdevgpu") if problem.args[0] == "nogpu" else problem from None


def _precision(value: Any) -> str:
    name = "Real32" if value is S.Automatic else value
    if name not in PRECISIONS:
        raise NetError("badopt", "WorkingPrecision", value)
    return str(name)


def _automatic(name: str, options: dict[str, Any], kind: type) -> Any:
    value = options[name]
    return None if value is S.Automatic else positive(name, value, kind)


def positive(name: str, value: Any, kind: type) -> Any:
    """A positive value of an option; raises NetError."""
    if type(value) not in REAL_TYPES or not float(value) > 0 or (kind is int and type(value) is not int):
        raise NetError("badopt", name, value)
    return kind(float(value)) if kind is float else value
