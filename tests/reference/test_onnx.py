"""Layers against the test data that the onnx package brings, for the operators that are layers of ours too."""

import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy
import pytest
from luperca.runtime.plan import evaluate

from .nodes import OPERATORS, Node
from .spec import array_path, graph

onnx = pytest.importorskip("onnx", reason="the onnx package is not installed")
from onnx import helper, numpy_helper  # noqa: E402

PACKAGE = "onnx.backend.test.case.node"
FOLDERS = ("pytorch-converted", "pytorch-operator")
MODULES = """abs acos acosh add asin asinh atan atanh attention averagepool batch_normalization ceil concat conv
    convtranspose cos cosh div elu erf exp flatten floor gather gelu gemm globalaveragepool globalmaxpool
    groupnormalization gru hardswish instance_normalization layernormalization leakyrelu log lrn lstm matmul max maxpool
    min mish mul neg negativeloglikelihoodloss pad pow prelu reducemax reducemean reducemin reduceprod reducesum relu
    resize rmsnormalization rnn round selu sigmoid sign sin sinh softmax softmax_cross_entropy_loss softplus softsign
    sqrt sub sum swish tan tanh transpose""".split()


def made():
    """The cases that the package makes when its modules are imported: (name, model, inputs, outputs)."""
    try:
        package = import_module(PACKAGE)
    except ImportError:
        return
    with warnings.catch_warnings(action="ignore"):  # some cases divide by zero on purpose
        for name in MODULES:
            if find_spec(f"{PACKAGE}.{name}"):
                import_module(f"{PACKAGE}.{name}")
    for case in getattr(package, "_NodeTestCases", ()):
        inputs, outputs = case.data_sets[0]
        yield case.name, case.model, inputs, outputs


def stored():
    """The cases that the package has as files."""
    import onnx.backend.test

    for folder in FOLDERS:
        for place in sorted((Path(onnx.backend.test.__file__).parent / "data" / folder).glob("test_*")):
            model = onnx.load(place / "model.onnx")
            sides = (
                [
                    numpy_helper.to_array(onnx.load_tensor(file))
                    for file in sorted(place.glob(f"test_data_set_0/{side}_*"))
                ]
                for side in ("input", "output")
            )
            yield f"{folder} {place.name}", model, *sides


def node_of(model, inputs):
    """The only node of a model, with the data for its inputs."""
    (node,) = model.graph.node
    settings = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    settings = {name: value.decode() if isinstance(value, bytes) else value for name, value in settings.items()}
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    free = [value.name for value in model.graph.input if value.name not in known]
    known |= dict(zip(free, inputs))
    settings |= {"operator": node.op_type, "results": tuple(map(bool, node.output))}
    return node.op_type, Node(settings, [known.get(name) for name in node.input], model.opset_import[0].version)


def mapped():
    """The cases that are layers of ours: name -> (Spec, inputs, arrays, what is done with our output, wanted)."""
    found = {}
    for name, model, inputs, outputs in (*made(), *stored()):
        if len(model.graph.node) != 1 or model.graph.node[0].op_type not in OPERATORS or name in found:
            continue
        if any(getattr(x, "dtype", None) != "float32" for x in inputs[:1]):
            continue
        kind, node = node_of(model, inputs)
        if any(x is not None and x.ndim == 0 for x in node.inputs[:1]):
            continue
        layer = OPERATORS[kind](node)
        if layer is not None:
            described, feeds, arrays, *after = layer
            wanted = numpy.asarray(outputs[0])
            found[name.removeprefix("test_")] = (described, feeds, arrays, after[0] if after else None, wanted)
    return found


CASES = mapped()


@pytest.mark.parametrize("name", CASES)
def test_onnx(name):
    described, feeds, arrays, after, wanted = CASES[name]
    net = graph(described)
    values = {array_path(described, key): numpy.array(array, "float32") for key, array in arrays.items()}
    outputs, _ = evaluate(net, values, feeds, train=described.train)
    (found,) = outputs.values()
    found = found if after is None else after(found)
    assert found.shape == wanted.shape
    numpy.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5)


def test_there_are_cases():
    assert len(CASES) > 100
