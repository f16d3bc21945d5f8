"""Convolutions on a GPU through cuDNN's graphs (the nvidia-cudnn-frontend package).

Arrays have the channels last, as everywhere inside. Which plan of cuDNN's serves a shape, and its workspace, is settled
when a step is bound, so that the step can be captured.
"""

from collections.abc import Callable
from typing import Any

import numpy

OPERATIONS = {  # what cuDNN calls them and their arguments
    "forward": ("conv_fprop", ("image", "weight")),
    "by input": ("conv_dgrad", ("loss", "filter")),
    "by weights": ("conv_wgrad", ("image", "loss")),
}


class Convolutions:
    """Makes steps that run cuDNN's convolutions on the current stream."""

    def __init__(self, cupy: Any):
        import cudnn

        self.cupy, self.library, self.handle = cupy, cudnn, cudnn.create_handle()
        self.stream: int | None = None

    def step(self, operation: str, arguments: tuple, result: Any, windows: dict[str, list[int]]) -> Callable[[], None]:
        """The closure of one operation over arrays (examples or filters, *space, channels)."""
        lib = self.library
        real = {"float32": lib.data_type.FLOAT, "float64": lib.data_type.DOUBLE}[result.dtype.name]
        graph = lib.pygraph(
            io_data_type=real, intermediate_data_type=real, compute_data_type=real, handle=self.handle
        )
        name, roles = OPERATIONS[operation]
        tensors = [graph.tensor(name=r, data_type=real, **_described(a)) for r, a in zip(roles, arguments)]
        made = getattr(graph, name)(**dict(zip(roles, tensors)), **windows)
        described = _described(result)
        made.set_output(True).set_data_type(real).set_dim(described["dim"]).set_stride(described["stride"])
        graph.build([lib.heur_mode.A, lib.heur_mode.FALLBACK])
        workspace = self.cupy.empty(max(graph.get_workspace_size(), 1), self.cupy.uint8)
        data = dict(zip((*tensors, made), (*arguments, result)))

        def run() -> None:
            self._follow()
            graph.execute(data, workspace, handle=self.handle)

        return run

    def _follow(self) -> None:
        """Lets cuDNN run on the stream that is current now."""
        stream = self.cupy.cuda.get_current_stream().ptr
        if stream != self.stream:
            self.library.set_stream(handle=self.handle, stream=stream)
            self.stream = stream

    def agree(self) -> bool:
        """Whether a convolution has the values that its definition gives."""
        draw = numpy.random.default_rng(0).standard_normal
        x, w = draw((2, 5, 4, 3)).astype("float32"), draw((6, 3, 2, 3)).astype("float32")
        wanted = numpy.zeros((2, 3, 3, 6))
        for i in range(3):
            for j in range(2):
                wanted += numpy.einsum("nhwc,oc->nhwo", x[:, i : i + 3, j : j + 3], w[:, i, j])
        out = self.cupy.empty(wanted.shape, "float32")
        none = ((0, 0), (0, 0))
        self.step("forward", (self.cupy.asarray(x), self.cupy.asarray(w)), out, windows((1, 1), (1, 1), none))()
        return bool(numpy.allclose(self.cupy.asnumpy(out), wanted, atol=1e-4))


def windows(stride: tuple, dilation: tuple, padding: tuple) -> dict[str, list[int]]:
    """How windows lie, as cuDNN's operations take it."""
    low, high = ([pair[side] for pair in padding] for side in (0, 1))
    return {"pre_padding": low, "post_padding": high, "stride": list(stride), "dilation": list(dilation)}


def _described(x: Any) -> dict[str, list[int]]:
    """The sizes and steps of an array whose channels are last, with the channels second."""
    order = (0, x.ndim - 1, *range(1, x.ndim - 1))
    return {"dim": [x.shape[i] for i in order], "stride": [x.strides[i] // x.dtype.itemsize for i in order]}


def convolutions(cupy: Any) -> Convolutions | None:
    """cuDNN's convolutions, None where they are not to be had."""
    try:
        found = Convolutions(cupy)
        return found if found.agree() else None
    except Exception:  # a missing package or library, another version of it
        return None
