"""Named characters: the table, and what every one of them is to the reader."""

import pytest
from luperca.grammar import Symbol, WLSyntaxError, full_form, is_complete, parse
from luperca.grammar.characters import SYMBOLS, kind_of, name_of, named, table
from luperca.grammar.operators import BRACKETS, INFIX, POSTFIX, PREFIX, SPELLINGS

OPERATORS = set(INFIX) | set(PREFIX) | set(POSTFIX) | set(SPELLINGS) | set(BRACKETS) | {c for c, _ in BRACKETS.values()}
BY_KIND = {kind: [c for c in table().values() if c.kind == kind] for kind in ("letter", "operator", "space", "newline")}


def test_table_is_whole():
    assert len(table()) == 1102
    assert {c.kind for c in table().values()} == {"letter", "operator", "space", "newline", "raw", "none"}
    assert [len(BY_KIND[kind]) for kind in BY_KIND] == [732, 301, 20, 5]


@pytest.mark.parametrize("spelling", [lambda c: c.char, lambda c: f"\\[{c.name}]"], ids=["character", "name"])
def test_letters_make_names(spelling):
    for c in BY_KIND["letter"]:
        assert parse(spelling(c)) == Symbol(SYMBOLS.get(c.char, c.char)), c
        assert parse(f"x{spelling(c)}1") == Symbol(f"x{c.char}1"), c
        assert full_form(parse(f"{spelling(c)}_")) == f"Pattern[{SYMBOLS.get(c.char, c.char)}, Blank[]]", c


@pytest.mark.parametrize("kind", ["space", "newline"])
def test_white_space(kind):
    for c in BY_KIND[kind]:
        for spelling in (c.char, f"\\[{c.name}]"):
            assert full_form(parse(f"f[a{spelling}b]")) == "f[Times[a, b]]", c


def test_operators_are_read_or_refused_by_name():
    read = 0
    for c in BY_KIND["operator"]:
        if c.char in OPERATORS:
            read += 1
            before, after = opener(c.char), closer(c.char)
            forms = [f"a{c.char}b", f"{c.char}a", f"a{c.char}", f"f[a{c.char}b]"]
            forms += [f"x{c.char}a{after}", f"{before}a{c.char}"]
            assert any(is_complete(form)[0] == "complete" for form in forms), c
            assert [is_complete(form)[0] for form in forms] == [
                is_complete(form.replace(c.char, f"\\[{c.name}]"))[0] for form in forms
            ], c
        else:
            with pytest.raises(WLSyntaxError, match="two-dimensional|quote"):
                parse(f"a \\[{c.name}] b")
    assert read == 280


def closer(char):
    pairs = {"\u27e6": "\u27e7", "\u301a": "\u301b", "\uf113": "\uf114", **{o: c for o, (c, _) in BRACKETS.items()}}
    return pairs.get(char, "")


def opener(char):
    pairs = {"\u27e7": "x\u27e6", "\u301b": "x\u301a", "\uf114": "\uf113", **{c: o for o, (c, _) in BRACKETS.items()}}
    return pairs.get(char, "")


def test_every_name_stands_in_a_string():
    for c in table().values():
        assert parse(f'"<\\[{c.name}]>"').value == f"<{c.char}>"


def test_raw_characters_are_ascii_operators():
    assert full_form(parse("a \\[RawPlus] b")) == "Plus[a, b]"
    assert full_form(parse("f\\[RawLeftBracket]x\\[RawComma] y\\[RawRightBracket]")) == "f[x, y]"
    assert full_form(parse("a\\[RawSpace]b")) == "Times[a, b]"


@pytest.mark.parametrize("name", ["SkeletonIndicator", "LeftSkeleton", "ErrorIndicator"])
def test_none_has_no_place(name):
    with pytest.raises(WLSyntaxError, match="no place"):
        parse(f"\\[{name}]")


def test_unknown_names_are_refused_with_a_suggestion():
    with pytest.raises(WLSyntaxError, match=r"\\\[Alpa\] \(did you mean \\\[Alpha\]\?\)") as error:
        parse("x + \\[Alpa]")
    assert error.value.pos == 4
    with pytest.raises(WLSyntaxError, match="did you mean") as error:
        parse('"ab\\[Alpa]"')
    assert error.value.pos == 3


def test_letters_of_any_script():
    assert [parse(word) for word in ("größe", "данные", "変数")] == [Symbol("größe"), Symbol("данные"), Symbol("変数")]
    assert full_form(parse("é_Integer")) == "Pattern[é, Blank[Integer]]"
    assert full_form(parse("ctx`é_h`ö")) == "Pattern[ctx`é, Blank[h`ö]]"


def test_lookup():
    assert named("Alpha").char == "α" and name_of("α") == "Alpha"
    assert named("Nothing") is None and name_of("a") is None
    assert [kind_of(c) for c in "é→\u00a0\u2028"] == ["letter", "operator", "space", "newline"]
