"""Arrays in files, in the safetensors format: names are array paths as JSON lists, so that numbers stay numbers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy


def save(arrays: Mapping[tuple, Any], file: str | Path, metadata: Mapping[str, str] | None = None) -> None:
    """Writes arrays by path; `metadata` are further strings to keep with them."""
    from safetensors.numpy import save_file

    named = {json.dumps(path): numpy.ascontiguousarray(array) for path, array in arrays.items()}
    save_file(named, str(file), metadata=dict(metadata) if metadata else None)


def load(file: str | Path) -> dict[tuple, Any]:
    """The arrays of a file by path. Names that other programs wrote, such as "layer.0.weight", are split at dots."""
    from safetensors.numpy import load_file

    return {_path(name): array for name, array in load_file(str(file)).items()}


def metadata(file: str | Path) -> dict[str, str]:
    """The strings kept with the arrays."""
    from safetensors import safe_open

    with safe_open(str(file), framework="numpy") as opened:
        return dict(opened.metadata() or {})


def _path(name: str) -> tuple:
    try:
        found = json.loads(name)
    except ValueError:
        found = None
    if isinstance(found, list):
        return tuple(found)
    return tuple(int(part) if part.isdigit() else part for part in name.split("."))
