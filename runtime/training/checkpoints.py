"""Training left and taken up again: its state in one file that is there whole or not at all."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FACTS = "training"  # the metadata under which the facts stand


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file under another name, to the disk, and then gives it its name: nobody sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY) if hasattr(os, "O_DIRECTORY") else None
    if folder is not None:  # the name, too, has to reach the disk
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def save(path: Path, buffers: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Writes the state of a training as `Trainer.state` gives it."""
    from safetensors.numpy import save as written

    write_whole(path, written(dict(buffers), metadata={FACTS: json.dumps(facts)}))


def load(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(buffers, facts) of a checkpoint; raises ValueError for what is none, OSError for what cannot be read."""
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise FileNotFoundError(path)
    try:
        with safe_open(str(path), framework="numpy") as file:
            facts = (file.metadata() or {}).get(FACTS)
            buffers = {name: file.get_tensor(name) for name in file.keys()}
    except SafetensorError:
        facts = None
    if facts is None:
        raise ValueError("no checkpoint of a training")
    return buffers, json.loads(facts)
