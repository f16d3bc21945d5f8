"""Words and sentences, numbers in words, alignments, letters, templates, parts between separators."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.builtins.alignments import Scores, _way, table
from luperca.interpreter.builtins.numbernames import named
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    "text, result",
    [
        ('TextWords["one, two; three", 2]', '{"one", "two"}'),
        ('TextWords[{"a b", "c"}]', '{{"a", "b"}, {"c"}}'),
        ('TextSentences["It costs 3.50 in the U.S. today. Mr. X pays! Why? \\"No.\\" ok"]',
         '{"It costs 3.50 in the U.S. today.", "Mr. X pays!", "Why?", "\\"No.\\" ok"}'),
        ('WordCount[""]', "0"),
        ('WordCounts["a b a b c", 2]', '<|{"a", "b"} -> 2, {"b", "a"} -> 1, {"b", "c"} -> 1|>'),
        ('WordCounts["A a", IgnoreCase -> True]', '<|"a" -> 2|>'),
        ('CharacterCounts["abab", 2]', '<|"ab" -> 2, "ba" -> 1|>'),
        ('LetterCounts["a1 b!"]', '<|"a" -> 1, "b" -> 1|>'),
        ('WordFrequency["a b a d", "a"]', "0.5"),
        ('DeleteStopwords["This is not the end, my friend."]', '"end, friend."'),
        ('TextCases["a 1.5 b -2", "Number"]', '{"1.5", "-2"}'),
        ('Map[Pluralize, {"bus", "day", "wolf", "analysis", "sheep", "Child", "woman"}]',
         '{"buses", "days", "wolves", "analyses", "sheep", "Children", "women"}'),
        ('Pluralize["city", {1, 2}]', '{"city", "cities"}'),
        ("IntegerName[{0, 13, 40, 101, 999}]",
         '{"zero", "thirteen", "forty", "one hundred one", "nine hundred ninety‐nine"}'),
        ('IntegerName[-2000017, "Words"]', '"negative two million seventeen"'),
        ('IntegerName[{1, 12, 20, 33, 1000003}, "Ordinal"]',
         '{"first", "twelfth", "twentieth", "thirty‐third", "1 million 3rd"}'),
        ('IntegerName[1000003, {"Ordinal", "Words"}]', '"one million third"'),
        ('IntegerName[{1905, 1800, 2024}, "Year"]',
         '{"nineteen oh five", "eighteen hundred", "two thousand twenty‐four"}'),
        ("RomanNumeral[{0, 3999}]", '{"N", "MMMCMXCIX"}'),
        ('RemoveDiacritics["Łódź, Čapek"]', '"Lodz, Capek"'),
        ('CharacterNormalize["ﬁ", "NFKC"]', '"fi"'),
        ('Transliterate["Ψυχή Щука"]', '"Psychi Shchuka"'),
        ('SequenceAlignment["ab", "ab"]', '{"ab"}'),
        ('SequenceAlignment[{1, 2, 3}, {1, 3, 4}]', "{{1}, {{2}, {}}, {3}, {{}, {4}}}"),
        ('SequenceAlignment["AbC", "aBc", IgnoreCase -> True]', '{"AbC"}'),
        ('NeedlemanWunschSimilarity["abc", "xyz"]', "-3"),
        ('NeedlemanWunschSimilarity["abc", "a", GapPenalty -> 2]', "-3"),
        ('NeedlemanWunschSimilarity["ab", "ac", SimilarityRules -> {{"b", "c"} -> 5}]', "6"),
        ('SmithWatermanSimilarity["abc", "xyz"]', "0"),
        ('StringExtract["k1=v1;k2=v2", ";" -> All, "=" -> 2]', '{"v1", "v2"}'),
        ('StringExtract["a b\\nc d\\n\\ne f", 2, 1, 2]', '"f"'),
        ('StringExtract[{"a b", "c d"}, -1]', '{"b", "d"}'),
        ('StringTemplate["`a` <* #a^2 *> <* 1 + 1 *>"][<|"a" -> 3|>]', '"3 9 2"'),
        ('TemplateApply[TemplateObject[{TemplateIf[TemplateSlot["n"] > 2, "many", {"few"}]}], <|"n" -> 3|>]', '"many"'),
        ('TemplateApply[TemplateObject[{TemplateSequence[{TemplateSlot["k"], ";"}, {<|"k" -> 1|>, <|"k" -> 2|>}]}]]',
         '"1;2;"'),
    ],
)  # fmt: skip
def test_values(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


@pytest.mark.parametrize(
    "text, message",
    [
        ("WordCount[3]", "WordCount::strse"),
        ("IntegerName[10^80]", "IntegerName::large"),
        ('IntegerName[3, "Loud"]', "IntegerName::qual"),
        ("RomanNumeral[4000]", "RomanNumeral::range"),
        ('FromRomanNumeral["IC"]', "FromRomanNumeral::noroman"),
        ('StringExtract["a b", 3]', "StringExtract::part"),
        ('SequenceAlignment["a", {1}]', "SequenceAlignment::innf"),
        ('TextCases["a", "Mood"]', "TextCases::form"),
        ('CharacterNormalize["a", "NFX"]', "CharacterNormalize::form"),
        ('FileTemplate["no such file"]', "FileTemplate::nffil"),
    ],
)
def test_messages(ask, text, message):
    ask(text)
    assert [str(m) for m in ask.messages] == [message]


def test_words_of_the_system(ask, tmp_path, monkeypatch):
    from luperca.interpreter.builtins import dictionary

    monkeypatch.setattr(dictionary, "PLACES", (str(tmp_path / "words"),))
    assert ask("WordList[]") == "$Failed"
    assert [str(m) for m in ask.messages] == ["WordList::nowords"]
    (tmp_path / "words").write_text("apple\nRome\nape\nape's\n")
    assert ask("WordList[]") == '{"apple", "ape"}'
    assert ask('DictionaryLookup["ap" ~~ __]') == '{"apple", "ape"}'
    assert ask('DictionaryLookup["Rome"]') == '{"Rome"}'
    assert ask('MemberQ[{"apple", "ape"}, RandomWord[]]') == "True"


def test_roman_numerals_there_and_back(ask):
    assert ask("FromRomanNumeral[RomanNumeral[Range[0, 3999]]] === Range[0, 3999]") == "True"


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.integers(-(10**18), 10**18))
def test_digits_of_names(n):
    """The numbers in a name with digits say the integer."""
    powers = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "quintillion": 18}
    words = named(n, True).replace("negative ", "").split()
    total, group = 0, 0
    for w in [*words, ""]:
        if w.isdigit():
            group = int(w)
        else:
            total += group * 10 ** powers.get(w, 0)
            group = 0
    assert total == abs(n) or n == 0


def best_by_trying(a, b):
    """The best score over all alignments, by trying them."""
    if not a or not b:
        return -len(a) - len(b)
    return max(
        best_by_trying(a[1:], b[1:]) + (1 if a[0] == b[0] else -1),
        best_by_trying(a[1:], b) - 1,
        best_by_trying(a, b[1:]) - 1,
    )


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_alignment_is_a_best_one(a, b):
    s = Scores({"IgnoreCase": None, "GapPenalty": 0, "SimilarityRules": None}, a, b)
    best = table(s, False)[0][-1][-1]
    assert best == best_by_trying(a, b)
    steps = _way(s)
    assert [i for i, _ in steps if i is not None] == list(range(len(a)))
    assert [j for _, j in steps if j is not None] == list(range(len(b)))
    assert sum(1 if None not in p and a[p[0]] == b[p[1]] else -1 for p in steps) == best


@pytest.mark.parametrize("penalty", [0, 1, 3])
def test_alignment_with_costly_gaps_has_the_score_it_says(penalty):
    for a, b in itertools.product(("abcd", "aabb", "a", ""), ("bcd", "abab", "dcba", "")):
        s = Scores({"IgnoreCase": None, "GapPenalty": penalty, "SimilarityRules": None}, a, b)
        total, before = 0, None
        for i, j in _way(s):
            kind = (i is None, j is None)
            total += 1 if not any(kind) and a[i] == b[j] else -1
            total -= penalty if any(kind) and kind != before else 0
            before = kind
        assert total == table(s, False)[0][-1][-1]


def test_order_of_letters():
    session = Session(debug=True)
    value = session.evaluate_expr(session.read_value('Sort[{"b", "Éa", "ea", "Ea", "A", "a"}, AlphabeticOrder]'))
    assert list(value.args) == ["a", "A", "b", "ea", "Ea", "Éa"]
