"""Errors in nets show where the layer at fault was written."""
# ruff: noqa: E501 - rows of a table

import gc

import pytest
from luperca import Session
from luperca.interpreter.session import Session as Core


def shown(program, file=""):
    """The messages of a program as people see them."""
    core, found = Core(), []
    core.on_message(lambda message: found.append(message.shown))
    core.state["input_file"] = file
    for item in core.read(program):
        core.evaluate_input(item)
    return found


@pytest.mark.parametrize(
    ("program", "place"),
    [
        ("x = 1;\nNetChain[{Tanh,\n  LinearLayer[4, \"Input\" -> 3],\n  LinearLayer[1, \"Input\" -> 7]}]", '3:3: LinearLayer[4, "Input" -> 3]'),
        ('NetChain[{NetChain[{Tanh, LinearLayer[4, "Input" -> 3]}], LinearLayer[1, "Input" -> 7]}]', '1:27: LinearLayer[4, "Input" -> 3]'),
        ('a = LinearLayer[4, "Input" -> 3]; b = LinearLayer[1, "Input" -> 7];\nNetChain[{a, b}]', '1:5: LinearLayer[4, "Input" -> 3]'),
        ('NetGraph[{LinearLayer[4, "Input" -> 3], LinearLayer[1, "Input" -> 7]}, {1 -> 2}]', '1:11: LinearLayer[4, "Input" -> 3]'),
        # a layer that is not written as one has the place of the net around it
        ('NetChain[{LinearLayer[3, "Input" -> 2], Tanh, LinearLayer[2, "Input" -> 5]}]', '1:1: NetChain[{LinearLayer[3, "Input" -> 2], Tanh, LinearLayer...'),
        ('1 + ConvolutionLayer["x"]', '1:5: ConvolutionLayer["x"]'),
        ('n = NetChain[{Tanh, LinearLayer[4, "Input" -> 3]}];\n\nn[{1, 2, 3}]', '1:21: LinearLayer[4, "Input" -> 3]'),
        ("NetInitialize[NetChain[{LinearLayer[4]}]]", "1:25: LinearLayer[4]"),
        # definitions share what does not depend on their arguments
        ('f[k_] := NetChain[{LinearLayer[4, "Input" -> 3], LinearLayer[k, "Input" -> 7]}]; f[2]', '1:20: LinearLayer[4, "Input" -> 3]'),
    ],
)  # fmt: skip
def test_place(program, place):
    assert shown(program)[-1].splitlines()[-1] == f"  at {place}"


def test_files_are_named():
    (message,) = shown("\nLinearLayer[1, 2, 3]", "/somewhere/program.wl")
    assert message.endswith("\n  at program.wl:2:1: LinearLayer[1, 2, 3]")


def test_calls_that_are_made_while_running_have_no_place():
    (message,) = shown("f[k_] := LinearLayer[k, 7, 8]; f[3]")
    assert "\n" not in message
    (message,) = shown("Map[LinearLayer[#, 7, 8] &, {3}]")
    assert "\n" not in message


def test_the_text_of_a_message_is_the_same():
    found = Session().evaluate_wrap("LinearLayer[1, 2, 3]")
    assert found.messages == ["LinearLayer::argt: LinearLayer called with 3 arguments; 0 or 1 arguments are expected."]


def test_places_go_with_their_calls():
    core = Core()
    for _ in range(20):
        core.read_value("LinearLayer[3]")
    gc.collect()
    assert len(core.places._known) <= 1
