"""Contexts: which symbol a written name means, and how a symbol is written."""

from __future__ import annotations

from collections.abc import Callable

from .declare import DECLARATIONS
from .expr import Symbol, symbol

SYSTEM, GLOBAL = "System`", "Global`"
OWN = "Luperca`"  # what the language of others does not have; Needs["Luperca`"] puts it on the path
EMPTY = "PacletManager`"  # what programs ask for although all its functions are in System`


class Contexts:
    """$Context, $ContextPath, and the names that exist in one session."""

    def __init__(self) -> None:
        self.current = GLOBAL
        self.path: list[str] = [GLOBAL, SYSTEM]
        self.stack: list[tuple[str, list[str] | None]] = []  # Begin and BeginPackage; a path where End... restores it
        self.names: dict[str, dict[str, Symbol]] = {SYSTEM: {}, GLOBAL: {}}
        self.aliases: dict[str, str] = {}
        self.packages: list[str] = [OWN, EMPTY]
        self.on_new: Callable[[Symbol], None] = lambda s: None
        self._cache: dict[str, Symbol] = {}

    def forget(self) -> None:
        """The context path or the names changed: resolve written names afresh."""
        self._cache.clear()

    def set_current(self, context: str) -> None:
        self.current = context
        self.names.setdefault(context, {})
        self.forget()

    def set_path(self, path: list[str]) -> None:
        self.path = path
        self.forget()

    def resolve(self, name: str) -> Symbol:
        """The symbol of a written name: searched along the context path, else made in the current context."""
        found = self._cache.get(name)
        if found is None:
            found = self._cache[name] = self._resolve(name)
        return found

    def _resolve(self, name: str) -> Symbol:
        if "`" in name:
            full = self.current + name[1:] if name[0] == "`" else name
            context, _, short = full.rpartition("`")
            context += "`"
            if context in self.aliases:
                full = self.aliases[context] + short
            return self.enter(symbol(full))
        found = self.find(name)
        return found if found is not None else self.enter(symbol(self.current + name))

    def find(self, name: str) -> Symbol | None:
        """The existing symbol that a short name means, or None."""
        for context in (self.current, *self.path):
            if (name if context == SYSTEM else context + name) in DECLARATIONS:
                return symbol(context + name)
            found = self.names.get(context, {}).get(name)
            if found is not None:
                return found
        return None

    def stored(self, name: str) -> Symbol:
        """The symbol of a name in stored data: without a context it is what it means here, else one of System`."""
        return self.enter(symbol(name) if "`" in name else self.find(name) or symbol(SYSTEM + name))

    def enter(self, s: Symbol) -> Symbol:
        """Note that a symbol exists here."""
        table = self.names.setdefault(s.context, {})
        if s.name not in table:
            table[s.name] = s
            if s.context not in (SYSTEM, GLOBAL):
                self._cache.clear()
            self.on_new(s)
        return s

    def remove(self, s: Symbol) -> None:
        self.names.get(s.context, {}).pop(s.name, None)
        self.forget()

    def visible_name(self, s: Symbol) -> str:
        """The shortest way to write a symbol such that it reads back."""
        if s.context == SYSTEM and SYSTEM in self.path:
            return s.name
        found = self.find(s.name)
        return s.name if found is s or (found is None and s.context == self.current) else s.full

    # ---- Begin, BeginPackage and their ends ------------------------------------------------------------------------

    def begin(self, context: str) -> None:
        self.stack.append((self.current, None))
        self.set_current(self.current + context[1:] if context.startswith("`") else context)

    def end(self) -> str | None:
        """Back to the context before Begin; None if there was none."""
        if not self.stack or self.stack[-1][1] is not None:
            return None
        left = self.current
        self.set_current(self.stack.pop()[0])
        return left

    def begin_package(self, context: str, needs: list[str]) -> None:
        self.stack.append((self.current, list(self.path)))
        self.path = [context, *[n for n in needs if n != context], SYSTEM]
        self.set_current(context)

    def end_package(self) -> str | None:
        if not self.stack or self.stack[-1][1] is None:
            return None
        package = self.current
        before, path = self.stack.pop()
        assert path is not None
        self.path = [package, *[c for c in path if c != package]]
        self.set_current(before)
        if package not in self.packages:
            self.packages.insert(0, package)
        return package
