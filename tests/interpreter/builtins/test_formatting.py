"""Rules of the user's for how expressions are shown: Format and MakeBoxes."""


def test_format_is_for_the_form_that_it_names(ask):
    ask('Format[f[x_], TeXForm] := "tex"; Format[f[x_], StandardForm] := {"s", x}')
    assert ask("ToBoxes[f[1]]").startswith("InterpretationBox[RowBox[")
    assert ask('ToString[f[1], TeXForm] === "tex"') == "True"
    assert ask("ToString[f[1], InputForm]") == '"f[1]"'


def test_format_without_a_form(ask):
    ask('Format[g[x_]] := Row[{"<", x, ">"}]')
    assert ask("{g[1]}", "OutputForm") == "{<1>}"
    assert ask("ToExpression[ToBoxes[g[1]]]") == "g[1]"


def test_make_boxes_rules_reach_all_output(ask):
    ask('h /: MakeBoxes[h[x_], form_] := RowBox[{"|", MakeBoxes[x, form], "|"}]')
    assert ask("1 + h[2 y]", "OutputForm") == "1 + |2 y|"
    assert ask("ToBoxes[{h[1]}]") == 'RowBox[{"{", RowBox[{"|", "1", "|"}], "}"}]'
    assert ask("h[1]") == "h[1]"


def test_make_boxes_rules_of_make_boxes(ask):
    ask('MakeBoxes[k[x_], StandardForm] := SubscriptBox["k", MakeBoxes[x, StandardForm]]')
    assert ask("k[k[1]]", "OutputForm") == "k_(k_1)"
    assert ask("ToBoxes[k[1], TraditionalForm]") == 'FormBox[RowBox[{"k", "(", "1", ")"}], TraditionalForm]'


def test_rules_for_boxes_of_ones_own(ask):
    ask('MakeExpression[PointBox2[x_], form_] := MakeExpression[RowBox[{"pt", "[", x, "]"}], form]')
    assert ask('ToExpression[RowBox[{"1", "+", PointBox2["3"]}]]') == "1 + pt[3]"
    assert ask('ToExpression[PointBox2["3"]]') == "pt[3]"


def test_format_shows(ask):
    ask('Format[f[x_]] := {x}')
    assert ask('{Format[f[1]], Format[x^2, InputForm], Format["a", InputForm]}', "OutputForm") == '{{1}, x^2, "a"}'
    assert ask("ToBoxes[Format[x^2]]") == 'SuperscriptBox["x", "2"]'


def test_rules_go_again(ask):
    ask('Format[f[x_]] := {x}; Format[f[x_]] =.; g /: MakeBoxes[x_g, fmt_] := "G"; g /: MakeBoxes[x_g, fmt_] =.')
    assert ask("{f[1], g[2]}", "OutputForm") == "{f[1], g[2]}"
    assert ask("FormatValues[f]") == "{}"
    assert ask("g /: MakeBoxes[x_g, fmt_] =.") == "$Failed"
    assert ask.messages == ["TagUnset::norep"]


def test_up_rules_with_patterns_of_all_kinds(ask):
    ask('MakeBoxes[x_h, fmt_] ^:= "H"')
    assert ask.messages == []
    assert ask("{h[1]}", "OutputForm") == "{H}"


def test_symbols(ask):
    ask('Format[xi] := "ξ"; eta /: MakeBoxes[eta, _] := "η"')
    assert ask("{xi + 1, eta, f[xi]}", "OutputForm") == "{1 + ξ, η, f[ξ]}"
    assert ask("ToBoxes[eta]") == '"η"'
    assert ask("{xi, eta}") == "{xi, eta}"
    ask("Format[self] := {self}")
    assert ask("self", "OutputForm").startswith("{{{{")
    ask("Format[same] := same")
    assert ask("{same, 1}", "OutputForm") == "{same, 1}"


def test_a_rule_that_changes_nothing_ends(ask):
    ask("Format[r[x_]] := r[x]")
    assert ask("ToBoxes[r[1]]") == 'RowBox[{"r", "[", "1", "]"}]'
    assert ask("r[1]", "OutputForm") == "r[1]"


def test_what_is_shown_keeps_together(ask):
    ask('Format[plus[x_, y_]] := Infix[{x, y}, "+", 310]')
    assert ask("2 plus[a, b]", "OutputForm") == "2 (a + b)"
    assert '"("' in ask("ToBoxes[2 plus[a, b]]")
    assert '"("' not in ask("ToBoxes[{plus[a, b]}]")


def test_operators_of_ones_own(ask):
    shown = '{Infix[{a, b, c}, "~"], Infix[f[a + b, c]], Prefix[f[x]], Prefix[f[x + y], "-"], Postfix[f[x], "!"]}'
    assert ask(shown, "OutputForm") == "{a ~ b ~ c, (a + b) ~ f ~ c, f @ x, -(x + y), x!}"
    assert ask("2 PrecedenceForm[a, 100]", "OutputForm") == "2 (a)"


def test_summaries(ask):
    ask("""
        obj /: MakeBoxes[o : obj[a_?AssociationQ], form : StandardForm | TraditionalForm] := Module[{above},
            above = {{BoxForm`SummaryItem[{"Name: ", a["Name"]}], SpanFromLeft},
                     {BoxForm`SummaryItem[{"Size: ", a["Size"]}], BoxForm`SummaryItem[{"Data: ", a["Data"]}]}};
            BoxForm`ArrangeSummaryBox[obj, o, None, above, {}, form, "Interpretable" -> Automatic]];
        o = obj[<|"Name" -> "it", "Size" -> 3, "Data" -> {a, b}|>]
    """)
    assert ask("o", "OutputForm") == "obj[\n  Name: it\n  Size: 3\n  Data: {a, b}\n]"
    assert ask("{o}", "OutputForm") == "{obj[<>]}"
    assert ask("ToExpression[ToBoxes[o]] === o") == "True"
    assert ask('obj["wrong"]', "OutputForm") == "obj[wrong]"
