"""Helpers for gradients: central differences, and nets whose values are drawn."""

import numpy
from luperca.runtime import tape
from luperca.runtime.graph import Graph
from luperca.runtime.initialize import initialize
from luperca.runtime.ports import Type

STEP = 1e-5


def differences(function, x):
    """The gradient of a real function of an array by central differences."""
    x = numpy.array(x, dtype=float)
    gradient = numpy.zeros_like(x)
    for place in numpy.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + STEP
        high = function(x)
        x[place] = kept - STEP
        low = function(x)
        x[place] = kept
        gradient[place] = (high - low) / (2 * STEP)
    return gradient


def drawn(graph: Graph, inputs, seed=0):
    """Arrays for a graph, biases too, so that nothing is tested at zero."""
    generator = numpy.random.default_rng(seed)
    types = {name: Type(numpy.shape(data)[1:]) for name, data in inputs.items()}
    arrays = initialize(graph, generator=generator, dtype="float64", inputs=types)
    return {path: array + 0.1 * generator.standard_normal(array.shape) for path, array in arrays.items()}


def real_targets(graph: Graph, inputs, arrays):
    """Everything that a gradient can be taken by."""
    kinds = graph.inference.inputs
    return [name for name in inputs if kinds[name].kind != "integer"] + list(arrays)


def check_gradients(graph: Graph, inputs, run, *, tolerance=1e-6, **settings):
    """Holds the gradients that `run` (of the tape or of a plan) gives to differences of the tape's outputs, in float64.

    Outputs are weighted, so that a gradient that ignores what comes from above is seen.
    """
    inputs = {name: numpy.asarray(data) for name, data in inputs.items()}
    arrays = drawn(graph, inputs)
    outputs, _ = tape.run(graph, arrays, inputs, dtype="float64", **settings)
    generator = numpy.random.default_rng(1)
    weights = {name: generator.standard_normal(numpy.shape(y)) for name, y in outputs.items()}
    targets = real_targets(graph, inputs, arrays)
    _, found = run(
        graph, arrays, inputs, gradients=targets, output_gradients=weights, dtype="float64", **settings
    )
    for target in targets:

        def value(x, target=target):
            feeds, values = dict(inputs), dict(arrays)
            (feeds if isinstance(target, str) else values)[target] = x
            results, _ = tape.run(graph, values, feeds, dtype="float64", **settings)
            return sum(float((results[name] * weights[name]).sum()) for name in results)

        wanted = differences(value, (inputs if isinstance(target, str) else arrays)[target])
        numpy.testing.assert_allclose(found[target], wanted, rtol=tolerance, atol=tolerance, err_msg=str(target))
