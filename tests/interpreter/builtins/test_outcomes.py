"""Success and Failure as values, assertions, and small things about files, dates and parts."""

import pytest
from luperca import Session


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('Failure["a", <|"x" -> 1|>]["x"]', "1"),
        ('Failure["a", <|"x" -> 1|>]["y"]', "Missing[KeyAbsent, y]"),
        ('Failure["a", <|"x" -> 1|>]["Tag"]', "a"),
        ('Failure["a", <|"MessageTemplate" -> "`n` of `m`", '
         '"MessageParameters" -> <|"n" -> 1, "m" -> "two"|>|>]["Message"]',
         "1 of two"),
        ('Success["a", <|"x" -> 1|>]["Properties"]', "{Tag, Message, x}"),
        ('{FailureQ[Failure["a", <||>]], FailureQ[Success["a", <||>]]}', "{True, False}"),
        ('Failure["a", <|"MessageTemplate" -> "Too bad."|>]', "Failure[\n  Message: Too bad.\n  Tag:     a\n]"),
        ('Success["a", <||>] // InputForm', 'Success["a", <||>]'),
        ("Assert[Print[1]]", "Null"),
        ("On[Assert]; Assert[1 < 2]", "Null"),
        ("On[Assert]; Off[Assert]; Assert[1 > 2]", "Null"),
        ("$AssertFunction = f; On[Assert]; Assert[1 > 2, tag]", "f[{HoldComplete[1 > 2], {}, tag}]"),
        ("{Defer[1 + 1], InputForm[Defer[1 + 1]], FullForm[Defer[1 + 1]]}", "{1 + 1, 1 + 1, Defer[Plus[1, 1]]}"),
        ('{ToFileName["d", "f"], ToFileName[{"d", "e"}], ToFileName[{}, "f"]}', "{d/f, d/e/, f}"),
        ("{Indexed[{a, b}, -1], Indexed[{a, b}, 3], Indexed[{a, b}, i]}",
         "{b, Indexed[{a, b}, 3], Indexed[{a, b}, i]}"),
        ("DateObjectQ /@ {Now, DateObject[{2024, 2, 29}], DateObject[], 3}",
         "{True, True, True, False}"),
    ],
)  # fmt: skip
def test_values(text, result):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name, found.output) == (result, [], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On[Assert]; Assert[1 > 2]", "Assert::asrtf"),
        ("On[Assert]; Assert[1 > 2, tag]", "Assert::asrttg"),
        ("On[Assert]; Assert[x]", "Assert::asrttf"),
        ('FileDate["nowhere"]', "FileDate::fdnfnd"),
        ("ToFileName[1]", "ToFileName::fstr"),
        ("SystemOpen[1]", "SystemOpen::proc"),
        ('SystemOpen["nowhere"]', "SystemOpen::noopen"),
    ],
)
def test_complaints(text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]


def test_sizes_and_dates_of_files(tmp_path, monkeypatch):
    import os

    monkeypatch.chdir(tmp_path)
    (tmp_path / "f").write_bytes(bytes(2500))
    (tmp_path / "g").write_bytes(b"")
    os.utime("f", (1_000_000_000, 1_000_000_000))
    session = Session()
    assert session.evaluate_wrap('FileSize /@ {"f", "g"}').text == "{2.5 kilobytes, 0 bytes}"
    assert session.evaluate('UnixTime[FileDate["f"]]') == 1_000_000_000
    assert session.evaluate_wrap('First /@ FileDate["f", "Rules"]').text == "{Modification, Access, Change}"


@pytest.mark.parametrize("target", ['"http://example.com"', '"f"', 'File["f"]', 'URL["http://example.com"]'])
def test_a_sandbox_opens_nothing(target):
    found = Session(sandbox=True).evaluate_wrap(f"SystemOpen[{target}]")
    assert (found.text, found.messages_name) == ("$Failed", ["SystemOpen::sandbox"])
