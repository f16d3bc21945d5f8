"""Shapes and sums."""

from ..spec import spec
from .node import operator


@operator("Transpose")
def transposition(node):
    order = list(node.get("perm", range(node[0].ndim)[::-1]))
    if order[0]:
        return None
    return spec("TransposeLayer", tuple(order.index(k) for k in range(1, len(order)))), {"Input": node[0]}, {}


@operator("Concat")
def catenation(node):
    axis = node.get("axis") % node[0].ndim
    if not axis:
        return None
    ports = {f"Input{i + 1}": x for i, x in enumerate(node.inputs)}
    return spec("CatenateLayer", axis, InputPorts=len(ports)), ports, {}


@operator("Flatten")
def flattening(node):
    return (spec("FlattenLayer"), {"Input": node[0]}, {}) if node.get("axis", 1) % node[0].ndim == 1 else None


REDUCTIONS = {"ReduceMean": "Mean", "ReduceSum": "Total", "ReduceMax": "Max", "ReduceMin": "Min", "ReduceProd": "Times"}


@operator(*REDUCTIONS)
def aggregation(node):
    axes = node.get("axes", None if node[1] is None else node[1].tolist())
    if not axes or node.get("keepdims", 1) or 0 in (levels := [a % node[0].ndim for a in axes]) or not node[0].size:
        return None
    if node[0].dtype.kind != "f":
        return None
    return spec("AggregationLayer", REDUCTIONS[node.get("operator")], tuple(levels)), {"Input": node[0]}, {}
