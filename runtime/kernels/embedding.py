"""Vectors of a table, looked up by number."""

from typing import Any

from . import kernel, machine
from .host import closure
from .layout import plain


@kernel("embedding", "forward")
def embedding(room: Any, out: Any, x: Any, w: Any) -> Any:
    if not plain(out, x, w) or x.dtype != "int64" or not out.size:
        return None
    return closure(machine(), [(machine().library("embedding").embed, (x, w, out, x.size, w.shape[1]))])


@kernel("embedding", "gradient")
def embedding_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    """Adds to what the table's gradient holds."""
    x, table = inputs[0], dinputs[1]
    if table is None or not plain(dy, x, table) or x.dtype != "int64" or not dy.size:
        return None
    return closure(machine(), [(machine().library("embedding").embed_back, (x, dy, table, x.size, table.shape[1]))])
