"""A plan that has run once makes no more arrays: everything it needs was made when it was bound.

Batches are so large here that an array with anything for every example is seen. What an array library needs inside a
call, such as buffers for casts, has a fixed size below the limit (numpy's own is set to its least).
"""

import tracemalloc

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.builder import Plan, Request
from luperca.runtime.device import CPU
from luperca.runtime.optimize import Optimizer

from . import nets
from .check import drawn, real_targets

BATCH = 12000
LIMIT = 11000  # bytes; a byte for every example is more

# Steps that still allocate, by the beginnings of their names.
ALLOWED = (
    "luperca.runtime.ops.contractions.determinant",  # linear algebra has no out=
    "luperca.runtime.ops.contractions.inverse",
    "luperca.runtime.ops.contractions._",
)


def enlarged(data):
    """The examples again and again."""
    data = numpy.asarray(data)
    return numpy.resize(data, (BATCH, *data.shape[1:]))


def bound(case, *, gradients=False, train=False):
    """A plan for a large batch, fed; and its arrays' paths."""
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    feeds = {name: enlarged(data) for name, data in inputs.items()}
    shapes = tuple((name, data.shape) for name, data in feeds.items())
    targets = tuple(real_targets(graph, inputs, arrays) if gradients and not train else arrays if train else ())
    plan = Plan(Request(graph, shapes, gradients=targets, train=train), arrays={p: a.shape for p, a in arrays.items()})
    plan.parameters.load(arrays)
    for name, buffer in plan.inputs.items():
        buffer[...] = feeds[name]
    return plan


def allocated(steps):
    """What the steps that allocate more than the limit are called, and how many bytes each had at most."""
    found = {}
    with numpy.errstate(all="ignore"):
        for step in steps:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            step()
            _, peak = tracemalloc.get_traced_memory()
            if peak - before > LIMIT:
                name = f"{step.__module__}.{step.__qualname__}"
                found[name] = max(found.get(name, 0), peak - before)
    return found


@pytest.fixture(autouse=True)
def traced():
    """Small buffers in numpy, its own bodies of ops, and a record of what is allocated."""
    size, mode = numpy.setbufsize(16), kernels.mode()
    kernels.use("numpy")
    tracemalloc.start()
    yield
    tracemalloc.stop()
    kernels.use(mode)
    numpy.setbufsize(size)


MODES = {
    "forward": {},
    "gradient": {"gradients": True},
    "training": {"gradients": True, "train": True},
}


SEEN: dict[tuple[str, str], dict[str, int]] = {}  # what the tests of the cases found


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", nets.CASES)
def test_second_run(case, mode):
    plan = bound(case, **MODES[mode])
    plan.execute()
    found = SEEN[case, mode] = allocated(plan.steps)
    assert {name: size for name, size in found.items() if not name.startswith(ALLOWED)} == {}


def test_what_is_allowed_is_still_needed():
    if len(SEEN) < len(nets.CASES) * len(MODES):
        pytest.skip("only after all cases in this process")
    names = {name for found in SEEN.values() for name in found}
    assert [start for start in ALLOWED if not any(name.startswith(start) for name in names)] == []


def test_optimizers():
    for name in ("ADAM", "SGD", "RMSProp", "SignSGD"):
        values, gradients = numpy.ones(10**5, "float32"), numpy.ones(10**5, "float32")
        optimizer = Optimizer(name, values, gradients, CPU, {"L2Regularization": 0.1, "GradientClipping": 0.5})
        optimizer.step(0.1)
        assert allocated([lambda optimizer=optimizer: optimizer.step(0.1)]) == {}


def test_an_allocation_is_seen():
    x = numpy.zeros(BATCH, bool)
    assert allocated([lambda: numpy.logical_not(x)]) != {}
    assert allocated([lambda: numpy.logical_not(x, out=x)]) == {}
