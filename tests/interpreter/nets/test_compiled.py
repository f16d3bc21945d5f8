"""CompiledLayer: typed functions that the evaluator runs, and their gradients."""

import pytest

VECTOR = 'TypeSpecifier["PackedArray"]["MachineReal", 1]'
SQUARES = f"Function[{{Typed[x, {VECTOR}]}}, Sort[x]^2]"
SMOOTH = f"Function[{{Typed[x, {VECTOR}]}}, Sin[x] + x^2]"
HUNDRED = f"Function[{{Typed[x, {VECTOR}], Typed[d, {VECTOR}]}}, 100 d]"
OUTPUT = f"Function[{{Typed[x, {VECTOR}], Typed[d, {VECTOR}], Typed[y, {VECTOR}]}}, d y]"
ROWS = 'Function[{Typed[x, TypeSpecifier["PackedArray"]["MachineReal", 2]]}, Reverse[x, 2]]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"CompiledLayer[{SQUARES}][{{3, 1, 2}}]", "{1., 4., 9.}"),
        (f"CompiledLayer[{SQUARES}][{{{{3, 1, 2}}, {{1, 2, 5}}}}]", "{{1., 4., 9.}, {1., 4., 25.}}"),
        (f'CompiledLayer[{SQUARES}][{{3, 1, 2}}, NetPortGradient["Input"]]', "{6., 2., 4.}"),  # by differences
        (f'CompiledLayer[{SQUARES}, {HUNDRED}][{{3, 1, 2}}, NetPortGradient["Input"]]', "{100., 100., 100.}"),
        (f'CompiledLayer[{SQUARES}, {OUTPUT}][{{3, 1, 2}}, NetPortGradient["Input"]]', "{1., 4., 9.}"),
        ('CompiledLayer[Function[Typed[x, "Real64"], 2 x]][{1, 2}]', "{2., 4.}"),
        (f'CompiledLayer[{ROWS}, "Input" -> 3][{{{{1, 2, 3}}, {{4, 5, 6}}}}]', "{{3., 2., 1.}, {6., 5., 4.}}"),
        (f'NetExtract[CompiledLayer[{SQUARES}, "Input" -> 3], "Output"]', "3"),
        (f"CompiledLayer[{SQUARES}] === CompiledLayer[{SQUARES}]", "True"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_a_derived_gradient_is_exact(ask):
    ask(f'g = CompiledLayer[{SMOOTH}][{{0.3, 1.2}}, NetPortGradient["Input"], WorkingPrecision -> "Real64"]')
    assert ask("Max[Abs[g - {Cos[0.3] + 0.6, Cos[1.2] + 2.4}]] < 10^-12") == "True"


def test_no_gradient(ask):
    assert ask(f'CompiledLayer[{SQUARES}, None][{{3, 1, 2}}, NetPortGradient["Input"]]') == "$Failed"
    assert ask.messages == ["CompiledLayer::problem"]


@pytest.mark.parametrize("text", ["CompiledLayer[Function[{x}, x]]", "CompiledLayer[Sin]", "CompiledLayer[#^2 &]"])
def test_functions_want_types(ask, text):
    assert ask(text) == "$Failed"
    assert ask.messages == ["CompiledLayer::untyped"]


def test_a_result_that_is_no_array(ask):
    assert ask(f"CompiledLayer[Function[{{Typed[x, {VECTOR}]}}, a + x]][{{1, 2}}]") == "$Failed"
    assert ask.messages == ["CompiledLayer::problem"]


def test_training_through_a_compiled_layer(ask):
    ask(
        f'r = NetTrain[NetChain[{{LinearLayer[2], CompiledLayer[{SMOOTH}], LinearLayer[1]}}, "Input" -> 1], '
        '{{0} -> {1}, {1} -> {2}, {2} -> {5}}, "RoundLossList", MaxTrainingRounds -> 200, LearningRate -> 0.02, '
        "TrainingProgressReporting -> None, RandomSeeding -> 1]"
    )
    assert ask("Last[r] < First[r]/5") == "True"
