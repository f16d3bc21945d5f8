"""Distribution, parts replaced, folds over several values, and functions that wait."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Distribute[f[a+b,c+d]]", "f[a, c] + f[a, d] + f[b, c] + f[b, d]"),
        ("Distribute[(a+b)(c+d)]", "a*c + b*c + a*d + b*d"),
        ("Distribute[f[a,b]]", "f[a, b]"),
        ("Distribute[f[g[a,b],c],g]", "g[f[a, c], f[b, c]]"),
        ("Distribute[f[a+b],Plus,h]", "f[a + b]"),
        ("Distribute[f[a+b,c],Plus,f,gp,fp]", "gp[fp[a, c], fp[b, c]]"),
        ("ReplaceAt[f[a,{a}],a->b,{2,1}]", "f[a, {b}]"),
        ("ReplaceAt[a->x,1][{a,a}]", "{x, a}"),
        ("SequenceFoldList[Plus,{1,1},{0,0,0}]", "{1, 1, 2, 3, 5}"),
        ("MantissaExponent[0.00123]", "{0.123, -2}"),
        ("MantissaExponent[-1000.]", "{-0.1, 4}"),
        ("MantissaExponent[5,2]", "{5/8, 3}"),
        ("MantissaExponent[1/3]", "{1/3, 0}"),
        ("MantissaExponent[0]", "{0, 0}"),
        ("MantissaExponent[x]", "MantissaExponent[x]"),
        ("Inactivate[f[1+2,{x^2}]]", "Inactive[f][Inactive[Plus][1, 2], {Inactive[Power][x, 2]}]"),
        ("Activate[Inactivate[Sin[0]+1]]", "1"),
        ("Activate[Inactive[Plus][1,Inactive[Times][2,3]],Times]", "Inactive[Plus][1, 6]"),
        ("Inactive[Plus][1+1,2]", "Inactive[Plus][2, 2]"),
        ("Attributes[Inactive]", "{HoldFirst, Protected}"),
        ("Inactivate[Map[f,{1}]]//Activate", "{f[1]}"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []
