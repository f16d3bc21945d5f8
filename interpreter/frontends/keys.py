"""Keys of the prompt: Enter that knows whether an input is complete, and characters between two ESC keys."""

from __future__ import annotations

from typing import Any

from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, completion_is_selected, has_focus, is_searching
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from .characters import ALIASES, character

MARK = "⋮"  # stands where the first ESC was typed
INDENT = 2


def indentation(text: str) -> int:
    """How far the line after a text is indented: by the brackets that are open."""
    depth, in_string = 0, False
    for i, c in enumerate(text):
        if c == '"' and (i == 0 or text[i - 1] != "\\"):
            in_string = not in_string
        elif not in_string:
            depth += (c in "[{(") - (c in "]})")
    return INDENT * max(depth, 0)


def _alias(buffer: Buffer) -> bool:
    """Replace ⋮name before the cursor by its character; False if there is no mark."""
    line = buffer.document.current_line_before_cursor
    place = line.rfind(MARK)
    if place < 0:
        return False
    name = line[place + 1 :]
    found = character(name)
    buffer.delete_before_cursor(len(name) + 1)
    buffer.insert_text(found if found is not None else name)
    return True


def key_bindings(session: Any) -> KeyBindings:
    """The bindings for a session's prompt."""
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER) & ~is_searching

    @Condition
    def plain() -> bool:
        return get_app().current_buffer.name == DEFAULT_BUFFER

    @keys.add("enter", filter=typing & ~completion_is_selected)
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if session.is_complete(buffer.text)[0] == "incomplete":
            buffer.insert_text("\n" + " " * indentation(buffer.document.text_before_cursor))
        else:
            buffer.validate_and_handle()

    @keys.add("enter", filter=typing & completion_is_selected)
    def choose(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("escape", "enter", filter=typing)
    def force(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("c-j", filter=typing)
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add("escape", filter=plain)
    def mark(event: KeyPressEvent) -> None:
        if not _alias(event.current_buffer):
            event.current_buffer.insert_text(MARK)

    # A terminal sends ESC a as Alt-a; closed by another ESC it was meant as a name of one letter.
    def letter(event: KeyPressEvent) -> None:
        name = event.key_sequence[1].data
        event.current_buffer.insert_text(character(name) or name)

    for name in ALIASES:
        if len(name) == 1:
            keys.add("escape", name, "escape", filter=plain)(letter)

    return keys
