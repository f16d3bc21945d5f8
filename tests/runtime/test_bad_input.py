"""Whatever data a net is given, it answers right or says what is wrong: no other exception, no warning."""

import numpy
import pytest
from luperca.runtime.declare import create
from luperca.runtime.errors import RuntimeProblem
from luperca.runtime.graph import single
from luperca.runtime.plan import PlanCache, evaluate

from . import nets
from .check import drawn, real_targets

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(params=nets.CASES, scope="module")
def case(request):
    """A graph, its inputs, its arrays, and the plans that its tests share."""
    graph, inputs = nets.CASES[request.param]
    inputs = {name: numpy.asarray(data) for name, data in inputs.items()}
    return graph, inputs, drawn(graph, inputs), PlanCache()


def answer(case, inputs, gradients=True, dtype="float32"):
    """Outputs and gradients as one list of arrays, or None where the runtime says what is wrong."""
    graph, good, arrays, cache = case
    targets = real_targets(graph, good, arrays) if gradients else []
    try:
        outputs, slopes = evaluate(graph, arrays, inputs, gradients=targets, dtype=dtype, cache=cache)
    except RuntimeProblem as problem:
        assert str(problem)
        return None
    return [*outputs.values(), *slopes.values()]


def changed(case, change):
    """The inputs with one of them changed, one after the other; None from `change` leaves one out."""
    _, inputs, *_ = case
    for name, data in inputs.items():
        new = change(data)
        if new is not None:
            yield name, {**inputs, name: new}


def same(found, wanted, tolerance=1e-6):
    assert found is not None
    for one, other in zip(found, wanted, strict=True):
        scale = float(numpy.abs(other).max(initial=1))
        numpy.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance * scale)


# --- shapes


def test_wrong_rank(case):
    for deeper in (lambda x: x[..., None], lambda x: x[:, None], lambda x: x[..., 0] if x.ndim > 1 else None):
        for _, inputs in changed(case, deeper):
            answer(case, inputs)


def test_no_batch_axis(case):
    for _, inputs in changed(case, lambda x: numpy.asarray(x.reshape(-1)[0])):
        assert answer(case, inputs) is None


def test_wrong_sizes(case):
    _, good, *_ = case
    for axis in range(1, max(data.ndim for data in good.values())):

        def longer(x, axis=axis):
            return numpy.concatenate([x, x], axis) if axis < x.ndim else None

        def shorter(x, axis=axis):
            return x.take([0], axis) if axis < x.ndim else None

        for change in (longer, shorter):
            for _, inputs in changed(case, change):
                answer(case, inputs)


def test_batches_of_two_lengths(case):
    _, good, *_ = case
    if len(good) > 1:
        for _, inputs in changed(case, lambda x: numpy.concatenate([x, x])):
            assert answer(case, inputs) is None


def test_empty_batch(case):
    _, good, *_ = case
    found = answer(case, {name: data[:0] for name, data in good.items()}, gradients=False)
    assert found is None or all(len(y) == 0 for y in found)


def test_axis_without_elements(case):
    _, good, *_ = case
    for axis in range(1, max(data.ndim for data in good.values())):
        answer(case, {n: d.take([], axis) if axis < d.ndim else d for n, d in good.items()})
        for _, inputs in changed(case, lambda x, axis=axis: x.take([], axis) if axis < x.ndim else None):
            answer(case, inputs)


def test_missing_input(case):
    _, good, *_ = case
    for name in good:
        assert answer(case, {other: data for other, data in good.items() if other != name}) is None


# --- elements


def test_elements_that_are_no_reals(case):
    for dtype in ("U3", "S3", "O", "complex64", "datetime64[s]", [("a", "f4")]):
        for _, inputs in changed(case, lambda x, dtype=dtype: numpy.zeros(x.shape, dtype)):
            assert answer(case, inputs) is None, dtype


def test_extreme_numbers(case):
    for number in (numpy.nan, numpy.inf, -numpy.inf, 1e300, -1e300, 1e-300, 0.0):

        def spoilt(x, number=number):
            x = x.astype("float64")
            x.reshape(-1)[0] = number
            return x

        for dtype in ("float32", "float64"):
            for _, inputs in changed(case, spoilt):
                answer(case, inputs, dtype=dtype)


def test_whole_numbers_out_of_range(case):
    graph, good, *_ = case
    for name, kind in graph.inference.inputs.items():
        if kind.kind == "integer":
            for number in ((kind.low or 1) - 1 if kind.low is not None else 1.5, 1.5, 2**40 + 0.5):
                spoilt = good[name].astype("float64")
                spoilt.reshape(-1)[0] = number
                assert answer(case, {**good, name: spoilt}) is None
            answer(case, {**good, name: numpy.full(good[name].shape, 2**62)})
            answer(case, {**good, name: numpy.full(good[name].shape, -(2**62))})


def test_other_numbers(case):
    """Numbers that fit the type of elements give what they give in double precision."""
    _, good, *_ = case
    fitting = {n: numpy.clip(numpy.rint(4 * x) if x.dtype.kind == "f" else x, 0, 7) for n, x in good.items()}
    for dtype in ("float16", "int8", "uint8", "int64", "bool", ">f8", ">i4", "longdouble"):
        given = {name: data.astype(dtype) for name, data in fitting.items()}
        wanted = answer(case, {name: data.astype("float64") for name, data in given.items()})
        found = answer(case, given)
        assert (found is None) == (wanted is None), dtype
        for one, other in zip(found or (), wanted or (), strict=True):
            numpy.testing.assert_array_equal(one, other, err_msg=dtype)


# --- memory


def reversed_view(x):
    """The same numbers, read backwards from a copy that is the other way round."""
    turned = tuple(slice(None, None, -1) for _ in x.shape)
    return x[turned].copy()[turned]


def column_major(x):
    return x.copy("F")


def every_second(x):
    wide = numpy.repeat(x, 2, axis=-1) if x.ndim else x
    return wide[..., ::2]


def unaligned(x):
    room = numpy.zeros(x.nbytes + 1, "uint8")
    view = room[1:].view(x.dtype).reshape(x.shape) if x.size else x
    view[...] = x
    return view


def locked(x):
    x = numpy.array(x)
    x.flags.writeable = False
    return x


def test_views(case):
    _, good, *_ = case
    wanted = answer(case, good)
    for view in (reversed_view, column_major, every_second, unaligned, locked, numpy.ndarray.tolist):
        same(answer(case, {name: view(data) for name, data in good.items()}), wanted, 0)


def test_arrays_in_any_memory(case):
    graph, good, arrays, cache = case
    wanted = answer(case, good)
    for view in (reversed_view, column_major, unaligned, locked):
        same(answer((graph, good, {path: view(a) for path, a in arrays.items()}, cache), good), wanted, 0)


def test_inputs_stay_as_they_are(case):
    _, good, *_ = case
    before = {name: data.copy() for name, data in good.items()}
    found = answer(case, good)
    for y in found:
        y[...] = 0
    for name, data in good.items():
        numpy.testing.assert_array_equal(data, before[name])
    same(answer(case, good), answer(case, before), 0)


def test_missing_and_misshapen_arrays(case):
    graph, good, arrays, cache = case
    for path, array in arrays.items():
        rest = {p: a for p, a in arrays.items() if p != path}
        assert answer((graph, good, rest, cache), good, gradients=False) is None
        for wrong in (array[None], numpy.concatenate([array, array]) if array.ndim else array[None]):
            answer((graph, good, {**rest, path: wrong}, cache), good, gradients=False)


def test_whole_numbers_from_zero_on():
    graph = single(create("ElementwiseLayer", "Tanh", ports={"Input": ("Restricted", 0, 3)}))
    for number in (-1, 4, 0.5):
        with pytest.raises(RuntimeProblem):
            evaluate(graph, {}, {"Input": numpy.array([number, 2])})
