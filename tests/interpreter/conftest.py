"""A session per test, and a short way to ask it."""

import pytest
from luperca.interpreter.session import Session


class Asker:
    """ask("1 + 1") -> "2"; the messages of the last input are in `messages`."""

    def __init__(self):
        self.session = Session(debug=True)
        self.messages = []
        self.printed = []
        self.session.on_print(self.printed.append)

    def __call__(self, text, form="InputForm"):
        self.messages = []
        value = None
        for item in self.session.read(text):
            outcome = self.session.evaluate_input(item)
            self.messages += [m.name for m in outcome.messages]
            value = outcome.expr
        return self.session.text(value, form)


@pytest.fixture
def ask():
    return Asker()


@pytest.fixture
def ready(ask, request):
    """`ask`, after the module's SETUP."""
    ask(request.module.SETUP)
    ask.messages.clear()
    return ask
