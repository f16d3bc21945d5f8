"""Data structures that change in place: stacks, queues, sets, tables, counters."""

from . import sequences, tables, values
from .base import KINDS, DataStructure, Refusal

__all__ = ["KINDS", "DataStructure", "Refusal", "sequences", "tables", "values"]
