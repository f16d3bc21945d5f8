"""The "SubwordTokens" coders, number by number against tokenizers of other programs, whose results are stored.

tests/reference/tokens/make_tokens.py makes the models and the numbers.
"""

import json
import pickle
import shutil
import struct
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.nets.coders.tokenizers import Blanks, ModelError, Uncovered, listed, read_tokenizer
from luperca.interpreter.nets.coders.tokenizers.charclasses import expression
from luperca.interpreter.nets.coders.tokenizers.charsmap import CharsMap
from luperca.interpreter.nets.coders.tokenizers.merging import merge
from luperca.interpreter.nets.coders.tokenizers.splitting import splitter

STORED = Path(__file__).parents[3] / "reference" / "tokens"
MODELS = STORED / "models"
EXPECTED = json.loads((STORED / "expected.json").read_text(encoding="utf-8"))

# The files of each model; those of plain formats make the same numbers as the tokenizer.json that they came with.
FILES = [
    *((name, f"{name}.model" if name.startswith("sp_") else f"{name}.json") for name in EXPECTED["models"]),
    ("gpt2", "vocab.json"),
    ("gpt2", "merges.txt"),
    ("bert", "vocab.txt"),
]


def read(path):
    return Path(path).read_bytes()


@cache
def tokenizer(file):
    return read_tokenizer(str(MODELS / file), read, file == "vocab.txt")


@pytest.mark.parametrize(("name", "file"), FILES)
def test_numbers(name, file):
    made, expected = tokenizer(file), EXPECTED["models"][name]["ids"]
    found = [made.encode(s) for s in EXPECTED["strings"]]
    wrong = [(s, f, e) for s, f, e in zip(EXPECTED["strings"], found, expected, strict=True) if f != e]
    assert not wrong


@pytest.mark.parametrize(("name", "file"), FILES)
def test_texts(name, file):
    made, expected = tokenizer(file), EXPECTED["models"][name]
    found = [made.decode(numbers) for numbers in expected["ids"]]
    assert found == expected["text"]


@pytest.mark.parametrize(("name", "file"), [f for f in FILES if f[1] not in ("vocab.json", "merges.txt")])
def test_terminals(name, file):
    assert tokenizer(file).encode("the boat", terminals=True) == EXPECTED["models"][name]["terminal"]


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_bytes_lose_nothing(text):
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    for file in ("gpt2.json", "vocab.json", "merges.txt"):
        made = tokenizer(file)
        assert made.decode(made.encode(text)) == text or "<|endoftext|>" in text


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_numbers_are_in_the_vocabulary(text):
    for name in EXPECTED["models"]:
        made = tokenizer(dict(FILES[: len(EXPECTED["models"])])[name])
        assert all(0 <= i < len(made.tokens) for i in made.encode(text))


@given(st.text(alphabet="ab", max_size=30), st.permutations(["ab", "ba", "aa", "abab", "bb", "aab"]))
@settings(max_examples=200, deadline=None)
def test_merging_against_the_definition(word, order):
    """Again and again the best pair is sought among all, and its leftmost place joined."""
    ranks = {token: i for i, token in enumerate(order)}

    def rule(a, b):
        return (ranks[a + b], a + b) if a + b in ranks else None

    symbols = list(word)
    while True:
        places = [
            (ranks[a + b], i) for i, (a, b) in enumerate(zip(symbols, symbols[1:], strict=False)) if a + b in ranks
        ]
        if not places:
            break
        _, i = min(places)
        symbols[i : i + 2] = [symbols[i] + symbols[i + 1]]
    assert merge(list(word), rule) == symbols


# ---- expressions of files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"\p{L}+", "aé湖1²_", ["aé湖"]),
        (r"\p{N}+", "a1²½Ⅷ_", ["1²½Ⅷ"]),
        (r"[^\s\p{L}\p{N}]+", "a!? b_", ["!?", "_"]),
        (r"\P{L}+", "a1!b", ["1!"]),
        (r"\p{^L}+", "a1!b", ["1!"]),
        (r"\p{Lu}", "aBÉ", ["B", "É"]),
        (r"\s+", "a \x1c\u3000b", [" ", "\u3000"]),  # U+001C is no white space
        (r"[\S]+", "a\x1c b", ["a\x1c", "b"]),
        (r"\w+", "e\u0301²_x", ["e\u0301", "_x"]),
        (r"\W+", "e\u0301²_x", ["²"]),
        (r"\d\\", "1\\", ["1\\"]),
    ],
)
def test_expressions(source, text, found):
    assert expression(source).findall(text) == found


@pytest.mark.parametrize("source", [r"\p{Nonsense}", "(", r"\p{", "["])
def test_malformed_expressions(source):
    with pytest.raises(ValueError, match="."):
        expression(source)


@pytest.mark.parametrize(
    ("behaviour", "found"),
    [
        ("Removed", ["a", "b"]),
        ("Isolated", ["a", "-", "-", "b", "-"]),
        ("MergedWithPrevious", ["a-", "-", "b-"]),
        ("MergedWithNext", ["a", "-", "-b", "-"]),
        ("Contiguous", ["a", "--", "b", "-"]),
    ],
)
def test_behaviours(behaviour, found):
    split = splitter({"type": "Split", "pattern": {"String": "-"}, "behavior": behaviour})
    assert split("a--b-", True) == found


# ---- lists of tokens -------------------------------------------------------------------------------------------------


def numbers(tokens, text, **settings):
    return listed(tokens, None, **settings).encode(text)


def test_lists_of_pairs():
    tokens = ["a", "b", " ", "ab", " a", " ab", None]
    assert numbers(tokens, "ab ab") == [3, 5]  # "ab" stands before " a"
    assert numbers(tokens, "abxb") == [3, 6, 1]
    assert numbers(tokens, "AB", ignore_case=True) == [3]
    assert numbers(tokens, "b", blanks=Blanks("Left")) == [2, 1]
    assert numbers(tokens, "b", blanks=Blanks("Right")) == [1, 2]
    assert numbers(tokens, "b  b", blanks=Blanks(combined=True)) == [1, 2, 1]
    assert numbers(["a", "b", "ab", "abb"], "abb", wanted=["ab"]) == [2, 1]
    with pytest.raises(Uncovered, match="c"):
        numbers(["a", "b"], "abc")


def test_lists_of_word_pieces():
    tokens = [" un", "believ", "able", " able", None]
    assert numbers(tokens, "unbelievable able", method="WordPiece") == [0, 1, 2, 3]
    assert numbers(tokens, "unable to", method="WordPiece") == [0, 2, 4]
    made = listed(tokens, None, "WordPiece")
    assert made.decode([0, 1, 2, 3]) == "unbelievable able"
    marked = ["un", "##believ", "##able", "able", None]
    assert numbers(marked, "unbelievable able", method="WordPiece") == [0, 1, 2, 3]
    assert listed(marked, None, "WordPiece").decode([0, 1, 2, 3]) == "unbelievable able"


@given(st.text(alphabet="ab \n", max_size=30))
@settings(max_examples=100, deadline=None)
def test_lists_lose_nothing(text):
    made = listed(["a", "b", " ", "\n", "ab", " a", "  ", "b a", " ab"], None)
    assert made.decode(made.encode(text)) == text


# ---- in the language -------------------------------------------------------------------------------------------------


def file(name):
    return f'File["{(MODELS / name).as_posix()}"]'


def made(tokens, more=""):
    return f'NetEncoder[{{"SubwordTokens", {tokens}{more}}}]'


SMALL = '{"a", "b", " ", "ab", " a", " ab", _, StartOfString, EndOfString}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (made(SMALL) + '["ab ab?"]', "{4, 6, 7}"),
        (made(SMALL) + '[{"ab", "b a"}]', "{{4}, {2, 5}}"),
        (made(SMALL, ', "IncludeTerminalTokens" -> True') + '["ab"]', "{8, 4, 9}"),
        (made(SMALL, ', "TargetLength" -> 3') + '[{"ab", "bbbb"}]', "{{4, 9, 9}, {2, 2, 2}}"),
        (made(SMALL, ", IgnoreCase -> True") + '["AB"]', "{4}"),
        (made(SMALL, ', Method -> "BPE"') + '[""]', "{}"),
        (made(SMALL, ', Method -> {"BPE", "WhitespacePadding" -> Left}') + '["b a"]', "{3, 2, 5}"),
        (made(SMALL, ', "TextProcessing" -> ToLowerCase') + '["AB"]', "{4}"),
        (made(SMALL, ', "UnicodeNormalization" -> "NFKC"') + '["\\:ff41b"]', "{4}"),
        (made(SMALL, ', "Vocabulary" -> {"a", "b"}') + '["ab"]', "{1, 2}"),
        (made('{" un", "able", _}', ', Method -> "WordPiece"') + '["unable x"]', "{1, 2, 3}"),
        ("NetDecoder[" + made(SMALL) + "][IdentityMatrix[9][[{8, 4, 5, 3, 9}]]]", '"ab a "'),
        ("NetDecoder[" + made(SMALL) + "][IdentityMatrix[9][[4]]]", '"ab"'),
        ("ToCharacterCode[NetDecoder[" + made(SMALL) + "][IdentityMatrix[9][[{7}]]]]", "{65533}"),
        ("NetDecoder[" + made(SMALL) + '][IdentityMatrix[9][[{4}]], "RandomSample"]', '"ab"'),
        (
            "NetDecoder[" + made(SMALL, ', Method -> {"BPE", "WhitespacePadding" -> Left}') + "]"
            "[IdentityMatrix[9][[{6, 5}]]]",
            '"ab a"',
        ),
        ("NetExtract[" + made(SMALL) + ', "Tokens"][[{4, 7}]]', '{"ab", _}'),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(("name", "path"), FILES)
def test_files(ask, name, path):
    case = ', "IgnoreCase" -> True' if path == "vocab.txt" else ""
    text = "the boat lay on the lake, and the lake lay still; nobody cared!"
    place = EXPECTED["strings"].index(text)
    wanted = EXPECTED["models"][name]["ids"][place]
    places = "{" + ", ".join(str(i + 1) for i in wanted) + "}"
    assert ask("e = " + made(file(path), case) + f'; e["{text}"]') == places
    assert ask('NetExtract[e, "Method"]') == f'"{tokenizer(path).method}"'
    n = len(tokenizer(path).tokens)
    shown = ask(f"NetDecoder[e][IdentityMatrix[{n}][[{places}]]]", form="OutputForm")
    assert shown == EXPECTED["models"][name]["text"][place]
    assert ask.messages == []


def test_padding(ask):
    assert ask(made(file("bert.json"), ', "TargetLength" -> 4') + '["the"][[3 ;; 4]]') == "{1, 1}"  # [PAD]
    assert ask(made(file("sp_bpe.model"), ', "TargetLength" -> 4') + '[""]') == "{3, 3, 3, 3}"  # </s>


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('NetEncoder["SubwordTokens"]', ["NetEncoder::noarg"]),
        (made('"English"'), ["NetEncoder::arginv"]),
        (made("{}"), ["NetEncoder::arginv"]),
        (made('{"a", 3}'), ["NetEncoder::arginv"]),
        (made('{"a", ""}'), ["NetEncoder::arginv"]),
        (made('File["/no/such/file"]'), ["ReadString::noopen", "NetEncoder::nofile"]),
        (made(SMALL, ', Method -> "Guess"'), ["NetEncoder::arginv"]),
        (made(SMALL, ', Method -> "Unigram"'), ["NetEncoder::arginv"]),
        (made(file("sp_bpe.model"), ', Method -> {"BPE", "WhitespacePadding" -> Left}'), ["NetEncoder::arginv"]),
        (made(SMALL, ', Method -> {"BPE", "WhitespacePadding" -> 3}'), ["NetEncoder::arginv"]),
        (made(SMALL, ', Method -> {"WordPiece", "WhitespacePadding" -> Left}'), ["NetEncoder::arginv"]),
        (made(SMALL, ', "UnicodeNormalization" -> "NFX"'), ["NetEncoder::arginv"]),
        (made(SMALL, ', "InputType" -> "Image"'), ["NetEncoder::arginv"]),
        (made(SMALL, ', "Vocabulary" -> 3'), ["NetEncoder::arginv"]),
        (made(file("gpt2.json"), ', Method -> "WordPiece"'), ["NetEncoder::arginv"]),
        (made(file("gpt2.json"), ', "Vocabulary" -> {"a"}'), ["NetEncoder::arginv"]),
        (made('{"a"}', ', "IncludeTerminalTokens" -> True'), ["NetEncoder::noend"]),
        (made('{"a"}') + '["ab"]', ["NetEncoder::nochar"]),
        (made(SMALL) + "[x]", ["NetEncoder::invin"]),
        (made(SMALL, ', "TextProcessing" -> StringLength') + '["ab"]', ["NetEncoder::nostring"]),
    ],
)
def test_malformed(ask, text, messages):
    assert ask(text) == "$Failed"
    assert ask.messages == messages


MODEL = json.loads((MODELS / "gpt2.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "changed",
    [
        {"model": {}},
        {"model": 3},
        {"model": {"type": "Magic", "vocab": {}}},
        {"model": {"type": "BPE", "vocab": {"a": 1.5}, "merges": []}},
        {"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}},
        {"model": {"type": "BPE", "vocab": {"a": 10**12}, "merges": []}},
        {"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}},
        {"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}},
        {"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [3]}},
        {"model": {"type": "WordPiece", "vocab": {"a": 0}}},
        {"model": {"type": "Unigram", "vocab": []}},
        {"model": {"type": "Unigram", "vocab": [["a"]]}},
        {"normalizer": {"type": "Magic"}},
        {"normalizer": {"type": "Replace"}},
        {"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA/w=="}},
        {"normalizer": 3},
        {"pre_tokenizer": {"type": "Magic"}},
        {"pre_tokenizer": {"type": "Split", "pattern": {"Regex": r"\p{Magic}"}, "behavior": "Isolated"}},
        {"pre_tokenizer": {"type": "Split", "pattern": {"String": "a"}, "behavior": "Magic"}},
        {"decoder": {"type": "Magic"}},
        {"added_tokens": [3]},
        {"post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}]}},
    ],
)
def test_malformed_files(ask, tmp_path, changed):
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({**MODEL, **changed}), encoding="utf-8")
    with pytest.raises(ModelError):
        read_tokenizer(str(path), read)
    assert ask(made(f'File["{path.as_posix()}"]')) == "$Failed"
    assert ask.messages == ["NetEncoder::badmodel"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff" * 40,
        b"{",
        b"{}",
        b"[]",
        b"word\nword\n",
        b"a b\nc d\n",
        b"\x0a\x05ab",
        b"\x0a\x02\x0a\x00",
    ],
)
def test_other_files(tmp_path, data):
    for name in ("a.json", "a.txt", "a.model"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ModelError):
            read_tokenizer(str(path), read)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_models(data):
    source = bytearray((MODELS / "sp_unigram.model").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = read_tokenizer("x.model", lambda path: bytes(source))
        made.decode(made.encode("the boat lay on the lake ABC é"))
    except ModelError:
        pass


def test_a_lonely_vocabulary(tmp_path):
    shutil.copy(MODELS / "vocab.json", tmp_path / "vocab.json")
    with pytest.raises(ModelError, match="merges.txt is missing"):
        read_tokenizer(str(tmp_path / "vocab.json"), read)


@pytest.mark.parametrize(
    ("made_by", "path"),
    [(made(SMALL, ', "IncludeTerminalTokens" -> True'), ""), *((None, path) for path in ("gpt2.json", "merges.txt"))],
)
def test_models_go_to_other_processes(ask, tmp_path, made_by, path):
    """Without the files that they come from."""
    for name in ("gpt2.json", "merges.txt", "vocab.json"):
        shutil.copy(MODELS / name, tmp_path / name)
    ask("e = " + (made_by or made(f'File["{(tmp_path / path).as_posix()}"]')) + ";")
    held = ask.session.evaluate_input(next(iter(ask.session.read("e")))).expr
    copied = pickle.dumps(held)
    for name in ("gpt2.json", "merges.txt", "vocab.json"):
        (tmp_path / name).unlink()
    again = pickle.loads(copied)
    assert again["tokenizer"].encode("ab ab", True) == held["tokenizer"].encode("ab ab", True)
    assert again["tokenizer"].decode([0, 1]) == held["tokenizer"].decode([0, 1])


def test_a_sandbox_reads_no_models():
    from luperca.interpreter.session import Session

    session = Session(sandbox=True)
    outcome = session.evaluate_input(next(iter(session.read(made(file("gpt2.json"))))))
    assert [m.name for m in outcome.messages] == ["ReadString::sandbox", "NetEncoder::nofile"]


@pytest.mark.parametrize("units", [[], [0xFFFFFFFF], [0x400, *[0x161] * 255], [0x80000000] * 3])
def test_damaged_tables_of_characters(units):
    data = struct.pack(f"<I{len(units)}I", 4 * len(units), *units)
    for texts in (b"", b"abc", b"ab\0"):
        assert type(CharsMap(data + texts)("abc é")) is str


@pytest.mark.parametrize("data", [b"\0", b"\xff\0\0\0", b"\4\0\0\0\0"])
def test_no_tables_of_characters(data):
    with pytest.raises(ValueError, match="normalisation"):
        CharsMap(data)


def test_chains(ask):
    ask(
        "n = NetInitialize[NetChain[{EmbeddingLayer[4], LongShortTermMemoryLayer[3], SequenceLastLayer[]}, "
        f'"Input" -> {made(file("gpt2.json"))}]];'
    )
    assert ask('Max[Abs[n[{"the boat", "a"}] - {n["the boat"], n["a"]}]] < 10^-6') == "True"
    assert ask.messages == []
