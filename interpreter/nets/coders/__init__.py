"""Encoders and decoders: what stands between the data that people have and the arrays that nets want."""

from . import (  # noqa: F401  - declare their types
    audio,
    beams,
    booleans,
    bytes,
    characters,
    classes,
    features,
    functions,
    images,
    numbers,
    subwords,
    tokens,
    video,
    volumes,
)
from .coder import Coder, CoderError, make_decoder, make_encoder, turned

__all__ = ["Coder", "CoderError", "make_decoder", "make_encoder", "turned"]
