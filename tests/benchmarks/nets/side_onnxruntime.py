"""ONNX Runtime on the CPU: evaluation only; the models are written here."""

import numpy
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from workloads import CLASSES, HEAD, LABELS, STEM, blocks

OPSET, IR = 17, 8


def about():
    return f"onnxruntime {onnxruntime.__version__}"


class Model:
    """Nodes and weights under numbered names."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0
        self.generator = numpy.random.default_rng(0)

    def constant(self, value):
        self.count += 1
        self.weights.append(numpy_helper.from_array(numpy.asarray(value, "float32"), f"w{self.count}"))
        return f"w{self.count}"

    def drawn(self, *shape):
        return self.constant(self.generator.standard_normal(shape) * 0.05)

    def node(self, operator, *inputs, **attributes):
        self.count += 1
        self.nodes.append(helper.make_node(operator, list(inputs), [f"t{self.count}"], **attributes))
        return f"t{self.count}"

    def linear(self, x, i, o):
        return self.node("Gemm", x, self.drawn(o, i), self.drawn(o), transB=1)

    def convolution(self, x, i, o, kernel, stride=1, padding=0, groups=1):
        weights, biases = self.drawn(o, i // groups, kernel, kernel), self.drawn(o)
        sizes = {"kernel_shape": [kernel] * 2, "strides": [stride] * 2, "pads": [padding] * 4}
        return self.node("Conv", x, weights, biases, group=groups, **sizes)

    def session(self, inputs, output, shape, threads):
        ends = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape) for name in inputs]
        result = helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, None)
        graph = helper.make_graph(self.nodes, "net", ends, [result], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def mlp(model, x):
    x = model.node("Relu", model.linear(x, 784, 256))
    x = model.node("Relu", model.linear(x, 256, 256))
    return model.linear(x, 256, CLASSES)


def lenet(model, x):
    for i, o in ((1, 20), (20, 50)):
        x = model.node("Relu", model.convolution(x, i, o, 5))
        x = model.node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2])
    x = model.node("Relu", model.linear(model.node("Flatten", x), 800, 500))
    return model.linear(x, 500, CLASSES)


def depthwise(model, x):
    zero, six = model.constant(0), model.constant(6)

    def clipped(x):
        return model.node("Clip", x, zero, six)

    x = clipped(model.convolution(x, 3, STEM, 3, 2, 1))
    for i, inner, o, stride, kernel, added in blocks():
        y = clipped(model.convolution(x, i, inner, 1)) if inner != i else x
        y = clipped(model.convolution(y, inner, inner, kernel, stride, kernel // 2, inner))
        y = model.convolution(y, inner, o, 1)
        x = model.node("Add", x, y) if added else y
    x = model.node("GlobalAveragePool", clipped(model.convolution(x, 320, HEAD, 1)))
    return model.linear(model.node("Flatten", x), HEAD, LABELS)


def chain(model, x):
    product = model.node("Mul", model.node("Tanh", x), model.node("Sigmoid", "y"))
    return model.node("Add", product, x)


NETS = {"mlp": mlp, "lenet": lenet, "depthwise": depthwise, "chain": chain}


def setup(workload, threads):
    if workload.kind in ("train", "rounds"):
        return None
    model = Model()
    output = NETS[workload.net](model, "x")
    inputs = ["x", "y"] if workload.kind == "chain" else ["x"]
    session = model.session(inputs, output, workload.shape, threads)
    feeds = {name: model.generator.standard_normal(workload.shape).astype("float32") for name in inputs}
    return lambda: session.run(None, feeds)
