"""Which symbol a name means, and how a symbol is written."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Context[x]", '"Global`"'),
        ('Context["Plus"]', '"System`"'),
        ("a`b", "a`b"),
        ("Head[a`b]", "Symbol"),
        ('Begin["a`"]; End[]', '"a`"'),
        ("$Context", '"Global`"'),
        ("$ContextPath", '{"Global`", "System`"}'),
        ("x = 1; Global`x", "1"),
        ("a`x = 2; x", "x"),
        ('Contexts[] // MemberQ[#, "Global`"] &', "True"),
    ],
)
def test_names(ask, text, expected):
    assert ask(text) == expected


def test_a_name_is_looked_up_when_it_is_read(ask):
    ask('Begin["inner`"]')
    assert ask("new") == "new"
    assert ask("Context[new]") == '"inner`"'
    ask("End[]")
    assert ask("Context[new]") == '"Global`"'
    assert ask("inner`new") == "inner`new"


def test_symbols_are_written_so_that_they_read_back(ask):
    ask('a`f = 1; $ContextPath = Prepend[$ContextPath, "a`"]')
    assert ask("Hold[f]") == "Hold[f]"
    ask('$ContextPath = {"System`", "Global`"}')
    assert ask("Hold[a`f]") == "Hold[a`f]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("End[]", "End::noctx"),
        ("EndPackage[]", "EndPackage::noctx"),
        ('Begin["a"]', "Begin::cxt"),
        ("$Context = 3", "$Context::cxset"),
        ("$ContextPath = 3", "$ContextPath::cxlist"),
        ('Context["nothing like that"]', "Context::notfound"),
    ],
)
def test_mistakes(ask, text, message):
    ask(text)
    assert ask.messages == [message]
