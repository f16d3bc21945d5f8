"""What the reader says about a text that it cannot read."""

from __future__ import annotations

from collections.abc import Iterable

_WIDTH = 100  # columns of the source line that are shown


def place(text: str, pos: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1.

    >>> place("a\\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, pos) + 1, pos - text.rfind("\n", 0, pos)


class WLSyntaxError(SyntaxError):
    """A text is not an expression.

    `message` says what is wrong, `expected` what could stand there instead, `pos`, `line` and `column` where it is,
    `caret` shows the place under its source line, and `incomplete` tells that more text could repair it.
    `str()` of the error shows all of it.

    >>> from luperca.grammar import parse
    >>> try:
    ...     parse("f[a +, b]")
    ... except WLSyntaxError as error:
    ...     print(error)
    line 1, column 6: + has no right operand; expected an operand
      f[a +, b]
           ^
    """

    def __init__(
        self, message: str, text: str, pos: int, incomplete: bool = False, expected: Iterable[str] = ()
    ) -> None:
        self.message, self.pos, self.incomplete, self.expected = message, pos, incomplete, tuple(expected)
        self.line, self.column = place(text, pos)
        start = pos - self.column + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        shift = max(0, self.column - 61)
        # A control character would put the caret elsewhere.
        source = "".join(c if c.isprintable() else " " for c in text[start + shift : min(end, start + shift + _WIDTH)])
        self.caret = f"  {source}\n  {' ' * (self.column - 1 - shift)}^"
        wanted = f"; expected {' or '.join(self.expected)}" if self.expected else ""
        super().__init__(f"line {self.line}, column {self.column}: {message}{wanted}\n{self.caret}")
