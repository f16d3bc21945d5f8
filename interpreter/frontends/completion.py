"""Completion: symbols with their usage, options inside a call, named characters after \\[."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from .characters import completions
from .names import Names

_WORD = re.compile(r"[A-Za-z$][A-Za-z0-9$`]*\Z")
_CHARACTER = re.compile(r"\\\[([A-Za-z]*)\Z")
_CALL = re.compile(r"([A-Za-z$][A-Za-z0-9$`]*)\Z")
_META_WIDTH = 90


class SymbolCompleter(Completer):
    """Completes what stands before the cursor."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        before = document.text_before_cursor
        character = _CHARACTER.search(before)
        if character is not None:
            yield from self._characters(character[1])
            return
        if in_string(before):
            return
        word = _WORD.search(before)
        if word is None:
            return
        head = enclosing_head(before[: word.start()])
        options = [n for n in self.names.options(head) if n.startswith(word[0])] if head else []
        for name in options:
            yield Completion(f"{name} -> ", -len(word[0]), display=name, display_meta=f"option of {head}")
        for name in self.names.matching(word[0]):
            if name not in options:
                yield Completion(name, -len(word[0]), display_meta=self.names.usage(name)[:_META_WIDTH])

    @staticmethod
    def _characters(prefix: str) -> Iterable[Completion]:
        for name, char in completions(prefix):
            yield Completion(f"\\[{name}]", -len(prefix) - 2, display=name, display_meta=char)


def in_string(text: str) -> bool:
    """Whether the end of a text is inside a string."""
    return len(re.findall(r'(?<!\\)(?:\\\\)*"', text)) % 2 == 1


def enclosing_head(text: str) -> str | None:
    """The head of the call whose brackets are still open at the end of a text."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        c = text[i]
        if c in "]})":
            depth += 1
        elif c in "[{(":
            if depth:
                depth -= 1
            elif c == "[":
                head = _CALL.search(text[:i])
                return head[1] if head is not None else None
            else:
                return None
    return None
