"""Boxes: the structures of typeset expressions, made from expressions, read back, and shown as text."""

from . import notations, signs, traditional, wrappers
from .making import BOX_FORMS, Maker
from .reading import NotReadable, Reader
from .writing import box_text

__all__ = ["BOX_FORMS", "Maker", "NotReadable", "Reader", "box_text", "notations", "signs", "traditional", "wrappers"]
