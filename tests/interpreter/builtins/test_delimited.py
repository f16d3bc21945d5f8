"""Tables as text with their options, Base64, compact JSON, and patterns of dates."""

import pytest


@pytest.mark.parametrize(
    "text, result",
    [
        ('ImportString["a,b\\n1,2.5", "CSV"]', '{{"a", "b"}, {1, 2.5}}'),
        ('ImportString["a,b\\n1,2", "CSV", "HeaderLines" -> 1]', "{{1, 2}}"),
        ('ImportString["x\\ny\\n1", "CSV", "SkipLines" -> 2]', "{{1}}"),
        ('ImportString["a;b\\n1;2", "CSV", "FieldSeparators" -> ";"]', '{{"a", "b"}, {1, 2}}'),
        ('ImportString["01,2", "CSV", "Numeric" -> False]', '{{"01", "2"}}'),
        ('Normal[ImportString["a,b\\n1,2\\n3,4", {"CSV", "Dataset"}]]',
         '{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}'),
        ('ImportString["1,2\\n3,4\\n5,6", {"CSV", "Dimensions"}]', "{3, 2}"),
        ('ImportString["a b  c\\n1 2 3\\n", "Table"]', '{{"a", "b", "c"}, {1, 2, 3}}'),
        ('ExportString[{<|"a" -> 1, "b" -> "x,y"|>, <|"a" -> 3, "b" -> 4|>}, "CSV"]', '"a,b\\n1,\\"x,y\\"\\n3,4\\n"'),
        ('ExportString[Dataset[{<|"a" -> 1|>, <|"a" -> 2|>}], "TSV"]', '"a\\n1\\n2\\n"'),
        ('ExportString[{{1, 2}}, "CSV", "TableHeadings" -> {"p", "q"}]', '"p,q\\n1,2\\n"'),
        ('ExportString[{{1, 2}}, "CSV", "FieldSeparators" -> ";"]', '"1;2\\n"'),
        ('ExportString[<|"a" -> {1, True}|>, "RawJSON", "Compact" -> True]', '"{\\"a\\":[1,true]}"'),
        ('ImportString[ExportString["h\u00e9llo", "Base64"], "Base64"]', '"h\u00e9llo"'),
        ('StringCases["on 2024-01-05, 2023-13-01 or 12024-01-05", DatePattern[{"Year", "-", "Month", "-", "Day"}]]',
         '{"2024-01-05"}'),
        ('StringCases["5 January 2024, 3/4/2021", DatePattern[{"Day", "MonthName", "Year"}]]', '{"5 January 2024"}'),
        ('StringCases["3/4/2021", DatePattern[{"Month", "Day", "Year"}]]', '{"3/4/2021"}'),
        ('StringMatchQ[{"12:30", "25:30"}, DatePattern[{"Hour", "Minute"}, ":"]]', "{True, False}"),
        ('StringReplace["due 2024-01-05", d : DatePattern[{"Year", "Month", "Day"}] :> "<" <> d <> ">"]',
         '"due <2024-01-05>"'),
    ],
)  # fmt: skip
def test_values(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


def test_options_without_a_format(ask, tmp_path):
    path = f'"{tmp_path / "t.csv"}"'
    ask(f'Export[{path}, {{{{1, 2}}, {{3, 4}}}}, "TableHeadings" -> {{"p", "q"}}]')
    assert ask(f'Import[{path}, "HeaderLines" -> 1]') == "{{1, 2}, {3, 4}}"
    assert ask(f'Normal[Import[{path}, "Dataset"]]') == '{<|"p" -> 1, "q" -> 2|>, <|"p" -> 3, "q" -> 4|>}'
    assert ask.messages == []
