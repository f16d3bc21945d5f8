"""Batch, layer, group, instance, RMS and local response normalisation."""

import torch
from torch.nn import functional

from ..case import between, case
from ..spec import spec

EPSILON = 0.001
STATISTICS = {
    "Biases": (4,),
    "Scaling": (4,),
    "MovingMean": (4,),
    "MovingVariance": between(0.5, 2, 4),
}


def batch(t, train=False, epsilon=EPSILON):
    mean, variance = t.MovingMean.detach(), t.MovingVariance.detach()
    return functional.batch_norm(t.Input, mean.clone(), variance.clone(), t.Scaling, t.Biases, train, 0.1, epsilon)


def evaluated(t, epsilon=EPSILON):
    """As torch, but with gradients by the moving arrays too."""
    shape = (1, 4, *(1,) * (t.Input.ndim - 2))
    parts = [a.reshape(shape) for a in (t.MovingMean, t.MovingVariance, t.Scaling, t.Biases)]
    y = (t.Input - parts[0]) / torch.sqrt(parts[1] + epsilon) * parts[2] + parts[3]
    torch.testing.assert_close(y, batch(t, False, epsilon))
    return y


def in_training(t, momentum=0.9):
    """The output, and the moving arrays; torch itself would take the unbiased variance into them."""
    axes = tuple(i for i in range(t.Input.ndim) if i != 1)
    mean, variance = t.Input.mean(axes), t.Input.var(axes, unbiased=False)
    return {
        "Output": batch(t, True),
        "array MovingMean": momentum * t.MovingMean + (1 - momentum) * mean,
        "array MovingVariance": momentum * t.MovingVariance + (1 - momentum) * variance,
    }


SHAPES = {"of vectors": (7, 4), "of sequences": (5, 4, 3), "of images": (3, 4, 5, 2), "of volumes": (2, 4, 2, 3, 2)}
for name, shape in SHAPES.items():
    case(f"batch normalization {name}", spec("BatchNormalizationLayer"), {"Input": shape}, evaluated, STATISTICS)
    trained = spec("BatchNormalizationLayer", train=True)
    case(f"batch normalization {name} in training", trained, {"Input": shape}, in_training, STATISTICS)
case(
    "batch normalization with another epsilon",
    spec("BatchNormalizationLayer", Epsilon=0.1),
    {"Input": (3, 4, 5, 2)},
    lambda t: evaluated(t, 0.1),
    STATISTICS,
)
case(
    "batch normalization with another momentum",
    spec("BatchNormalizationLayer", Momentum=0.6, train=True),
    {"Input": (5, 4, 3)},
    lambda t: in_training(t, 0.6),
    STATISTICS,
)
case(
    "batch normalization interleaved",
    spec("BatchNormalizationLayer", Interleaving=True, train=True),
    {"Input": (3, 5, 2, 4)},
    lambda t: functional.batch_norm(t.Input.movedim(-1, 1), None, None, t.Scaling, t.Biases, True, 0, EPSILON).movedim(
        1, -1
    ),
    STATISTICS,
)


def standardised(x, axes, unbiased=False, epsilon=EPSILON):
    mean = x.mean(axes, keepdim=True)
    return (x - mean) / torch.sqrt(x.var(axes, unbiased=unbiased, keepdim=True) + epsilon)


case(
    "instance normalization",
    spec("NormalizationLayer"),
    {"Input": (2, 3, 4, 5)},
    lambda t: functional.instance_norm(t.Input, None, None, t.Scaling, t.Biases, True, 0, EPSILON),
    {"Scaling": (3,), "Biases": (3,)},
)
case(
    "instance normalization layer",
    spec("InstanceNormalizationLayer"),
    {"Input": (2, 3, 4, 5)},
    lambda t: functional.instance_norm(t.Input, None, None, t.Scaling, t.Biases, True, 0, EPSILON),
    {"Scaling": (3,), "Biases": (3,)},
)
case(
    "instance normalization layer with another epsilon",
    spec("InstanceNormalizationLayer", Epsilon=0.1),
    {"Input": (2, 3, 4, 5)},
    lambda t: functional.instance_norm(t.Input, None, None, t.Scaling, t.Biases, True, 0, 0.1),
    {"Scaling": (3,), "Biases": (3,)},
)
case(
    "layer normalization of sequences",
    spec("NormalizationLayer", 2, "Same"),
    {"Input": (2, 3, 7)},
    lambda t: functional.layer_norm(t.Input, (7,), t.Scaling, t.Biases, EPSILON),
    {"Scaling": (7,), "Biases": (7,)},
)
case(
    "layer normalization of images",
    spec("NormalizationLayer", "All", "Same"),
    {"Input": (2, 3, 4, 5)},
    lambda t: functional.layer_norm(t.Input, (3, 4, 5), t.Scaling, t.Biases, EPSILON),
    {"Scaling": (3, 4, 5), "Biases": (3, 4, 5)},
)
case(
    "layer normalization without arrays",
    spec("NormalizationLayer", 2, Scaling=None, Biases=None, Epsilon=0.01),
    {"Input": (2, 3, 7)},
    lambda t: functional.layer_norm(t.Input, (7,), eps=0.01),
)
case(
    "normalization by the unbiased variance",
    spec("NormalizationLayer", 2, "Same", Unbiased=True),
    {"Input": (2, 3, 7)},
    lambda t: standardised(t.Input, (2,), True) * t.Scaling + t.Biases,
    {"Scaling": (7,), "Biases": (7,)},
)
case(
    "normalization by the root mean square",
    spec("NormalizationLayer", 2, "Same", Method="RMS", Biases=None),
    {"Input": (2, 3, 7)},
    lambda t: functional.rms_norm(t.Input, (7,), t.Scaling, EPSILON),
    {"Scaling": (7,)},
)
case(
    "group normalization",
    spec("NormalizationLayer", (1, 2, 3), (1,), GroupNumber=(2, 1, 1)),
    {"Input": (2, 6, 4, 5)},
    lambda t: functional.group_norm(t.Input, 2, t.Scaling, t.Biases, EPSILON),
    {"Scaling": (6,), "Biases": (6,)},
)
case(
    "local response normalization",
    spec("LocalResponseNormalizationLayer"),
    {"Input": (2, 7, 3, 4)},
    lambda t: functional.local_response_norm(t.Input, 5, 1.0, 0.5, 1.0),
)
case(
    "local response normalization with other constants",
    spec("LocalResponseNormalizationLayer", Alpha=0.3, Beta=0.75, Bias=2.0, ChannelWindowSize=1),
    {"Input": (2, 5, 3, 4)},
    lambda t: functional.local_response_norm(t.Input, 3, 0.3, 0.75, 2.0),
)
