"""Words, sentences and letters of texts, and how often they come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .. import symbols as S
from ..associations import association
from ..declare import builtin
from ..expr import TRUE, Expr, is_list, make_list

_STRSE = "A string or a list of strings is expected at position `1` in `2`."
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:['\u2019\u2010-][^\W_]+)*")
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof sr jr st vs etc e.g i.e cf fig no vol pp ca approx inc ltd co corp dept est gen col lt sgt capt "
    "rev hon mt jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k a.m p.m ph.d".split()
)
# Words that say little by themselves: articles, pronouns, prepositions, conjunctions, auxiliaries.
STOPWORDS = frozenset(
    "a about above after again against all am an and any are aren't as at be because been before being below between "
    "both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from "
    "further had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i "
    "i'd i'll i'm i've if in into is isn't it it's its itself just let's may me might more most must mustn't my "
    "myself no nor not now of off on once only or other ought our ours ourselves out over own same shall shan't she "
    "she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves then there "
    "there's these they they'd they'll they're they've this those through to too under until up upon us very was "
    "wasn't we we'd we'll we're we've were weren't what what's when where which while who whom whose why will with "
    "won't would wouldn't you you'd you'll you're you've your yours yourself yourselves".split()
)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text: they end at marks that are followed by a space, but not after an abbreviation."""
    found, start = [], 0
    for m in _END.finditer(text):
        before = text[start : m.start()].rsplit(None, 1)
        last = before[-1].lower().lstrip("(\"'") if before else ""
        after = text[m.end() :].lstrip()[:1]
        shortened = m[0] == "." and (last in _ABBREVIATED or (len(last) == 1 and last.isalpha() and last != "i"))
        if shortened or after.islower():
            continue
        found.append(" ".join(text[start : m.end()].split()))
        start = m.end()
    rest = " ".join(text[start:].split())
    return [*found, rest] if rest else found


def _several(text: Any, say: Any, expr: Any, f: Any) -> Any:
    """f of a text, or of each of a list of them."""
    if is_list(text) and all(type(t) is str for t in text.args):
        return make_list(tuple([f(t) for t in text.args]))
    return f(text) if type(text) is str else say("strse", 1, expr)


def _taken(found: Sequence[Any], n: Any) -> Any:
    return make_list(tuple(found if n is None else found[:n] if n >= 0 else found[n:]))


def _listing(title: str, split: Any, usage: str) -> None:
    def listed(text: Any, n: Any = None, *, say: Any, expr: Any) -> Any:
        if n is not None and type(n) is not int:
            return None
        return _several(text, say, expr, lambda t: _taken(split(t), n))

    listed.__doc__ = usage
    builtin(f"{title}[text_]", f"{title}[text_, n_]", strse=_STRSE)(listed)


_listing(
    "TextWords", words,
    """TextWords["text"] gives the words of a text, TextWords["text", n] the first n of them.

    >>> TextWords["It's a well-known fact: 3.5 apples!"]
    {It's, a, well-known, fact, 3.5, apples}
    """,
)  # fmt: skip
_listing(
    "TextSentences", sentences,
    """TextSentences["text"] gives the sentences of a text, TextSentences["text", n] the first n.

    >>> TextSentences["Dr. Who came in. \\"Who?\\" we said. No answer..."]
    {Dr. Who came in., "Who?" we said., No answer...}
    """,
)  # fmt: skip


@builtin("WordCount[text_]", strse=_STRSE)
def word_count(text: Any, *, say: Any, expr: Any) -> Any:
    """WordCount["text"] gives the number of words of a text.

    >>> WordCount["one, two and three"]
    4
    """
    return _several(text, say, expr, lambda t: len(words(t)))


def counted(items: Sequence[Any]) -> Any:
    """How often each comes, the most frequent first."""
    counts: dict[Any, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return association(sorted(counts.items(), key=lambda pair: -pair[1]))


def _runs(items: Sequence[str], n: int) -> list[Any]:
    return [items[i : i + n] for i in range(len(items) - n + 1)]


def _counting(title: str, split: Any, join: Any, usage: str) -> None:
    def count(text: Any, n: Any = 1, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
        if type(n) is not int or n < 1:
            return None
        fold = options["IgnoreCase"] is TRUE

        def one(t: str) -> Any:
            items = split(t.lower() if fold else t)
            return counted(items if n == 1 else [join(run) for run in _runs(items, n)])

        return _several(text, say, expr, one)

    count.__doc__ = usage
    signatures = (f"{title}[text_, OptionsPattern[]]", f"{title}[text_, n_, OptionsPattern[]]")
    builtin(*signatures, options={"IgnoreCase": "False"}, strse=_STRSE)(count)


_counting(
    "WordCounts", words, lambda run: make_list(tuple(run)),
    """WordCounts["text"] gives how often each word comes, the most frequent first.

    WordCounts["text", n] counts runs of n words; IgnoreCase -> True takes letters of either case for equal.

    >>> WordCounts["the cat and the dog"]
    <|the -> 2, cat -> 1, and -> 1, dog -> 1|>
    """,
)  # fmt: skip
_counting(
    "CharacterCounts", lambda t: t, lambda run: run,
    """CharacterCounts["text"] gives how often each character comes, the most frequent first.

    CharacterCounts["text", n] counts runs of n characters.

    >>> CharacterCounts["banana"]
    <|a -> 3, n -> 2, b -> 1|>
    """,
)  # fmt: skip
_counting(
    "LetterCounts", lambda t: [c for c in t if c.isalpha()], lambda run: "".join(run),
    """LetterCounts["text"] gives how often each letter comes, the most frequent first.

    >>> LetterCounts["Anna, an ant", IgnoreCase -> True]
    <|a -> 4, n -> 4, t -> 1|>
    """,
)  # fmt: skip


@builtin("WordFrequency[text_, words_, OptionsPattern[]]", options={"IgnoreCase": "False"}, strse=_STRSE)
def word_frequency(text: Any, words: Any, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
    """WordFrequency["text", word] gives the part of the words of a text that a word makes up; several words in a list.

    >>> WordFrequency["the cat and the dog", {"the", "cow"}]
    <|the -> 0.4, cow -> 0.|>
    """
    wanted = words.args if is_list(words) else (words,)
    if type(text) is not str or not all(type(w) is str for w in wanted):
        return say("strse", 1, expr)
    fold = options["IgnoreCase"] is TRUE
    every = _WORD.findall(text.lower() if fold else text)
    parts = [every.count(w.lower() if fold else w) / max(len(every), 1) for w in wanted]
    return association(list(zip(wanted, parts))) if is_list(words) else parts[0]


@builtin("DeleteStopwords[text_]", strse=_STRSE)
def delete_stopwords(text: Any, *, say: Any, expr: Any) -> Any:
    """DeleteStopwords["text"] takes the words that say little out of a text; of a list it deletes those words.

    >>> {DeleteStopwords["The cat is on the mat"], DeleteStopwords[{"the", "quick", "fox"}]}
    {cat mat, {quick, fox}}
    """
    if is_list(text) and all(type(t) is str for t in text.args):
        return make_list(tuple([t for t in text.args if t.lower() not in STOPWORDS]))
    if type(text) is not str:
        return say("strse", 1, expr)
    plain = re.sub(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*", _without, text)
    return re.sub(r"[^\S\n]+([,.;:!?])", r"\1", re.sub(r"[^\S\n]{2,}", " ", plain)).strip()


def _without(m: re.Match[str]) -> str:
    return "" if m[0].lower().replace("\u2019", "'") in STOPWORDS else m[0]


# ---- what a text has of a kind ---------------------------------------------------------------------------------------

_KINDS: dict[str, Any] = {
    "Word": words,
    "Sentence": sentences,
    "Line": str.splitlines,
    "Paragraph": lambda t: [p.strip() for p in re.split(r"\n\s*\n", t) if p.strip()],
    "Character": list,
    "Number": re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][+-]?\d+)?").findall,
    "Integer": re.compile(r"(?<![\d.])[+-]?\d+(?![\d.]*\d)").findall,
    "EmailAddress": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+").findall,
    "URL": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]").findall,
    "Hashtag": re.compile(r"(?<!\w)#\w+").findall,
    "TwitterHandle": re.compile(r"(?<!\w)@\w+").findall,
    "Punctuation": re.compile(r"[^\w\s]").findall,
}


@builtin(
    "TextCases[text_, form_]", "TextCases[text_, form_, n_]", strse=_STRSE, form="`1` is not a kind of text known here."
)
def text_cases(text: Any, form: Any, n: Any = None, *, say: Any, expr: Any) -> Any:
    """TextCases["text", "form"] gives the parts of a text of a kind, TextCases[text, {f1, f2, ...}] those of several.

    Kinds are "Word", "Sentence", "Line", "Paragraph", "Number", "Integer", "EmailAddress", "URL", "Hashtag" and others.

    >>> TextCases["Write to ann@example.org or bob@example.com.", "EmailAddress"]
    {ann@example.org, bob@example.com}
    """
    if type(text) is not str:
        return say("strse", 1, expr)
    if n is not None and type(n) is not int:
        return None
    wanted = form.args if is_list(form) else (form,)
    for f in wanted:
        if f not in _KINDS:
            return say("form", f)
    if is_list(form):
        return association([(f, _taken(_KINDS[f](text), n)) for f in wanted])
    return _taken(_KINDS[form](text), n)


# ---- more than one ---------------------------------------------------------------------------------------------------

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "louse": "lice", "ox": "oxen", "die": "dice", "index": "indices",
    "matrix": "matrices", "vertex": "vertices", "criterion": "criteria", "phenomenon": "phenomena", "datum": "data",
    "medium": "media", "bacterium": "bacteria", "cactus": "cacti", "radius": "radii", "focus": "foci",
    "nucleus": "nuclei", "stimulus": "stimuli", "formula": "formulas", "leaf": "leaves", "half": "halves",
    "wolf": "wolves", "knife": "knives", "life": "lives", "wife": "wives", "shelf": "shelves", "self": "selves",
    "calf": "calves", "loaf": "loaves", "thief": "thieves", "elf": "elves", "potato": "potatoes", "tomato": "tomatoes",
    "hero": "heroes", "echo": "echoes", "torpedo": "torpedoes", "veto": "vetoes", "quiz": "quizzes",
}  # fmt: skip
_UNCHANGED = frozenset("sheep deer fish series species aircraft moose salmon offspring bison means information".split())


def plural(word: str) -> str:
    """The plural of an English noun; a capital at its beginning stays."""
    lower = word.lower()
    if lower in _UNCHANGED:
        return word
    if lower in _IRREGULAR:
        found = _IRREGULAR[lower]
        return found.capitalize() if word[:1].isupper() else found
    for ending, singular in (("men", "man"), ("women", "woman")):
        if lower.endswith(singular) and lower not in ("human", "german", "roman", "shaman", "talisman", "norman"):
            return word[: -len(singular)] + ending
    if lower.endswith("sis"):
        return word[:-2] + "es"
    if re.search(r"(s|x|z|ch|sh)$", lower):
        return word + "es"
    if re.search(r"[^aeiou]y$", lower):
        return word[:-1] + "ies"
    return word + "s"


@builtin("Pluralize[word_]", "Pluralize[word_, n_]", strse=_STRSE)
def pluralize(word: Any, n: Any = None, *, say: Any, expr: Any) -> Any:
    """Pluralize["word"] gives the plural of an English noun; Pluralize["word", n] the form that goes with n things.

    Pluralize[{"singular", "plural"}, n] takes the right one of two forms.

    >>> {Pluralize["mouse"], Pluralize["city"], Pluralize["box", 1], Pluralize[{"Kind", "Kinder"}, 3]}
    {mice, cities, box, Kinder}
    """
    pair = word.args if is_list(word) and len(word) == 2 else (word, None)
    if not all(type(w) is str for w in pair if w is not None) or type(word) is str and not word:
        return say("strse", 1, expr)
    if is_list(n):
        return make_list(tuple([Expr(S.Pluralize, (word, k)) for k in n.args]))
    one, many = pair[0], pair[1] if pair[1] is not None else plural(pair[0])
    return one if n is not None and n in (1, -1) and type(n) is int else many
