"""Operators on two nets or two examples: distances of embeddings, and adversaries."""

from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..kinds import choice
from ..ops.elementwise import elementwise, threading
from ..ops.linear import dot
from ..ops.shapes import reshape
from ..ops.steps import element, norm, reversed_gradient
from ..ops.trees import compile_function, for_inputs
from ..ports import ANY
from .inner import apart, collected, elements, only_ports, together

X, Y = ("Slot", 1), ("Slot", 2)


DISTANCES = ("EuclideanDistance", "CosineDistance")


@layer("NetPairEmbeddingOperator", ports="Input: 2 *in -> Output: real")
class NetPairEmbedding:
    """NetPairEmbeddingOperator[net] applies a net to both members of a pair and gives the distance of the results.

    The option DistanceFunction is EuclideanDistance (the default) or CosineDistance, 1 - u.v/(|u| |v|). The input is a
    pair of what the net takes; NetExtract finds the net under "Net". Source: Hadsell, Chopra and LeCun, CVPR 2006.

    >>> NetPairEmbeddingOperator[ElementwiseLayer[2 # &]][{{0, 0}, {3, 4}}]
    10.
    """

    parameters = (
        Parameter("DistanceFunction", choice(*DISTANCES), "EuclideanDistance", label="Distance function", named=True),
    )

    def infer(layer: Any, scope: Any) -> None:
        inside, _ = only_ports(layer)
        found = scope.inner("Net", {inside: elements(scope, "Input")})
        scope.narrow("Input", collected(found[inside], (2,)))

    def forward(layer: Any, x: Any, call: Any) -> Any:
        inside, outside = only_ports(layer)
        y = apart(call("Net", {inside: together(x, 1)})[outside], x.shape[:2])
        u, v = element(y, index=0), element(y, index=1)
        if layer["DistanceFunction"] == "EuclideanDistance":
            return norm(threading(u, v, function=for_inputs("Subtract", 2)))
        return _cosine_distance(u, v)


def _cosine_distance(u: Any, v: Any) -> Any:
    flat = [reshape(a, shape=(prod(a.shape[1:]),)) for a in (u, v)]
    function = compile_function(("Subtract", 1, ("Divide", X, ("Max", ("Times", Y, ("Slot", 3)), 1e-30))))
    return threading(dot(*flat), norm(u), norm(v), function=function)


LOSSES = ("Automatic", "JensenShannon", "Wasserstein")


@layer("NetGANOperator", ports="Sample: *s; Latent: *z -> LossReal: real; LossFake: real; GeneratedFake: *s")
class NetGAN:
    """NetGANOperator[{generator, discriminator}] is a net for adversarial training.
    NetGANOperator[{generator, discriminator}, "loss"] uses the loss "JensenShannon" (the default) or "Wasserstein".

    The generator makes a "GeneratedFake" from "Latent"; the discriminator gives a real for it and for the "Sample".
    With D its values, "LossReal" is -Log[D(sample)] and "LossFake" -Log[1 - D(fake)]; for "Wasserstein" they are
    -D(sample) and D(fake). The gradient of "LossFake" reaches the generator with the opposite sign, so that what one
    minimises the other maximises. NetExtract finds the nets under "Generator" and "Discriminator".
    Sources: Goodfellow et al., arXiv:1406.2661; Arjovsky et al., arXiv:1701.07875.

    >>> gan = NetGANOperator[{ElementwiseLayer[# + 1 &], SummationLayer[]}, "Wasserstein"];
    ... gan[<|"Sample" -> {1, 2}, "Latent" -> {0, 0}|>]
    <|LossReal -> -3., LossFake -> 2., GeneratedFake -> {1., 1.}|>
    """

    parameters = (Parameter("LossFunction", choice(*LOSSES), "Automatic", label="Loss"),)

    def infer(layer: Any, scope: Any) -> None:
        inside, outside = only_ports(layer, "Generator")
        found = scope.inner("Generator", {inside: scope["Latent"], outside: scope["GeneratedFake"]})
        scope.narrow("Latent", found[inside])
        scope.narrow("GeneratedFake", found[outside])
        inside, outside = only_ports(layer, "Discriminator")
        found = scope.inner("Discriminator", {inside: scope["Sample"], outside: ANY})
        scope.narrow("Sample", found[inside])

    def forward(layer: Any, sample: Any, latent: Any, call: Any) -> dict:
        inside, outside = only_ports(layer, "Generator")
        fake = call("Generator", {inside: latent})[outside]
        inside, outside = only_ports(layer, "Discriminator")
        real = _loss(layer, call("Discriminator", {inside: sample})[outside], True)
        made = _loss(layer, call("Discriminator", {inside: reversed_gradient(fake)})[outside], False)
        return {"LossReal": real, "LossFake": made, "GeneratedFake": fake}


def _loss(layer: Any, judged: Any, real: bool) -> Any:
    value = reshape(judged, shape=())
    if layer["LossFunction"] == "Wasserstein":
        return elementwise(value, function=compile_function(("Times", -1 if real else 1, X)))
    likely = X if real else ("Subtract", 1, X)
    return elementwise(value, function=compile_function(("Times", -1, ("Log", ("Max", likely, 1e-30)))))
