"""What the machine offers to nets, as an expression: the value of $NetAccelerators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...runtime import kernels
from ..associations import association
from ..expr import boolean, make_list


def accelerators() -> Any:
    """An association of what kernels, compiler, BLAS and threads nets are run with."""
    return _expression(kernels.accelerators())


def _expression(value: Any) -> Any:
    if isinstance(value, Mapping):
        return association((str(k), _expression(v)) for k, v in value.items())
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, tuple | list):
        return make_list(map(_expression, value))
    return value if isinstance(value, int | float) else str(value)
