"""What `Session.evaluate_wrap` gives: the value with all that happened on the way."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import Any

from .interpreter.convert import png_of, to_python
from .interpreter.display.graphics import is_drawable, svg


class Result:
    """The result of an evaluation.

    expr           the expression
    result         its Python value
    success        no message was issued, and the evaluation came to its end
    failure        None, "abort", "throw", "syntax" or "error"
    messages       the texts of the messages, as `Power::infy: ...`
    messages_name  their names, as "Power::infy"
    output         the lines that were printed
    exceptions     what Python functions of `Session.register` raised, with their tracebacks
    """

    def __init__(
        self,
        expr: Any,
        messages: list[Any],
        output: list[str],
        failure: str | None,
        exceptions: list[BaseException],
        to_text: Callable[[Any, str], str],
    ) -> None:
        self.expr = expr
        self.failure = failure
        self.messages = [str(m) for m in messages]
        self.messages_name = [str(m.name) for m in messages]
        self.output = output
        self.exceptions = exceptions
        self._to_text = to_text

    @property
    def success(self) -> bool:
        return self.failure is None and not self.messages

    @property
    def is_message_failure(self) -> bool:
        """True if messages are all that went wrong."""
        return self.failure is None and bool(self.messages)

    @cached_property
    def result(self) -> Any:
        return to_python(self.expr)

    @cached_property
    def text(self) -> str:
        """The result as the prompt would show it (OutputForm)."""
        return self._to_text(self.expr, "OutputForm")

    @cached_property
    def input_form(self) -> str:
        """The result as one would type it (InputForm)."""
        return self._to_text(self.expr, "InputForm")

    def get(self) -> Any:
        """The Python value."""
        return self.result

    def __repr__(self) -> str:
        notes = "".join(f", {name}" for name in self.messages_name)
        return f"<Result {self.input_form}{notes}>"

    @cached_property
    def _picture(self) -> tuple[str, str] | None:
        """(MIME type, data) of what is shown as a picture: graphics and nets as SVG, images as PNG in base 64."""
        if is_drawable(self.expr):
            return "image/svg+xml", svg(self.expr)
        png = png_of(self.expr)
        return None if png is None else ("image/png", b64encode(png).decode())

    def _repr_html_(self) -> str:
        kind, data = self._picture or (None, "")
        if kind == "image/png":
            return f'<img src="data:{kind};base64,{data}">'
        return data or f"<pre>{escape(self.text)}</pre>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """What notebooks show: HTML and plain text; of graphics, nets and images a picture too."""
        pictures = [self._picture] if self._picture else []
        return {"text/plain": self.text, "text/html": self._repr_html_(), **dict(pictures)}
