"""Structures with a single value."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import NULL
from .base import DataStructure, Refusal, operation


class Box(DataStructure):
    __slots__ = ("value",)
    kind = "Value"

    def __init__(self, value: Any) -> None:
        super().__init__(S.DataStructure)
        self.value = value

    @classmethod
    def of(cls, value: Any = NULL) -> DataStructure:
        return cls(value)

    def normal(self) -> Any:
        return self.value

    @operation("Get")
    def get(self) -> Any:
        return self.value

    @operation("Set")
    def set(self, value: Any) -> Any:
        self.value = value
        return value


class Counter(Box):
    __slots__ = ()
    kind = "Counter"

    @classmethod
    def of(cls, value: Any = 0) -> DataStructure:
        return cls(cls._number(value))

    @staticmethod
    def _number(n: Any) -> int:
        if type(n) is not int:
            raise Refusal("int", n)
        return n

    @operation("Set")
    def set(self, value: Any) -> Any:
        return super().set(self._number(value))

    @operation("AddTo")
    def add(self, n: Any) -> int:
        self.value += self._number(n)
        return self.value

    @operation("SubtractFrom")
    def subtract(self, n: Any) -> int:
        return self.add(-self._number(n))

    @operation("PreIncrement")
    def pre_increment(self) -> int:
        return self.add(1)

    @operation("PreDecrement")
    def pre_decrement(self) -> int:
        return self.add(-1)

    @operation("Increment")
    def increment(self) -> int:
        return self.add(1) - 1

    @operation("Decrement")
    def decrement(self) -> int:
        return self.add(-1) + 1
