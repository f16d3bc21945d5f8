"""FeatureExtraction, FeatureExtract and the functions that they give."""

from math import log

import pytest


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        ("{1, 3, 5}", "{{-1.}, {0.}, {1.}}"),
        ("{4, 4}", "{{0.}, {0.}}"),
        ("{{1, 5}, {3, 5}, {5, 5}}", "{{-1., 0.}, {0., 0.}, {1., 0.}}"),
        ('{"a", "b", "a"}', "{{1, 0}, {0, 1}, {1, 0}}"),
        ("{True, False}", "{{1, 0}, {0, 1}}"),
        ('{{1, "a"}, {3, "b"}, {5, "a"}}', "{{-1., 1, 0}, {0., 0, 1}, {1., 1, 0}}"),
        ('{<|"n" -> 1, "c" -> x|>, <|"c" -> y, "n" -> 3|>, <|"n" -> 5, "c" -> x|>}',
         "{{-1., 1, 0}, {0., 0, 1}, {1., 1, 0}}"),
        ("{{{1, 2}, a}, {{3, 2}, a}, {{5, 2}, b}}", "{{-1., 0., 1, 0}, {0., 0., 1, 0}, {1., 0., 0, 1}}"),
        ("{Image[{{0, 1}}], Image[{{1, 0}, {1, 1}}]}", "{{0., 1.}, {1., 0.5}}"),  # of the size of the first
    ],
)  # fmt: skip
def test_of_all_kinds(ask, examples, expected):
    assert ask(f"FeatureExtract[{examples}]") == expected
    assert ask(f"FeatureExtraction[{examples}][{examples}]") == expected
    assert ask(f"FeatureExtraction[{examples}][First[{examples}]] === First[FeatureExtract[{examples}]]") == "True"
    assert ask.messages == []


def test_texts(ask):
    found = ask('FeatureExtract[{"The cat sat.", "the dog, the dog"}]')
    assert found == ask(f"{{{{{log(2)}, 0., {log(2)}, 0.}}, {{0., 2 {log(2)}, 0., 0.}}}}")
    assert ask('FeatureExtract[{"one", "two"}, "TFIDF"] == Log[2.] {{1, 0}, {0, 1}}') == "True"
    assert ask('FeatureExtract[{"one", "two"}]') == "{{1, 0}, {0, 1}}"  # without blanks: labels
    assert ask('FeatureExtraction[{"a b", "a c"}]["b b d"] == {0, 2 Log[2.], 0}') == "True"


def test_sounds(ask):
    ask('a = AudioGenerator["Sin", 0.1]; b = AudioGenerator["White", 0.1]')
    assert (
        ask('FeatureExtract[{a, b}] == {Mean[NetEncoder["AudioMFCC"][a]], Mean[NetEncoder["AudioMFCC"][b]]}') == "True"
    )


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ('"StandardizedVector"', "{{-1.}, {0.}, {1.}}"),
        ('"NumericVector"', "{{-1.}, {0.}, {1.}}"),
        ("Automatic", "{{-1.}, {0.}, {1.}}"),
        ('"IndicatorVector"', "{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}"),
        ("{#, 2 #} &", "{{1, 2}, {3, 6}, {5, 10}}"),
        ("Minus", "{-1, -3, -5}"),
    ],
)
def test_methods(ask, method, expected):
    assert ask(f"FeatureExtract[{{1, 3, 5}}, {method}]") == expected
    assert ask.messages == []


def test_pixels_of_colours(ask):
    ask("i = Image[{{{1, 0, 0}, {0, 0.5, 1}}}]")
    assert ask('FeatureExtract[{i}, "PixelVector"]') == "{{1., 0., 0., 0.5, 0., 1.}}"  # channel after channel


def test_what_was_not_there_before(ask):
    assert ask('FeatureExtraction[{"a", "b"}]["c"]') == "{0, 0}"
    assert ask("FeatureExtraction[{1, 3}][{5, 7}] == {{3/Sqrt[2.]}, {5/Sqrt[2.]}}") == "True"


def test_the_function_is_written_and_read(ask):
    ask('f = FeatureExtraction[{{1, "a"}, {3, "b b"}}]')
    assert ask("ToExpression[ToString[f, InputForm]] === f") == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FeatureExtraction[{}]", "FeatureExtraction::nodata"),
        ("FeatureExtract[{}]", "FeatureExtract::nodata"),
        ('FeatureExtraction[{1}, "Words"]', "FeatureExtraction::badmethod"),
        ("FeatureExtraction[{1}, 3]", "FeatureExtraction::badmethod"),
        ("FeatureExtraction[{f[1], 2}]", "FeatureExtraction::nolearn"),
        ('FeatureExtraction[{"a", 2}, "StandardizedVector"]', "FeatureExtraction::nolearn"),
        ('FeatureExtraction[{"a", 2}, "TFIDF"]', "FeatureExtraction::nolearn"),
        ('FeatureExtraction[{"", "."}, "TFIDF"]', "FeatureExtraction::nolearn"),
        ('FeatureExtraction[{2}, "PixelVector"]', "FeatureExtraction::nolearn"),
        ("FeatureExtraction[{<|1 -> 2|>, <|2 -> 2|>}]", "FeatureExtraction::nolearn"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def test_wrong_numbers_of_arguments(ask):
    assert ask("FeatureExtraction[3]") == "FeatureExtraction[3]"
    assert ask("FeatureExtractorFunction[f, _, 2][]") == "FeatureExtractorFunction[f, _, 2][]"
