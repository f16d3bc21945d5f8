"""An array module like numpy whose arrays never turn into numpy silently, as those of a GPU do not.

`DEVICE` is a `runtime.device.Device` over it: only `put` and `get` cross. Mixing its arrays with numpy's raises
TypeError, and so does `numpy.asarray` of one, and asking one for a truth value or a float where that would wait
for a device.
"""

import numpy
from luperca.runtime.device import CPU, Device

METHODS = "reshape astype sum max min transpose swapaxes view copy fill all sort".split()
ALLOWED = (int, float, bool, str, slice, type(None), type(Ellipsis), numpy.dtype, type)


class Array:
    """A numpy array in a box."""

    __slots__ = ("inside",)
    __array_ufunc__ = None

    def __init__(self, inside):
        self.inside = inside

    def __array__(self, *args, **kwargs):
        raise TypeError("implicit conversion to numpy")

    def __bool__(self):
        raise TypeError("implicit reading of a device array")

    def __len__(self):
        return len(self.inside)

    @property
    def T(self):
        return Array(self.inside.T)

    def __getitem__(self, key):
        return Array(numpy.asarray(self.inside[_in(key)]))

    def __setitem__(self, key, value):
        self.inside[_in(key)] = _in(value)

    def __getattr__(self, name):
        if name in ("shape", "size", "ndim", "dtype", "flags", "strides"):
            return getattr(self.inside, name)
        if name in METHODS:
            method = getattr(self.inside, name)
            return lambda *args, **kwargs: _out(method(*_in(args), **_in(kwargs)))
        raise AttributeError(name)


def _operator(name):
    def method(self, *others):
        return _out(getattr(self.inside, name)(*_in(others)))

    return method


for _name in """add radd sub rsub mul rmul truediv rtruediv mod pow rpow neg invert and rand or ror
    lt le gt ge eq ne iadd isub imul""".split():
    setattr(Array, f"__{_name}__", _operator(f"__{_name}__"))
Array.__hash__ = object.__hash__


def _in(value):
    """Takes arrays of this module out of their boxes, and refuses numpy's."""
    if isinstance(value, Array):
        return value.inside
    if isinstance(value, numpy.ndarray | numpy.generic):
        raise TypeError("a numpy array among device arrays")
    if isinstance(value, tuple | list):
        return type(value)(map(_in, value))
    if isinstance(value, dict):
        return {key: _in(item) for key, item in value.items()}
    if isinstance(value, ALLOWED):
        return value
    raise TypeError(f"{type(value)} among device arrays")


def _out(value):
    if not isinstance(value, numpy.ndarray | numpy.generic):
        return value
    if capturing and (isinstance(value, numpy.generic) or value.base is None):
        raise MemoryError("new memory while a step is captured")
    return Array(numpy.asarray(value))


capturing = []  # something while steps run whose memory has to be there already


def capture(steps):
    """Runs the steps as a GPU records them: nothing is read on the host, nothing asks for memory."""

    def launch():
        capturing.append(True)
        try:
            for step in steps:
                step()
        finally:
            capturing.pop()

    return launch


class Module:
    """numpy's functions on boxed arrays."""

    class lib:
        class stride_tricks:
            as_strided = staticmethod(lambda x, *args: Array(numpy.lib.stride_tricks.as_strided(x.inside, *args)))

    class linalg:
        det = staticmethod(lambda x: _out(numpy.linalg.det(x.inside)))
        inv = staticmethod(lambda x: _out(numpy.linalg.inv(x.inside)))
        svd = staticmethod(lambda x: tuple(map(_out, numpy.linalg.svd(x.inside))))

    def __getattr__(self, name):
        return _wrapped(getattr(numpy, name))


class Function:
    def __init__(self, inside):
        self.inside = inside

    def __call__(self, *args, **kwargs):
        result = self.inside(*_in(args), **_in(kwargs))
        return kwargs["out"] if isinstance(kwargs.get("out"), Array) else _out(result)

    def reduce(self, *args, **kwargs):
        return Function(self.inside.reduce)(*args, **kwargs)

    def at(self, *args):
        self.inside.at(*_in(args))


def _wrapped(found):
    return found if isinstance(found, type | float) else Function(found)


def _fill(generator, out):
    generator.random(out=out.inside, dtype=out.inside.dtype)


def _draw(generator, name, out, *parameters):
    CPU.draw(generator, name, out.inside, *_in(parameters))


def _put(array):
    if capturing:
        raise TypeError("crossing to the device while a step is captured")
    return Array(numpy.array(array))


DEVICE = Device(
    "Strict",
    Module(),
    _put,
    lambda array: array.inside.copy() if isinstance(array, Array) else numpy.asarray(array),
    numpy.random.default_rng,
    _fill,
    None,
    _draw,
    capture,
)
