"""Normalisation."""

from ..spec import spec
from .node import operator


@operator("BatchNormalization")
def batch_normalization(node):
    names = ("Scaling", "Biases", "MovingMean", "MovingVariance")
    train = bool(node.get("training_mode", 0))
    described = spec("BatchNormalizationLayer", Epsilon=node.get("epsilon", 1e-5), train=train)
    return described, {"Input": node[0]}, dict(zip(names, node.inputs[1:]))


@operator("InstanceNormalization")
def instance_normalization(node):
    described = spec("NormalizationLayer", Epsilon=node.get("epsilon", 1e-5))
    return described, {"Input": node[0]}, {"Scaling": node[1], "Biases": node[2]}


@operator("GroupNormalization")
def group_normalization(node):
    rank = node[0].ndim - 1
    if len(node[1]) != node[0].shape[1]:  # an older version scaled groups
        return None
    groups = (node.get("num_groups"), *(1,) * (rank - 1))
    options = {"GroupNumber": groups, "Epsilon": node.get("epsilon", 1e-5)}
    described = spec("NormalizationLayer", tuple(range(1, rank + 1)), (1,), **options)
    return described, {"Input": node[0]}, {"Scaling": node[1], "Biases": node[2]}


@operator("LayerNormalization", "RMSNormalization")
def layer_normalization(node):
    rank = node[0].ndim
    axis = node.get("axis", -1) % rank
    if not axis or node[1].shape != node[0].shape[axis:]:
        return None
    options = {"Epsilon": node.get("epsilon", 1e-5)}
    arrays = {"Scaling": node[1]}
    if node.get("operator") == "RMSNormalization":
        options |= {"Method": "RMS", "Biases": None}
    elif node[2] is None:
        options["Biases"] = None
    else:
        arrays["Biases"] = node[2]
    return spec("NormalizationLayer", tuple(range(axis, rank)), "Same", **options), {"Input": node[0]}, arrays


@operator("LRN")
def local_response(node):
    size = node.get("size")
    if size % 2 == 0:
        return None
    constants = {"Alpha": node.get("alpha", 1e-4), "Beta": node.get("beta", 0.75), "Bias": node.get("bias", 1.0)}
    described = spec("LocalResponseNormalizationLayer", ChannelWindowSize=size // 2, **constants)
    return described, {"Input": node[0]}, {}
