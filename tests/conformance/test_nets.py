"""What is documented of containers, surgery, application and coders of nets, fact by fact: nets.txt."""

from pathlib import Path

import pytest
from luperca.interpreter.session import Session


def read(text):
    """(setup, {topic: [(input, InputForm, start of a message or None)]})."""
    setup, *sections = text.split("\n= ")[1:]
    topics = {}
    for section in sections:
        topic, _, body = section.partition("\n")
        topics[topic] = []
        for fact in body.split(">>> ")[1:]:
            given, expected, *message = fact.strip().split("\n")
            topics[topic].append((given, expected, message[0].removeprefix("! ") if message else None))
    return setup.partition("\n")[2], topics


SETUP, FACTS = read(Path(__file__).with_name("nets.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def session():
    found = Session(debug=True)
    for item in found.read(SETUP):
        found.evaluate_input(item)
    return found


@pytest.mark.parametrize("topic", FACTS)
def test_facts(session, topic):
    for text, expected, message in FACTS[topic]:
        messages, value = [], None
        for item in session.read(text):
            outcome = session.evaluate_input(item)
            value = outcome.expr
            messages += [m.name for m in outcome.messages]
        assert session.text(value, "InputForm") == expected, text
        if message is None:
            assert messages == [], text
        else:
            assert any(name.startswith(message) for name in messages), text
