"""Functions of whole arrays, and gradients as values, whose own gradients are torch's second derivatives."""

import torch

from ..case import case
from ..spec import spec
from .basic import FUNCTIONS


def square(generator):
    """Matrices that are far from singular."""
    return 0.2 * generator.standard_normal((3, 4, 4)) + torch.eye(4, dtype=torch.float64).numpy()


MATRICES = {
    "Det": torch.linalg.det,
    "Inverse": torch.linalg.inv,
    "Tr": lambda x: torch.einsum("bii->b", x),
}
for name, function in MATRICES.items():
    case(f"matrix {name}", spec("ArrayFunctionLayer", name), {"Input": square}, lambda t, f=function: f(t.Input))
case(
    "norm of all elements",
    spec("ArrayFunctionLayer", "Norm"),
    {"Input": (3, 2, 5)},
    lambda t: torch.linalg.vector_norm(t.Input, dim=(1, 2)),
)
case(
    "outer product",
    spec("ArrayFunctionLayer", "Outer"),
    {"Input1": (2, 3), "Input2": (2, 4, 2)},
    lambda t: torch.einsum("bi,bjk->bijk", t.Input1, t.Input2),
)
case(
    "length",
    spec("ArrayFunctionLayer", "Length"),
    {"Input": (3, 5, 2)},
    lambda t: torch.full((3,), 5.0, dtype=torch.float64),
)
case(
    "constant",
    spec("ConstantLayer", ((1.5, 2.0), (-3.0, 4.0))),
    {},
    lambda t: torch.tensor([[[1.5, 2.0], [-3.0, 4.0]]], dtype=torch.float64),
)


def slope(function, x):
    return torch.autograd.grad(function(x).sum(), x, create_graph=True)[0]


for name in ("Tanh", "LogisticSigmoid", "Sin", "Exp", "Log", "ArcTan"):
    points, function = FUNCTIONS[name]
    case(
        f"gradient of {name}",
        spec("NetGradientOperator", ("Input",), nets={"Net": spec("ElementwiseLayer", name)}),
        {"Input": points},
        lambda t, f=function: slope(f, t.Input),
    )
case(
    "gradient of softmax, weighted",
    spec("NetGradientOperator", ("Input",), ("Output",), nets={"Net": spec("SoftmaxLayer")}),
    {"Input": (3, 5), "GradientOutput": (3, 5)},
    lambda t: slope(lambda x: torch.softmax(x, -1) * t.GradientOutput, t.Input),
)
case(
    "gradient of an affine map, weighted",
    spec("NetGradientOperator", ("Input",), ("Output",), nets={"Net": spec("LinearLayer", 4)}),
    {"Input": (3, 5), "GradientOutput": (3, 4)},
    lambda t: slope(lambda x: torch.nn.functional.linear(x, t.Net_Weights, t.Net_Biases) * t.GradientOutput, t.Input),
    {"Net/Weights": (4, 5), "Net/Biases": (4,)},
)
