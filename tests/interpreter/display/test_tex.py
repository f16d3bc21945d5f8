"""TeXForm: what books would print."""

import pytest


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("x^2/3 + y", r"\frac{x^2}{3}+y"),
        ("x^10", "x^{10}"),
        ("2 x", "2 x"),
        ("Sqrt[x]", r"\sqrt{x}"),
        ("Surd[x, 3]", r"\sqrt[3]{x}"),
        ("Sin[x]", r"\sin (x)"),
        ("Sin[x]^2", r"\sin ^2(x)"),
        ("Sin[x^2]", r"\sin \left(x^2\right)"),
        ("ArcTan[x]", r"\tan ^{-1}(x)"),
        ("f[x]", "f(x)"),
        ("f''[x]", "f''(x)"),
        ("Pi", r"\pi"),
        ("{a, b}", r"\{a,b\}"),
        ("(x^2 + 1)^3", r"\left(x^2+1\right)^3"),
        ("(a + b)^2", "(a+b)^2"),
        ("foo", r"\text{foo}"),
        ('"50% of it"', r"\text{50\% of it}"),
        ("alpha + \\[Beta]", r"\alpha +\beta"),
        ("a == b", "a=b"),
        ("a -> b", r"a\to b"),
        ("a && ! b", r"a\land \neg b"),
        ("Abs[x]", r"\left| x\right|"),
        ("Subscript[x, 1]^2", "x_1^2"),
        ("OverBar[x]", r"\bar{x}"),
        ("1.5*^20", r"1.5\times 10^{20}"),
        ("{{a, b}, {c, d}}", "\\left(\n\\begin{array}{cc}\n a & b \\\\\n c & d \\\\\n\\end{array}\n\\right)"),
        ("HoldForm[Integrate[1/x, x]]", r"\int \frac{1}{x} \, dx"),
        ("HoldForm[Integrate[f[x], {x, -Pi, Pi}]]", r"\int_{-\pi }^{\pi } f(x) \, dx"),
        ("HoldForm[Sum[i^2, {i, 1, n}]]", r"\sum _{i=1}^n i^2"),
        ("HoldForm[D[f[x], x]]", r"\frac{\partial f(x)}{\partial x}"),
        ("Transpose[A]", "A^T"),
        ("E^(I x)", "e^{i x}"),
    ],
)
def test_tex(ask, text, tex):
    assert ask(f"ToString[{text}, TeXForm]", "OutputForm") == tex
    assert ask(f"{{TeXForm[{text}]}}", "OutputForm") == f"{{{tex}}}"


def test_rules_of_the_users(ask):
    ask(r'Format[g[x_], TeXForm] := "\\gamma_{" <> ToString[x, TeXForm] <> "}"; Format[h[x_]] := {x}')
    assert ask("ToString[g[2 y] + 1, TeXForm]", "OutputForm") == r"\gamma_{2 y}+1"
    assert ask("ToString[h[1], TeXForm]", "OutputForm") == r"\{1\}"
    ask("MakeBoxes[k[x_], TraditionalForm] := SqrtBox[MakeBoxes[x, TraditionalForm]]")
    assert ask("ToString[k[1], TeXForm]", "OutputForm") == r"\sqrt{1}"
