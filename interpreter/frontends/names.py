"""What the prompt asks the session about names.  Mostly in the language itself, so that there is one answer to each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


class Names:
    """Names, usages and options of the symbols that a session knows."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.usage = lru_cache(maxsize=1000)(self._usage)  # menus ask again at every key

    def _ask(self, question: str) -> Any:
        messages = self.session.messages
        write, messages.write = messages.write, lambda message: None
        try:
            return self.session.evaluate_quietly(self.session.read_value(question))
        finally:
            messages.write = write

    def matching(self, prefix: str) -> list[str]:
        """The names along the context path that start so."""
        found = self._ask(f'Names["{prefix}*"]')
        return [e for e in found.args if type(e) is str] if hasattr(found, "args") else []

    def _usage(self, name: str) -> str:
        text = self._ask(f'MessageName[{name}, "usage"]')
        return text.partition("\n")[0] if type(text) is str else ""

    def options(self, name: str) -> list[str]:
        """The names of the options of a function."""
        rules = getattr(self._ask(f"Options[{name}]"), "args", ())
        keys = [rule.args[0] for rule in rules if getattr(rule, "args", ())]
        return [k if type(k) is str else k.name for k in keys if type(k) is str or hasattr(k, "name")]

    def known(self, name: str) -> bool:
        """Whether a name means something: the language's own, or with a value of any kind."""
        if "\\" in name:
            return True
        symbol = self.session.contexts.find(name.rpartition("`")[2])
        if symbol is None:
            return False
        if symbol.context == "System`":
            return True
        d = self.session.definitions.get(symbol)
        return d is not None and any(v is not None for v in (d.own, d.down, d.sub, d.up, d.call))
