"""Words of the system's own list of them: WordList, DictionaryLookup, RandomWord."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import FAILED, Expr, make_list
from ..gate import gated, permit
from .texts import STOPWORDS

PLACES = tuple([f"/usr/share/dict/{name}" for name in ("words", "american-english", "british-english")])
_NONE = "There is no list of words on this machine, such as /usr/share/dict/words; most systems have one to install."
_MESSAGES = {"nowords": _NONE, "sandbox": "The sandbox does not allow it: `1`."}


def known_words(session: Any, say: Any) -> tuple[str, ...] | None:
    """All words of the system's list, small words and capital ones; None after a message."""
    found: tuple[str, ...] | None = session.state.get("dictionary")
    if found is None:
        place = next((p for p in PLACES if Path(p).is_file()), None)
        if place is None:
            say("nowords")
            return None
        permit(session, "Reading", place)
        text = Path(place).read_text(encoding="utf-8", errors="replace")
        found = tuple(w for w in text.split("\n") if w and not w.endswith("'s"))
        session.state["dictionary"] = found
    return found


@builtin("WordList[]", "WordList[kind_]", **_MESSAGES, kind="`1` is not a kind of words known here.")
@gated
def word_list(kind: Any = "KnownWords", *, session: Any, say: Any) -> Any:
    """WordList[] gives the words that the system knows, WordList["Stopwords"] those that say little by themselves.

    >>> Take[WordList["Stopwords"], 3]
    {a, about, above}
    """
    if kind == "Stopwords":
        return make_list(tuple(sorted(STOPWORDS)))
    if kind not in ("KnownWords", "CommonWords"):
        say("kind", kind)
        return None
    found = known_words(session, say)
    return FAILED if found is None else make_list(tuple([w for w in found if w.islower()]))


@builtin("DictionaryLookup[pattern_]", "DictionaryLookup[pattern_, n_]", **_MESSAGES)
@gated
def dictionary_lookup(pattern: Any, n: Any = None, *, session: Any, say: Any, evaluate: Any) -> Any:
    """DictionaryLookup[patt] gives the words of the system's list that match a string pattern, the first n of them.

    >>> Head[Quiet[DictionaryLookup["zzz" ~~ __, 2]]] =!= DictionaryLookup
    True
    """
    found = known_words(session, say)
    if found is None:
        return FAILED
    if pattern is S.All:
        return make_list(found if type(n) is not int else found[:n])
    if type(pattern) is str and not any(c in pattern for c in "*@\\"):
        return make_list(tuple([w for w in found if w == pattern]))
    matched = evaluate(Expr(S.StringMatchQ, (make_list(found), pattern)))
    chosen = [w for w, m in zip(found, getattr(matched, "args", ())) if m is S.True_]
    return make_list(tuple(chosen if type(n) is not int else chosen[:n]))


@builtin("RandomWord[]", "RandomWord[n_Integer]", "RandomWord[kind_String]", "RandomWord[kind_String, n_Integer]",
         volatile=True, **_MESSAGES, kind="`1` is not a kind of words known here.")  # fmt: skip
@gated
def random_word(kind: Any = "KnownWords", n: Any = None, *, session: Any, say: Any, evaluate: Any) -> Any:
    """RandomWord[] gives a word of the system's list at random, RandomWord[n] n of them.

    >>> StringQ[RandomWord["Stopwords"]]
    True
    """
    words = evaluate(Expr(S.WordList, (kind,)))
    if words is FAILED or getattr(words, "head", None) is not S.List:
        return words if words is FAILED else None
    return evaluate(Expr(S.RandomChoice, (words,) if n is None else (words, n)))
