"""Import and Export of the formats that are text."""

import pytest

STRINGS = [
    ('ImportString["a b\\nc", "Text"]', '"a b\\nc"'),
    ('ImportString["a b\\nc\\n", "Lines"]', '{"a b", "c"}'),
    ('ImportString["a b\\nc", "Words"]', '{"a", "b", "c"}'),
    ('ImportString["1,2\\n\\"x,y\\",2.5", "CSV"]', '{{1, 2}, {"x,y", 2.5}}'),
    ('ImportString["1\\t2\\n3\\t4", "TSV"]', "{{1, 2}, {3, 4}}"),
    ('ImportString["1 2\\n3 x", "Table"]', '{{1, 2}, {3, "x"}}'),
    ('ImportString["1\\n2", "List"]', "{1, 2}"),
    ('ImportString["{\\"a\\": [1, 2.5, null, true]}", "RawJSON"]', '<|"a" -> {1, 2.5, Null, True}|>'),
    ('ImportString["{\\"a\\": {\\"b\\": \\"c\\"}}", "JSON"]', '{"a" -> {"b" -> "c"}}'),
    ('ImportString["1 + 1\\n2 x", "Package"]', "2*x"),
    ('ImportString["1 + 1", {"Package", "HeldExpressions"}]', "{HoldComplete[1 + 1]}"),
    ('ImportString["AB", "Byte"]', "{65, 66}"),
    ('ExportString[{{1, 2.5}, {"a,b", x}}, "CSV"]', '"1,2.5\\n\\"a,b\\",x\\n"'),
    ('ExportString[{1, 2}, "Lines"]', '"1\\n2\\n"'),
    (
        'ImportString[ExportString[<|"a" -> {1, <|b -> False|>}|>, "RawJSON"], "RawJSON"]',
        '<|"a" -> {1, <|"b" -> False|>}|>',
    ),
    ('ExportString[{a + b}, "Package"]', '"{a + b}\\n"'),
]


@pytest.mark.parametrize(("given", "expected"), STRINGS)
def test_format(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


def test_the_name_of_a_file_tells_its_format(ask, tmp_path):
    ask(f'SetDirectory["{tmp_path}"]')
    assert ask('Export["a.csv", {{1, 2}, {3, 4}}]; Import["a.csv"]') == "{{1, 2}, {3, 4}}"
    assert ask('Import["a.csv", "Text"]') == '"1,2\\n3,4"'
    assert ask('Export["a.json", {"k" -> 1}]; Import["a.json"]') == '{"k" -> 1}'
    assert ask('Import["a.json", "RawJSON"]') == '<|"k" -> 1|>'
    assert ask('Export["a.txt", "line"]; Import["a.txt", "Lines"]') == '{"line"}'


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ('Import["no such file"]', "Import::nffil"),
        ('ImportString["x", "NoSuchFormat"]', "ImportString::fmtnosup"),
        ('ImportString["{", "RawJSON"]', "ImportString::fmterr"),
        ('ImportString["x", {"Text", "Nothing"}]', "ImportString::noelem"),
        ('ExportString[x + y, "JSON"]', "ExportString::nowrite"),
        ('ExportString[{300}, "Byte"]', "ExportString::nowrite"),
    ],
)
def test_what_is_wrong_is_said(ask, given, message):
    assert ask(given) == "$Failed"
    assert ask.messages == [message]


def test_compressed_files(ask, tmp_path):
    import gzip

    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"1,2\n3,4\n"))
    (tmp_path / "bad.csv.gz").write_bytes(b"1,2\n")
    assert ask(f'Import["{tmp_path}/t.csv.gz"]') == "{{1, 2}, {3, 4}}"
    assert ask(f'Import["{tmp_path}/t.csv.gz", "Text"]') == '"1,2\\n3,4"'
    assert ask(f'Import["{tmp_path}/bad.csv.gz"]') == "$Failed"
    assert ask.messages == ["Import::fmterr"]
