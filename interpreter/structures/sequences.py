"""Structures with elements in an order: stacks, queues, arrays."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from ..expr import NULL
from ..ordering import order
from .base import DataStructure, Sequenced, listed, operation, position


class Stack(Sequenced):
    __slots__ = ()
    kind = "Stack"

    @operation("Push")
    def push(self, x: Any) -> Any:
        self.items.append(x)
        return NULL

    @operation("Pop")
    def pop(self) -> Any:
        return self._taken(True, True)

    @operation("Peek")
    def peek(self) -> Any:
        return self._taken(True, False)


class Queue(Sequenced):
    __slots__ = ()
    kind = "Queue"
    collection = deque

    @operation("Push")
    def push(self, x: Any) -> Any:
        self.items.append(x)
        return NULL

    @operation("PushList")
    def push_list(self, elements: Any) -> Any:
        self.items.extend(listed(elements))
        return NULL

    @operation("Pop")
    def pop(self) -> Any:
        return self._taken(False, True)

    @operation("Peek")
    def peek(self) -> Any:
        return self._taken(False, False)


class Deque(Sequenced):
    __slots__ = ()
    kind = "Deque"
    collection = deque

    @operation("PushFront")
    def push_front(self, x: Any) -> Any:
        self.items.appendleft(x)
        return NULL

    @operation("PushBack")
    def push_back(self, x: Any) -> Any:
        self.items.append(x)
        return NULL

    @operation("PopFront")
    def pop_front(self) -> Any:
        return self._taken(False, True)

    @operation("PopBack")
    def pop_back(self) -> Any:
        return self._taken(True, True)

    @operation("PeekFront")
    def peek_front(self) -> Any:
        return self._taken(False, False)

    @operation("PeekBack")
    def peek_back(self) -> Any:
        return self._taken(True, False)


class FixedArray(Sequenced):
    __slots__ = ()
    kind = "FixedArray"

    @classmethod
    def of(cls, elements: Any = NULL) -> DataStructure:
        if type(elements) is int and elements >= 0:
            return cls([NULL] * elements)
        return cls(listed(elements))

    drop_all = None

    @operation("Part")
    def get_part(self, i: Any) -> Any:
        return self.items[position(i, len(self.items))]

    @operation("SetPart")
    def set_part(self, i: Any, x: Any) -> Any:
        self.items[position(i, len(self.items))] = x
        return x

    @operation("SwapPart")
    def swap_part(self, i: Any, j: Any) -> Any:
        a, b = (position(k, len(self.items)) for k in (i, j))
        self.items[a], self.items[b] = self.items[b], self.items[a]
        return NULL


class DynamicArray(FixedArray):
    __slots__ = ()
    kind = "DynamicArray"

    @operation("DropAll")
    def drop_all(self) -> Any:
        self.items.clear()
        return NULL

    @operation("Append")
    def append(self, x: Any) -> Any:
        self.items.append(x)
        return NULL

    @operation("Prepend")
    def prepend(self, x: Any) -> Any:
        self.items.insert(0, x)
        return NULL

    @operation("Insert")
    def insert(self, x: Any, i: Any) -> Any:
        self.items.insert(position(i, len(self.items) + 1), x)
        return NULL

    @operation("Delete")
    def delete(self, i: Any) -> Any:
        del self.items[position(i, len(self.items))]
        return NULL

    @operation("DropLast")
    def drop_last(self) -> Any:
        self._taken(True, True)
        return NULL

    @operation("JoinBack")
    def join_back(self, elements: Any) -> Any:
        self.items.extend(listed(elements))
        return NULL

    @operation("JoinFront")
    def join_front(self, elements: Any) -> Any:
        self.items[:0] = listed(elements)
        return NULL


class ExtensibleVector(DynamicArray):
    __slots__ = ()
    kind = "ExtensibleVector"


class PriorityQueue(Sequenced):
    """A heap: no element comes after the one above it, so that the last one in order is on top."""

    __slots__ = ("before",)
    kind = "PriorityQueue"
    fold = None

    @classmethod
    def of(cls, elements: Any = NULL, before: Callable[[Any, Any], bool] | None = None) -> DataStructure:
        made = cls([])
        made.before = before or (lambda a, b: order(a, b) > 0)
        for x in listed(elements):
            made.push(x)
        return made

    @operation("Copy")
    def copy(self) -> Any:
        return type(self).of(self.elements(), self.before)

    @operation("Push")
    def push(self, x: Any) -> Any:
        items = self.items
        items.append(x)
        i = len(items) - 1
        while i and self.before(items[(i - 1) // 2], items[i]):
            up = (i - 1) // 2
            items[i], items[up] = items[up], items[i]
            i = up
        return NULL

    @operation("Peek")
    def peek(self) -> Any:
        return self._taken(False, False)

    @operation("Pop")
    def pop(self) -> Any:
        top, last = self.peek(), self.items.pop()
        items = self.items
        if not items:
            return top
        items[0], i = last, 0
        while True:
            down = [j for j in (2 * i + 1, 2 * i + 2) if j < len(items)]
            if len(down) == 2 and self.before(items[down[0]], items[down[1]]):
                down.reverse()
            if not down or not self.before(items[i], items[down[0]]):
                return top
            items[i], items[down[0]] = items[down[0]], items[i]
            i = down[0]
