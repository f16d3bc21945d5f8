"""XML and HTML as expressions, sheets of XLSX files, and Interpreter."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.builtins.markup import read_tree, written
from luperca.interpreter.expr import Expr, make_list


@pytest.mark.parametrize(
    "text, result",
    [
        ('ImportString["<a b=\'1\'>x &amp; y<c/> <!-- no --></a>", "XML"]',
         'XMLObject["Document"][{}, XMLElement["a", {"b" -> "1"}, {"x & y", XMLElement["c", {}, {}]}], {}]'),
        ('ImportString["<?xml version=\'1.0\' encoding=\'UTF-8\'?><!DOCTYPE a><a/>", "XML"][[1]]',
         '{XMLObject["Declaration"]["Version" -> "1.0", "Encoding" -> "UTF-8"], XMLObject["Doctype"]["a"]}'),
        ('ImportString["<p:a xmlns:p=\'u\' p:k=\'v\'/>", {"XML", "XMLElement"}]',
         'XMLElement[{"u", "a"}, {{"http://www.w3.org/2000/xmlns/", "p"} -> "u", {"u", "k"} -> "v"}, {}]'),
        ('ImportString["<a>x<b>y</b></a>", {"XML", "Plaintext"}]', '"x\\ny"'),
        ('ImportString["<a><b/><c/><b/></a>", {"XML", "Tags"}]', '{"a", "b", "c"}'),
        ('ExportString[XMLElement["a", {"k" -> "<\'"}, {XMLElement["b", {}, {"1 < 2"}], XMLElement["c", {}, {}]}],'
         ' "XML"]',
         '"<a k=\'&lt;&apos;\'>\\n <b>1 &lt; 2</b>\\n <c />\\n</a>"'),
        ('ImportString["<p>One<br>two &eacute;<script>no</script><p>Three", "HTML"]', '"One\\ntwo é\\nThree"'),
        ('ImportString["<title> A  b</title>", {"HTML", "Title"}]', '"A b"'),
        ('ImportString["<a href=\'u\'>x</a><img src=\'i\'>", {"HTML", "Hyperlinks"}]', '{"u"}'),
        ('ImportString["<table><tr><th>a</th><td>b<i>c</i></td></tr></table>", {"HTML", "Data"}]', '{{{"a", "b c"}}}'),
        ('ImportString["<div><p>x</div>", {"HTML", "XMLObject"}][[2]]',
         'XMLElement["div", {}, {XMLElement["p", {}, {"x"}]}]'),
    ],
)  # fmt: skip
def test_markup(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


def test_what_is_no_markup(ask):
    assert ask('ImportString["<a><b></a>", "XML"]') == "$Failed"
    assert [str(m) for m in ask.messages] == ["ImportString::fmterr"]
    assert ask('ExportString[XMLElement["no name", {}, {}], "XML"]') == "$Failed"
    assert [str(m) for m in ask.messages] == ["ExportString::nowrite"]
    assert ask('ImportString[StringRepeat["<a>", 3000] <> StringRepeat["</a>", 3000], "XML"]') == "$Failed"


NAMES = st.sampled_from(["a", "b", "tag", "x-1"])
TEXTS = st.text("ab<>&'\" \u00e9", min_size=1, max_size=6).filter(lambda t: t.strip())


def element(children):
    """An element with children of which no two texts are neighbours."""

    def build(tag, key, value, parts):
        kept = [p for i, p in enumerate(parts) if not (type(p) is str and i and type(parts[i - 1]) is str)]
        rules = make_list(() if value is None else (Expr(S.Rule, (key, value)),))
        return Expr(S.XMLElement, (tag, rules, make_list(tuple(kept))))

    return st.builds(build, NAMES, NAMES, st.none() | TEXTS, st.lists(children, max_size=3))


@settings(derandomize=True, max_examples=80, deadline=None)
@given(element(st.recursive(TEXTS, element, max_leaves=8)))
def test_written_elements_are_read_again(e):
    assert read_tree(written(e).encode()).args[1] == e


def workbook():
    """An XLSX file with two sheets: texts that are shared and written in place, numbers, a truth value, a date."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{links}"><sheets><sheet name="One" sheetId="1" r:id="r1"/>'
        '<sheet name="Two" sheetId="2" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/s1.xml"/><Relationship Id="r2" Target="/xl/worksheets/s2.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f"<sst {main}><si><t>name</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>",
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/s1.xml": f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="C1" t="s"><v>1</v></c></row><row r="3"><c r="B3"><v>2.5</v></c><c r="C3" t="b"><v>1</v></c></row>'
        "</sheetData></worksheet>",
        "xl/worksheets/s2.xml": f'<worksheet {main}><sheetData><row><c s="1"><v>45351</v></c>'
        '<c t="inlineStr"><is><t>here</t></is></c></row></sheetData></worksheet>',
    }  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        for place, text in parts.items():
            z.writestr(place, text)
    return file.getvalue()


def test_sheets(ask, tmp_path):
    (tmp_path / "book.xlsx").write_bytes(workbook())
    path = f'"{tmp_path / "book.xlsx"}"'
    one = '{{"name", "", "ab"}, {"", "", ""}, {"", 2.5, True}}'
    two = '{{DateObject[{2024, 2, 29}, "Day"], "here"}}'
    assert ask(f"Import[{path}]") == f"{{{one}, {two}}}"
    assert ask(f'Import[{path}, "Sheets"]') == '{"One", "Two"}'
    assert ask(f'Import[{path}, {{"XLSX", "Data", 2}}]') == two
    assert ask(f'Import[{path}, {{"Sheets", "One"}}]') == one
    assert ask.messages == []
    (tmp_path / "book.xlsx").write_bytes(b"no book")
    assert ask(f"Import[{path}]") == "$Failed"


@pytest.mark.parametrize(
    "text, result",
    [
        ('Interpreter["Integer"][{"12", "-1,024", "two million three", "minus forty-two"}]',
         "{12, -1024, 2000003, -42}"),
        ('Interpreter["Number"][{"2.5", "1/3", "1e3", "12%", ".5", "1,000.5"}]',
         "{2.5, 1/3, 1000., 0.12, 0.5, 1000.5}"),
        ('Interpreter["Real"]["3"]', "3."),
        ('Interpreter["Boolean"][{"Yes", "off"}]', "{True, False}"),
        ('Interpreter["Date"]["2024-02-29"]', 'DateObject[{2024, 2, 29}, "Day"]'),
        ('Interpreter["Expression"]["1 + 1"]', "2"),
        ('Interpreter["HeldExpression"]["1 + 1"]', "HoldComplete[1 + 1]"),
        ('Interpreter[{"red", "blue" -> Blue}][{"Red ", "blue"}]', '{"red", RGBColor[0, 0, 1]}'),
        ('Interpreter[Restricted["Integer", {1, 10}]]["7"]', "7"),
        ('Interpreter[DelimitedSequence["Integer", ";"]]["1; 2;3"]', "{1, 2, 3}"),
        ('Map[FailureQ, {Interpreter["Integer"]["1.5"], Interpreter["Date"]["soon"], Interpreter["Number"]["."],'
         ' Interpreter[Restricted["Integer", {1, 10}]]["70"], Interpreter["EmailAddress"]["a@b"]}]',
         "{True, True, True, True, True}"),
    ],
)  # fmt: skip
def test_interpreter(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


def test_unknown_forms(ask):
    assert ask('Interpreter["Mood"]["good"]') == 'Interpreter["Mood"]["good"]'
    assert [str(m) for m in ask.messages] == ["Interpreter::noform"]
