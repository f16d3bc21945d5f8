"""Compile and what it gives."""

import pytest
from luperca import Session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Compile[{x}, x^2][3]", "9."),
        ("Compile[x, x + 1][1/2]", "1.5"),
        ("Compile[{{n, _Integer}}, n + 1][3]", "4"),
        ("Compile[{{z, _Complex}}, z^2][I]", "-1"),
        ("Compile[{{b, True | False}}, If[b, 1, 2]][False]", "2"),
        ("Compile[{{v, _Real, 1}}, Total[v]][{1, 2, 3}]", "6."),
        ("Compile[{{m, _Integer, 2}}, m[[2, 1]]][{{1, 2}, {3, 4}}]", "3"),
        ("Compile[{{v, True | False, 1}}, And @@ v][{True, False}]", "False"),
        ("Compile[{x, {n, _Integer}}, Module[{a = 0.}, Do[a = a + x, {n}]; a]][0.5, 4]", "2."),
        ("Compile[{x}, Sin[x]][0]", "0."),
        ("Compile[{x}, x^2, RuntimeAttributes -> {Listable}, CompilationTarget -> \"C\"][{{1, 2}, {3, 4}}]",
         "{{1., 4.}, {9., 16.}}"),
        ("Head[Compile[{x}, x]]", "CompiledFunction"),
        ("x = 7; Compile[{x}, x + 1][1]", "2."),
        ("f = Compile[{{n, _Integer}}, Module[{v = Range[n], i = 1}, While[i <= n, v[[i]] = i^2; i++]; Total[v]]];"
         " Map[f, {3, 10, 100}]", "{14, 385, 338350}"),
        ("Map[Compile[{x}, If[x > 1, x, -x]], {-3, 2}]", "{3., 2.}"),
    ],
)  # fmt: skip
def test_functions(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        ("Compile[{x}, x^2][a]", "a^2", "CompiledFunction::cfsa"),
        ("Compile[{{n, _Integer}}, n + 1][1.5]", "2.5", "CompiledFunction::cfsa"),
        ("Compile[{{v, _Real, 1}}, v][3]", "3", "CompiledFunction::cfsa"),
        ("Compile[{1}, 2]", "Compile[{1}, 2]", "Compile::vars"),
        ("Head[Compile[{x}, x][1, 2]]", "CompiledFunction[{{x, _Real, 0}}, Function[{x}, x], {}]",
         "CompiledFunction::cfct"),
    ],
)  # fmt: skip
def test_what_does_not_fit(ask, text, expected, message):
    assert ask(text) == expected
    assert ask.messages == [message]


@pytest.mark.parametrize(
    ("text", "result", "names"),
    [
        ('FunctionCompile[Function[{Typed[x, "Real64"], Typed[n, "Integer8"]}, x + n]][2, 3]', "5.", []),
        ('FunctionCompile[Function[Typed[n, "Integer8"], n^2]][127]', "16129", []),
        ('FunctionCompile[Function[Typed[n, "Integer8"], n^2]][128]', "16384", ["CompiledCodeFunction::argtype"]),
        ('FunctionCompile[Function[Typed[n, "UnsignedInteger8"], n^2]][-1]', "1", ["CompiledCodeFunction::argtype"]),
        ('FunctionCompile[Function[Typed[x, "Real64"], x^2]][y]', "y^2", ["CompiledCodeFunction::argtype"]),
        ('FunctionCompile[Function[Typed[x, "Real64"], x^2]][1, 2]', None, ["CompiledCodeFunction::argcount"]),
        ('FunctionCompile[Function[Typed[v, TypeSpecifier["PackedArray"]["Real64", 1]], Total[v]]][{1, 2, 3}]',
         "6.", []),
        ('FunctionCompile[Function[Typed[m, TypeSpecifier["PackedArray"]["Integer64", 2]], Total[m, 2]]][{{1, 2}}]',
         "3", []),
        ('FunctionCompile[Function[Typed[v, TypeSpecifier["NumericArray"]["Real64", 1]], Length[v]]]['
         'NumericArray[{1., 2.}, "Real64"]]', "2", []),
        ('FunctionCompile[Function[Typed[s, "String"], StringLength[s]]]["abc"]', "3", []),
        ('FunctionCompile[Function[Typed[x, "Real64"], Typed[KernelFunction[Cos], {"Real64"} -> "Real64"][x]]][0]',
         "1.", []),
        ('FunctionCompile[FunctionDeclaration[sq, Typed[{"Real64"} -> "Real64"][Function[y, y^2]]], '
         'Function[Typed[x, "Real64"], sq[x] + 1]][3]', "10.", []),
        ('FunctionCompile[Typed[Function[{a, b}, a b], {"Real64", "Real64"} -> "Real64"]][2, 3]', "6.", []),
        ('#[2] & /@ FunctionCompile[{Function[Typed[x, "Real64"], x], Function[Typed[x, "MachineInteger"], -x]}]',
         "{2., -2}", []),
        ("FunctionCompile[x]", "FunctionCompile[x]", ["FunctionCompile::cmperr"]),
    ],
)  # fmt: skip
def test_functions_of_typed_arguments(text, result, names):
    found = Session().evaluate_wrap(text)
    assert found.messages_name == names
    assert result is None or found.text == result
