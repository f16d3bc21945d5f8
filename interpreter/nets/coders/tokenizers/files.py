"""Tokenizers from files: tokenizer.json, merges.txt beside vocab.json, vocab.txt, and models of SentencePiece."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from . import bytelevel
from .joining import joiner, word_pieces
from .models import Likeliest, Segment, Vocabulary, greedy, pairs
from .normalising import bert, lower, normaliser
from .sentencepiece import read_model
from .splitting import MARK, at_marks, bert_words, splitter
from .tokenizer import Added, ModelError, Tokenizer

_MOST = 1 << 21  # tokens; a vocabulary has a hundred thousand or two
Reader = Callable[[str], bytes]  # the contents of a file by path; raises OSError


class Kept:
    """Reads files once, and keeps what was in them."""

    def __init__(self, read: Reader | None) -> None:
        self.read, self.files = read, dict[str, bytes]()

    def __call__(self, path: str) -> bytes:
        if path not in self.files:
            if self.read is None:
                raise FileNotFoundError(path)
            self.files[path] = self.read(path)
        return self.files[path]

    def __reduce__(self) -> tuple[Any, ...]:
        return Kept, (None,), {"files": self.files}


def read_tokenizer(path: str, read: Reader, ignore_case: bool = False) -> Tokenizer:
    """The tokenizer of a file; what the file lacks is sought in the files that usually lie beside it.

    Raises ModelError for a file that is no model, or one with parts that are not known here.
    """
    kept = read if isinstance(read, Kept) else Kept(read)
    try:
        made = _made(path, kept, ignore_case)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as problem:
        raise ModelError(f"{type(problem).__name__} {problem}") from None
    made.recipe = (read_tokenizer, (path, kept, ignore_case))
    return made


def _made(path: str, read: Reader, ignore_case: bool) -> Tokenizer:
    data = read(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if text.lstrip()[:1] == "{":
        return _of_json(path, json.loads(text), read, ignore_case)
    if text and "\0" not in text and not path.endswith(".model"):
        return _of_lines(path, text, read, ignore_case)
    return _cased(read_model(data), ignore_case)


def _cased(made: Tokenizer, ignore_case: bool) -> Tokenizer:
    """The tokenizer with small letters only, on request."""
    if ignore_case:
        inner = made.normalise
        made.normalise = lambda text: inner(lower(text))
    return made


def _sibling(path: str, name: str, read: Reader) -> str:
    folder = path[: max(path.rfind("/"), path.rfind("\\")) + 1]
    try:
        return read(folder + name).decode("utf-8-sig")
    except OSError:
        raise ModelError(f"{name} is missing") from None


def _of_json(path: str, found: dict[str, Any], read: Reader, ignore_case: bool) -> Tokenizer:
    if "model" in found:
        return _cased(of_specification(found), ignore_case)
    return _cased(_byte_level(found, _merges(_sibling(path, "merges.txt", read))), ignore_case)


def _of_lines(path: str, text: str, read: Reader, ignore_case: bool) -> Tokenizer:
    lines = text.splitlines()
    if text.startswith("#version") or all(len(line.split()) == 2 for line in lines if line):
        return _cased(_byte_level(json.loads(_sibling(path, "vocab.json", read)), _merges(text)), ignore_case)
    return _bert(lines, ignore_case)


def _merges(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#version")]
    return [_pair(line) for line in lines]


def _pair(line: Any) -> tuple[str, str]:
    left, right = line.split(" ") if isinstance(line, str) else line
    return left, right.rstrip("\r")


def _byte_level(index: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    """The tokenizer of GPT-2."""
    vocabulary = Vocabulary(_checked(index))
    ends = [index[t] for t in ("<|endoftext|>", "</s>") if t in index][:1]
    return Tokenizer(
        "BPE",
        _listed(index),
        pairs(vocabulary, merges),
        lambda text, first: [bytelevel.as_characters(w) for w in bytelevel.words(text)],
        lambda tokens: bytelevel.from_characters("".join(tokens)),
        added=Added({"<|endoftext|>": index["<|endoftext|>"]} if "<|endoftext|>" in index else {}),
        start=ends,
        end=ends,
        silent=frozenset(ends),
    )


def _bert(lines: list[str], ignore_case: bool) -> Tokenizer:
    """The tokenizer of BERT: a line a token."""
    index = {token: i for i, token in enumerate(lines) if token}
    if "[UNK]" not in index:
        raise ModelError("there is no token [UNK]")
    special = {t: index[t] for t in ("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]") if t in index}
    pieces = word_pieces()
    return Tokenizer(
        "WordPiece",
        _listed(index),
        greedy(Vocabulary(index, index["[UNK]"])),
        bert_words,
        lambda tokens: "".join(pieces(tokens)),
        bert({"lowercase": ignore_case}),
        Added(special),
        start=[index[t] for t in ("[CLS]",) if t in index],
        end=[index[t] for t in ("[SEP]",) if t in index],
        silent=frozenset(special.values()),
        padding=_padding(index),
    )


def _checked(index: dict[str, int]) -> dict[str, int]:
    if not index or not all(type(i) is int and i >= 0 for i in index.values()) or max(index.values()) >= _MOST:
        raise ModelError("the vocabulary is not a table of numbers")
    return index


def _listed(index: dict[str, int]) -> list[str]:
    """The tokens by number; a number that no token has stands for no text."""
    tokens = [""] * (max(index.values()) + 1)
    for token, i in index.items():
        tokens[i] = token
    return tokens


# ---- tokenizer.json --------------------------------------------------------------------------------------------------


def _bpe(model: dict[str, Any]) -> tuple[dict[str, int], Segment]:
    index = _checked(model["vocab"])
    unknown = index.get(model.get("unk_token") or "")
    vocabulary = Vocabulary(index, unknown, bool(model.get("byte_fallback")), bool(model.get("fuse_unk")))
    prefix, suffix = model.get("continuing_subword_prefix") or "", model.get("end_of_word_suffix") or ""
    merges = [_pair(m) for m in model["merges"]]
    return index, pairs(vocabulary, merges, prefix, suffix, bool(model.get("ignore_merges")))


def _word_piece(model: dict[str, Any]) -> tuple[dict[str, int], Segment]:
    index = _checked(model["vocab"])
    vocabulary = Vocabulary(index, index[model.get("unk_token", "[UNK]")])
    prefix, longest = model.get("continuing_subword_prefix", "##"), model.get("max_input_chars_per_word", 100)
    return index, greedy(vocabulary, prefix, longest)


def _unigram(model: dict[str, Any]) -> tuple[dict[str, int], Segment]:
    index: dict[str, int] = {}
    scores: dict[str, float] = {}
    for i, (token, score) in enumerate(model["vocab"]):
        index[token], scores[token] = i, float(score)
    unknown = model.get("unk_id")
    floor = min(scores.values())
    if unknown is not None:
        del scores[model["vocab"][unknown][0]]
    vocabulary = Vocabulary(_checked(index), unknown, bool(model.get("byte_fallback")))
    return index, Likeliest(vocabulary, scores, floor)


def _word_level(model: dict[str, Any]) -> tuple[dict[str, int], Segment]:
    index = _checked(model["vocab"])
    return index, Vocabulary(index, index.get(model.get("unk_token", ""))).of


_MODELS = {"BPE": _bpe, "WordPiece": _word_piece, "Unigram": _unigram, "WordLevel": _word_level}


def of_specification(found: dict[str, Any]) -> Tokenizer:
    """The tokenizer that a tokenizer.json describes."""
    model = found["model"]
    method = model.get("type") or _guessed(model)
    if method not in _MODELS:
        raise ModelError(f"model {method}")
    index, segment = _MODELS[method](model)
    split = splitter(found.get("pre_tokenizer"))
    if found.get("pre_tokenizer") is None and method in ("BPE", "Unigram") and MARK in index:
        split = split if model.get("ignore_merges") else at_marks(index)
    normalise = normaliser(found.get("normalizer"))
    join = joiner(found.get("decoder"))
    added = found.get("added_tokens") or []
    index = {**index, **{t["content"]: t["id"] for t in added}}
    start, end = _terminals(found.get("post_processor"))
    return Tokenizer(
        method,
        _listed(_checked(index)),
        segment,
        split,
        lambda tokens: "".join(join(tokens)),
        normalise,
        _added([t for t in added if not t.get("normalized")], str),
        _added([t for t in added if t.get("normalized")], normalise),
        start,
        end,
        frozenset(t["id"] for t in added if t.get("special")),
        (found.get("padding") or {}).get("pad_id", _padding(index)),
    )


def _padding(index: dict[str, int]) -> int | None:
    """The token for nothing by the names that models give it."""
    return next((index[t] for t in ("[PAD]", "<pad>") if t in index), None)


def _guessed(model: dict[str, Any]) -> str:
    """The type of a model in files that do not say it."""
    if "merges" in model:
        return "BPE"
    return "Unigram" if isinstance(model["vocab"], list) else "WordPiece"


def _added(tokens: list[dict[str, Any]], normalise: Callable[[str], str]) -> Added:
    named = [(normalise(t["content"]), t) for t in tokens]
    named = [(content, t) for content, t in named if content]

    def those(key: str) -> frozenset[str]:
        return frozenset(content for content, t in named if t.get(key))

    return Added({content: t["id"] for content, t in named}, those("lstrip"), those("rstrip"), those("single_word"))


def _terminals(spec: dict[str, Any] | None) -> tuple[list[int], list[int]]:
    """The numbers that a post-processor puts before and behind a text."""
    if spec is None:
        return [], []
    if "cls" in spec:
        return [spec["cls"][1]], [spec["sep"][1]]
    start: list[int] = []
    end: list[int] = []
    for inner in spec.get("processors", ()):
        before, behind = _terminals(inner)
        start, end = before + start, end + behind
    side = start
    for part in spec.get("single", ()):
        if "Sequence" in part:
            side = end
        else:
            side += spec["special_tokens"][part["SpecialToken"]["id"]]["ids"]
    return start, end
