"""The gradient of an inner net as a layer, itself differentiable."""

from typing import Any

from ..adjoints import AdjointError, differentiate, instructions
from ..declare import Parameter, inner_path, layer
from ..graph import single
from ..ops.lengths import masked
from ..ops.shapes import replicate, reshape
from ..ops.steps import filled
from ..ports import Type
from ..program import Program
from ..trace import Lengths, trace

IMPOSED = "Gradient"  # the port for the gradient of the output "Loss" is called "GradientLoss"


def targets(value: Any) -> tuple:
    """What a gradient is taken by: names of ports and paths of arrays of the inner net."""
    if not isinstance(value, tuple) or not value or not all(isinstance(t, str | tuple) for t in value):
        raise ValueError("a list of ports and arrays")
    return value


def names(value: Any) -> tuple[str, ...]:
    """Names of outputs."""
    if not isinstance(value, tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError("a list of outputs")
    return value


def _inputs(layer: Any) -> tuple[str, ...]:
    return (*dict(layer.nets)["Net"].input_names, *(IMPOSED + name for name in layer["Imposed"]))


def _outputs(layer: Any) -> tuple[str, ...]:
    count = len(layer["Targets"])
    return ("Output",) if count == 1 else tuple(f"Output{i + 1}" for i in range(count))


@layer("NetGradientOperator", ports="...: * -> Output: *")
class NetGradient:
    """NetGradientOperator[net, {target, ...}, {output, ...}] gives gradients of a net's outputs by ports and arrays.

    The ports are those of the net, and "GradientName" for each listed output "Name", by which its elements are
    weighted; without any, the gradient is that of the sum of all outputs' elements. Gradients by arrays are those of
    every example apart. The gradients are computed by ops that have gradients themselves, so that what uses them can be
    trained; a layer for which there are none is an error. FunctionLayer makes this layer of net[x, NetPortGradient[p]].

    >>> FunctionLayer[ElementwiseLayer[#^3 &][#, NetPortGradient["Input"]] &][{1, 2}]
    {3., 12.}
    """

    parameters = (Parameter("Targets", targets, required=True), Parameter("Imposed", names, ()))
    inputs = _inputs
    outputs = _outputs

    def infer(layer: Any, scope: Any) -> None:
        graph = dict(layer.nets)["Net"]
        types = {name: scope[name] for name in graph.input_names}
        types |= {name: scope[IMPOSED + name] for name in layer["Imposed"]}
        found = scope.inner("Net", types)
        for name in graph.input_names:
            scope.narrow(name, found[name])
        for name in layer["Imposed"]:
            scope.narrow(IMPOSED + name, found[name].dims)
        for port, target in zip(layer.outputs, layer["Targets"]):
            if isinstance(target, str):
                scope.narrow(port, found[target].dims)
            else:
                scope.narrow(port, scope.inference.arrays[inner_path(scope.path, "Net", target)].dims)

    def forward(layer: Any, *x: Any, call: Any, array: Any, recorder: Any, lengths: Any) -> Any:
        graph = dict(layer.nets)["Net"]
        inside, given = x[: len(graph.input_names)], x[len(graph.input_names) :]
        fed = {}
        for name, value in zip(graph.input_names, inside):  # what the gradient is taken by is a value of its own
            fed[name] = value if getattr(value, "whole", False) else reshape(value, shape=value.shape[1:])
        start = len(instructions(recorder))
        inside_lengths = Lengths({name: lengths[name] for name in fed})
        results = call("Net", fed, inside_lengths)
        imposed = dict(zip(layer["Imposed"], given))
        seeds: dict = {}
        for name, value in results.items():
            if layer["Imposed"] and name not in imposed:
                continue
            seed = imposed[name] if name in imposed else filled(value, shape=value.shape[1:], value=1.0)
            end = inside_lengths.outputs.get(name)
            seeds[value] = seed if end is None else masked(seed, end)
        wanted = [fed[t] if isinstance(t, str) else array("Net", t) for t in layer["Targets"]]
        apart = [v for t, v in zip(layer["Targets"], wanted) if not isinstance(t, str)]
        try:
            slopes = differentiate(recorder, start, seeds, wanted, apart)
        except AdjointError as problem:
            found = _culprit(graph, {name: v.shape for name, v in fed.items()}, problem.name)
            raise AdjointError(problem.name, found) from None
        return dict(zip(layer.outputs, map(_filled, layer["Targets"], wanted, slopes, [inside[0]] * len(wanted))))


def _filled(target: Any, value: Any, slope: Any, like: Any) -> Any:
    """A gradient; zeros where nothing depends on the target, and one array an example."""
    shape = value.shape[1:] if isinstance(target, str) else value.shape
    if slope is None:
        return filled(like, shape=shape, value=0.0)
    if slope.shape[0] != like.shape[0]:
        return replicate(slope, shape=(like.shape[0], *shape))
    return slope


def _culprit(graph: Any, shapes: dict, op: str) -> str | None:
    """The name of the first layer of a graph that records the op."""
    found = graph.infer({name: Type(shape[1:]) for name, shape in shapes.items()}, concrete=True)
    for path, member in graph.flat.layers.items():
        program = Program()
        feeds = {port: program.value((1, *(found.port(path, port).dims or ()))) for port in member.inputs}
        alone = single(member).flat
        try:
            arrays = {p: program.value(found.arrays[(*path, *p)].dims) for p in alone.arrays}
            inferred = single(member).infer({p: Type(v.shape[1:]) for p, v in feeds.items()}, concrete=True)
            trace(alone, inferred, feeds, arrays, False, recorder=program)
        except Exception:  # noqa: BLE001 - only the name for a message is looked for
            continue
        if any(i.op.name == op for i in program.instructions):
            return member.name
    return None
