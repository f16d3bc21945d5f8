"""Sets and tables, which find their elements by hash."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, association, key
from ..expr import NULL, Expr, boolean, is_rule, make_list
from .base import DataStructure, Refusal, Sequenced, listed, operation


class HashSet(Sequenced):
    """`items` maps keys to elements, in the order in which they came."""

    __slots__ = ()
    kind = "HashSet"
    collection = staticmethod(lambda items: {key(x): x for x in items})

    @operation("Elements")
    def elements(self) -> Any:
        return make_list(self.items.values())

    @operation("Insert")
    def insert(self, x: Any) -> Any:
        new = key(x) not in self.items
        self.items.setdefault(key(x), x)
        return boolean(new)

    @operation("Delete")
    def delete(self, x: Any) -> Any:
        return boolean(self.items.pop(key(x), None) is not None)

    @operation("Remove")
    def remove(self, x: Any) -> Any:
        return self.delete(x)

    @operation("DeleteAll")
    def delete_all(self) -> Any:
        return self.drop_all()

    @operation("RemoveAll")
    def remove_all(self) -> Any:
        return self.drop_all()

    @operation("MemberQ")
    def has(self, x: Any) -> Any:
        return boolean(key(x) in self.items)

    @operation("Pop")
    def pop(self) -> Any:
        if not self.items:
            raise Refusal("empty", self.kind)
        return self.items.pop(next(iter(self.items)))

    @operation("Union")
    def union(self, elements: Any) -> Any:
        for x in _members(elements):
            self.items.setdefault(key(x), x)
        return NULL

    @operation("Intersection")
    def intersection(self, elements: Any) -> Any:
        kept = {key(x) for x in _members(elements)}
        self.items = {k: x for k, x in self.items.items() if k in kept}
        return NULL

    @operation("Complement")
    def complement(self, elements: Any) -> Any:
        for x in _members(elements):
            self.items.pop(key(x), None)
        return NULL

    @operation("SubsetQ")
    def contains(self, other: Any) -> Any:
        return boolean(all(key(x) in self.items for x in _members(other)))


def _members(e: Any) -> list[Any]:
    return list(e.items.values()) if isinstance(e, HashSet) else listed(e)


class OrderedHashSet(HashSet):
    __slots__ = ()
    kind = "OrderedHashSet"


class DisjointSet(HashSet):
    """Elements that fall into subsets; `items` maps the key of an element to the list of its whole subset."""

    __slots__ = ()
    kind = "DisjointSet"
    collection = staticmethod(lambda parts: {key(x): p for p in map(listed, parts) for x in p})
    pop = union = intersection = complement = contains = delete = remove = None

    @operation("Elements")
    def elements(self) -> Any:
        return make_list([x for part in self._parts() for x in part])

    def normal(self) -> Any:
        return self.subsets()

    def _parts(self) -> list[list[Any]]:
        return list({id(part): part for part in self.items.values()}.values())

    def _part(self, x: Any) -> list[Any]:
        if key(x) not in self.items:
            raise Refusal("absent", x)
        return self.items[key(x)]

    @operation("Insert")
    def insert(self, x: Any) -> Any:
        new = key(x) not in self.items
        if new:
            self.items[key(x)] = [x]
        return boolean(new)

    @operation("Unify")
    def unify(self, x: Any, y: Any) -> Any:
        a, b = self._part(x), self._part(y)
        if a is not b:
            large, small = (a, b) if len(a) >= len(b) else (b, a)
            large.extend(small)
            self.items.update({key(z): large for z in small})
        return NULL

    @operation("CommonSubsetQ")
    def together(self, x: Any, y: Any) -> Any:
        return boolean(self._part(x) is self._part(y))

    @operation("Subsets")
    def subsets(self) -> Any:
        return make_list([make_list(part) for part in self._parts()])


class HashTable(Sequenced):
    """`items` maps keys to (key, value) pairs, in the order in which they came."""

    __slots__ = ()
    kind = "HashTable"
    collection = staticmethod(lambda pairs: {key(k): (k, v) for k, v in pairs})

    @classmethod
    def of(cls, given: Any = NULL) -> DataStructure:
        if type(given) is Association:
            return cls(given.items())
        rules = listed(given)
        if not all(is_rule(r) for r in rules):
            raise Refusal("rule", given)
        return cls([r.args for r in rules])

    def normal(self) -> Any:
        return association(self.items.values())

    elements = fold = None

    @operation("Insert")
    def insert(self, rule: Any) -> Any:
        if not is_rule(rule):
            raise Refusal("rule", rule)
        self.items[key(rule.args[0])] = rule.args
        return boolean(True)

    @operation("Lookup")
    def lookup(self, k: Any, default: Any = None) -> Any:
        found = self.items.get(key(k))
        if found is not None:
            return found[1]
        return Expr(S.Missing, ("KeyAbsent", k)) if default is None else Expr(default, (k,))

    @operation("KeyExistsQ")
    def has(self, k: Any) -> Any:
        return boolean(key(k) in self.items)

    @operation("KeyDrop")
    def drop(self, k: Any) -> Any:
        return boolean(self.items.pop(key(k), None) is not None)

    @operation("KeyDropAll")
    def drop_every(self) -> Any:
        return self.drop_all()

    @operation("Keys")
    def keys(self) -> Any:
        return make_list([k for k, _ in self.items.values()])

    @operation("Values")
    def values(self) -> Any:
        return make_list([v for _, v in self.items.values()])


class OrderedHashTable(HashTable):
    __slots__ = ()
    kind = "OrderedHashTable"
