"""Values without elements are atoms for the functions of lists."""

import pytest


@pytest.mark.parametrize("value", ["Graph[{1 -> 2}]", "Image[{{0., 1.}}]", 'LinearLayer[2, "Input" -> 3]'])
@pytest.mark.parametrize("call", ["Sort[v]", "Reverse[v]", "Append[v, 1]", "Take[v, 1]", "Join[v, v]", "Riffle[v, 1]"])
def test_atoms(ask, value, call):
    ask(f"v = {value};")
    name = call.partition("[")[0]
    assert ask(f"Head[{call}]") == name
    assert set(ask.messages) == {f"{name}::normal"}
