"""Steps that make text of tokens, by the names of the tokenizers' files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .bytelevel import from_characters
from .charclasses import expression
from .splitting import MARK
from .tokenizer import ModelError

Step = Callable[[list[str]], list[str]]

_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")

# The blanks that English writes not at all, though every word of WordPiece gets one.
_TIDIED = (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m")
_CONTRACTED = (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re")


def byte_fallback(tokens: list[str]) -> list[str]:
    """Runs of tokens that stand for bytes as the characters that these make; each byte of none as U+FFFD."""
    found: list[str] = []
    held = b""
    for token in [*tokens, ""]:
        m = _BYTE.fullmatch(token)
        if m:
            held += bytes([int(m[1], 16)])
            continue
        if held:
            try:
                found.append(held.decode("utf-8"))
            except UnicodeDecodeError:
                found += ["\ufffd"] * len(held)
            held = b""
        found.append(token)
    return found[:-1]


def _metaspace(spec: dict[str, Any]) -> Step:
    mark = spec.get("replacement", MARK)
    prefixed = spec.get("prepend_scheme", "always") != "never" and spec.get("add_prefix_space", True)

    def join(tokens: list[str]) -> list[str]:
        found = [t.replace(mark, " ") for t in tokens]
        if prefixed and found and found[0].startswith(" "):
            found[0] = found[0][1:]
        return found

    return join


def word_pieces(prefix: str = "##", tidy: bool = True) -> Step:
    """Tokens behind the prefix go on with the word, others follow a blank."""

    def join(tokens: list[str]) -> list[str]:
        found = []
        for i, token in enumerate(tokens):
            if i:
                token = token[len(prefix) :] if token.startswith(prefix) else " " + token
            if tidy:
                for written, meant in _TIDIED + _CONTRACTED:
                    token = token.replace(written, meant)
            found.append(token)
        return found

    return join


def _suffixed(spec: dict[str, Any]) -> Step:
    suffix = spec.get("suffix", "</w>")

    def join(tokens: list[str]) -> list[str]:
        last = len(tokens) - 1
        return [t.replace(suffix, "" if i == last else " ") for i, t in enumerate(tokens)]

    return join


def _replace(spec: dict[str, Any]) -> Step:
    pattern, content = spec["pattern"], spec["content"]
    if "String" in pattern:
        return lambda tokens: [t.replace(pattern["String"], content) for t in tokens]
    compiled = expression(pattern["Regex"])
    return lambda tokens: [compiled.sub(lambda m: content, t) for t in tokens]


def _strip(spec: dict[str, Any]) -> Step:
    c, start, stop = spec.get("content", " "), spec.get("start", 0), spec.get("stop", 0)

    def one(token: str) -> str:
        left = len(token) - len(token.lstrip(c))
        token = token[min(left, start) :]
        right = len(token) - len(token.rstrip(c))
        return token[: len(token) - min(right, stop)]

    return lambda tokens: [one(t) for t in tokens]


def _sequence(spec: dict[str, Any]) -> Step:
    steps = [joiner(s) for s in spec["decoders"]]

    def join(tokens: list[str]) -> list[str]:
        for step in steps:
            tokens = step(tokens)
        return tokens

    return join


_STEPS: dict[str, Callable[[dict[str, Any]], Step]] = {
    "BPEDecoder": _suffixed,
    "ByteFallback": lambda spec: byte_fallback,
    "ByteLevel": lambda spec: lambda tokens: [from_characters("".join(tokens))],
    "Fuse": lambda spec: lambda tokens: ["".join(tokens)],
    "Metaspace": _metaspace,
    "Replace": _replace,
    "Sequence": _sequence,
    "Strip": _strip,
    "WordPiece": lambda spec: word_pieces(spec.get("prefix", "##"), spec.get("cleanup", True)),
}


def joiner(spec: dict[str, Any] | None) -> Step:
    """The step of a specification; without one, blanks stand between tokens."""
    if spec is None:
        return lambda tokens: [" ".join(tokens)]
    if spec.get("type") not in _STEPS:
        raise ModelError(f"decoder {spec.get('type')}")
    return _STEPS[spec["type"]](spec)
