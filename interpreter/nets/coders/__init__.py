"""Encoders and decoders: what stands between the data that people have and the arrays that nets want."""

from . import classes, images  # noqa: F401  - declare their types
from .coder import Coder, CoderError, make_decoder, make_encoder

__all__ = ["Coder", "CoderError", "make_decoder", "make_encoder"]
