"""Recurrent layers: a state walks along a sequence. One forward for the three cells of `ops.recurrent.CELLS`."""

from typing import Any

from ..declare import Array, Parameter, layer
from ..kinds import probability
from ..ops.recurrent import recurrent
from ..ops.sequences import kept, last, span, thinned
from ..ops.shapes import catenate, dropout

METHODS = ("VariationalWeights", "VariationalInput", "VariationalState", "StateUpdate")
PORTS = "Input: t k; State: n -> Output: t n; State: n"


def size(value: Any) -> int | None:
    """A size; None is one that the surroundings decide."""
    if value is None or value == "Automatic":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a positive integer or Automatic")
    return value


def _is_rule(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(value) == 3 and value[0] == "Rule"


def dropout_methods(value: Any) -> tuple[tuple[str, float], ...]:
    """None, a probability (for "VariationalWeights"), or rules from methods to probabilities."""
    allowed = ValueError(f"None, a probability less than 1, or rules from {', '.join(METHODS)} to probabilities")
    if value is None:
        return ()
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = {"VariationalWeights": value}
    if _is_rule(value):
        value = (value,)
    if isinstance(value, tuple | list) and all(map(_is_rule, value)):
        value = {name: p for _, name, p in value}
    if not isinstance(value, dict) or any(name not in METHODS for name in value):
        raise allowed
    try:
        return tuple((name, probability(p)) for name, p in value.items() if probability(p))
    except ValueError:
        raise allowed from None


PARAMETERS = (
    Parameter("OutputDimensions", size, label="Output size"),
    Parameter("Dropout", dropout_methods, (), named=True),
)


def _arrays(*gates: str) -> tuple[Array, ...]:
    """The arrays of the gates, gate by gate."""
    kinds = (("InputWeights", "n k", "weights"), ("StateWeights", "n n", "weights"), ("Biases", "n", "zeros"))
    return tuple(Array(gate + name, shape, initial=initial) for gate in gates for name, shape, initial in kinds)


def _infer(layer: Any, scope: Any) -> None:
    scope.equal("n", layer["OutputDimensions"])


def _joined(arrays: tuple) -> Any:
    return arrays[0] if len(arrays) == 1 else catenate(*arrays, axis=0)


def _walk(layer: Any, cell: str, x: Any, states: tuple, arrays: tuple, train: bool, lengths: Any) -> dict[str, Any]:
    """The states of all steps, and those at each example's end."""
    odds = dict(layer["Dropout"]) if train else {}
    n, steps, width = x.shape
    w, u, b = _joined(arrays[0::3]), _joined(arrays[1::3]), _joined(arrays[2::3])
    hidden, ragged = u.shape[1], lengths["Input"]
    masks: list = [None, None]
    if "VariationalWeights" in odds:
        u = dropout(u, probability=odds["VariationalWeights"])
    if "VariationalInput" in odds:
        x = thinned(x, kept(x, shape=(n, 1, width), probability=odds["VariationalInput"]))
    if "VariationalState" in odds:
        masks[0] = kept(x, shape=(n, hidden), probability=odds["VariationalState"])
    if "StateUpdate" in odds:
        masks[1] = kept(x, shape=(n, steps, hidden), probability=odds["StateUpdate"])
    inputs = (x, w, u, b, *(*states, None)[:2], ragged, *masks)
    results = {}
    if len(states) == 2:
        both = recurrent(*inputs, cell=cell, cells=True)
        y = span(both, axis=2, start=0, stop=hidden)
        results["CellState"] = last(span(both, axis=2, start=hidden, stop=2 * hidden), ragged)
        lengths.set("CellState", None)
    else:
        y = recurrent(*inputs, cell=cell)
    lengths.set("State", None)
    return {"Output": y, "State": last(y, ragged)} | results


@layer("BasicRecurrentLayer", ports=PORTS)
class Basic:
    """BasicRecurrentLayer[n] is a trainable layer whose state, a vector of length n, follows a sequence of vectors.

    The input is a sequence {x1, x2, ...} of vectors, of any length; the output is the sequence of states
    s_t = Tanh[Wx.x_t + Ws.s_(t-1) + b], s_0 = 0. Arrays: "InputWeights" {n, k}, "StateWeights" {n, n}, "Biases" {n}.

    In a NetGraph an edge to NetPort[layer, "State"] gives s_0 and one from it takes the last state.

    "Dropout" -> p thins the state's weights in training; "Dropout" -> {method -> p, ...} chooses among
    "VariationalWeights", "VariationalInput" and "VariationalState" (one mask for all steps of an example) and
    "StateUpdate" (another at every step, on what is new in the state). Sources: Elman, Cognitive Science 14 (1990); Gal
    and Ghahramani, arXiv:1512.05287; Semeniuta et al., arXiv:1603.05118.

    >>> BasicRecurrentLayer[1, "InputWeights" -> {{1}}, "StateWeights" -> {{2}}, "Biases" -> {0}][{{1}, {0}}]
    {{0.761594}, {0.909252}}
    """

    parameters = PARAMETERS
    arrays = _arrays("")
    states = ("State",)
    infer = _infer

    def forward(layer: Any, x: Any, state: Any, *arrays: Any, train: bool, lengths: Any) -> dict[str, Any]:
        return _walk(layer, "Basic", x, (state,), arrays, train, lengths)


@layer("GatedRecurrentLayer", ports=PORTS)
class Gated:
    """GatedRecurrentLayer[n] is a trainable gated recurrent unit: its state, a vector of length n, follows a sequence.

    The input is a sequence of vectors, of any length, the output the sequence of states, from s_0 = 0:
    i = LogisticSigmoid[Wix.x_t + Wis.s_(t-1) + bi]; r = LogisticSigmoid[Wrx.x_t + Wrs.s_(t-1) + br];
    m = Tanh[Wmx.x_t + r (Wms.s_(t-1)) + bm]; s_t = (1 - i) m + i s_(t-1).

    Arrays: "InputWeights" {n, k}, "StateWeights" {n, n} and "Biases" {n}, each behind "InputGate", "ResetGate" and
    "MemoryGate". The port "State" and the option "Dropout" are those of BasicRecurrentLayer. Source: Cho et al.,
    arXiv:1406.1078.

    >>> Dimensions[NetInitialize[GatedRecurrentLayer[4, "Input" -> {3, 2}]][{{1, 2}, {3, 4}, {5, 6}}]]
    {3, 4}
    """

    parameters = PARAMETERS
    arrays = _arrays("InputGate", "ResetGate", "MemoryGate")
    states = ("State",)
    infer = _infer

    def forward(layer: Any, x: Any, state: Any, *arrays: Any, train: bool, lengths: Any) -> dict[str, Any]:
        return _walk(layer, "Gated", x, (state,), arrays, train, lengths)


@layer("LongShortTermMemoryLayer", ports="Input: t k; State: n; CellState: n -> Output: t n; State: n; CellState: n")
class LongShortTermMemory:
    """LongShortTermMemoryLayer[n] is a trainable long short-term memory: its state, a vector of length n, and a second
    one, the cell state, follow a sequence.

    The input is a sequence of vectors, of any length, the output the sequence of states, from s_0 = c_0 = 0:
    i, o, f = LogisticSigmoid[Wx.x_t + Ws.s_(t-1) + b], each with arrays of its own; m = Tanh[Wmx.x_t + Wms.s_(t-1) +
    bm]; c_t = f c_(t-1) + i m; s_t = o Tanh[c_t].

    Arrays: "InputWeights" {n, k}, "StateWeights" {n, n} and "Biases" {n}, each behind "InputGate", "OutputGate",
    "ForgetGate" and "MemoryGate". The ports "State" and "CellState" and the option "Dropout" work as in
    BasicRecurrentLayer. Sources: Hochreiter and Schmidhuber, Neural Computation 9 (1997); Gers et al. (2000).

    >>> Dimensions[NetInitialize[LongShortTermMemoryLayer[4, "Input" -> {3, 2}]][{{1, 2}, {3, 4}, {5, 6}}]]
    {3, 4}
    """

    parameters = PARAMETERS
    arrays = _arrays("InputGate", "OutputGate", "ForgetGate", "MemoryGate")
    states = ("State", "CellState")
    infer = _infer

    def forward(layer: Any, x: Any, state: Any, start: Any, *arrays: Any, train: bool, lengths: Any) -> dict[str, Any]:
        return _walk(layer, "LongShortTermMemory", x, (state, start), arrays, train, lengths)
