"""Addresses on the net, taken apart and put together without going there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote, unquote_to_bytes, urlsplit

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin, name
from ..expr import FAILED, FALSE, NULL, TRUE, Expr, has_head, is_list, is_rule, make_list
from .characters import codec_of

_OPTIONS = {"CharacterEncoding": '"UTF-8"'}
_MESSAGES = {
    "invurl": "`1` is not an address.",
    "comp": "`1` is not a component of addresses; these are `2`.",
    "encoding": "`1` is not a character encoding that is known here.",
    "query": "`1` is no list of rules or association with strings as keys.",
}
name("CharacterEncoding", "CharacterEncoding is an option that names how characters become bytes.")


def _codec(options: Any, say: Any) -> str | None:
    known, codec = codec_of(options["CharacterEncoding"])
    return codec or "utf-8" if known else say("encoding", options["CharacterEncoding"])


def _address(e: Any) -> str | None:
    if has_head(e, S.URL, 1):
        e = e.args[0]
    return e if type(e) is str else None


@builtin("URLEncode[string_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def url_encode(string: Any, *, options: Any, say: Any, expr: Any) -> Any:
    """URLEncode["string"] writes the characters that cannot stand in an address as % and the code of their bytes in
    UTF-8, or in the encoding that CharacterEncoding names. A list gives the list of results.

    >>> URLEncode["a b/é"]
    a%20b%2F%C3%A9
    """
    if is_list(string):
        return make_list(
            [url_encode(s, options=options, say=say, expr=expr) or Expr(S.URLEncode, (s,)) for s in string.args]
        )
    if type(string) is not str:
        return say("string", 1, expr)
    codec = _codec(options, say)
    return None if codec is None else quote(string, safe="", encoding=codec, errors="replace")


@builtin("URLDecode[string_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def url_decode(string: Any, *, options: Any, say: Any, expr: Any) -> Any:
    """URLDecode["string"] puts the characters in place of % and the code of their bytes. A list gives the list of
    results.

    >>> URLDecode["a%20b%2F%C3%A9"]
    a b/é
    """
    if is_list(string):
        return make_list(
            [url_decode(s, options=options, say=say, expr=expr) or Expr(S.URLDecode, (s,)) for s in string.args]
        )
    if type(string) is not str:
        return say("string", 1, expr)
    codec = _codec(options, say)
    return None if codec is None else unquote_to_bytes(string).decode(codec, "replace")


# ---- queries ---------------------------------------------------------------------------------------------------------


def _query_pairs(e: Any) -> list[Any] | None:
    """The rules of a query, nested lists flattened; None if something else is among them."""
    items = e.args if is_list(e) or type(e) is Association else (e,)
    out: list[Any] = []
    for item in items:
        if is_list(item):
            inner = _query_pairs(item)
            if inner is None:
                return None
            out += inner
        elif is_rule(item) and type(item.args[0]) is str:
            out.append(item.args)
        else:
            return None
    return out


_WORDS = {S.None_: "", NULL: "", TRUE: "true", FALSE: "false"}


def _value(e: Any, session: Any) -> str:
    if type(e) is str:
        return e
    if is_list(e):
        return ",".join([_value(x, session) for x in e.args])
    if has_head(e, S.Missing):
        return ""
    return _WORDS[e] if e in _WORDS else session.text(e, "InputForm")


def _query_string(pairs: list[Any], session: Any, codec: str = "utf-8") -> str:
    return "&".join(
        [f"{quote_plus(k, encoding=codec)}={quote_plus(_value(v, session), encoding=codec)}" for k, v in pairs]
    )


@builtin("URLQueryEncode[rules_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def url_query_encode(rules: Any, *, options: Any, session: Any, say: Any) -> Any:
    """URLQueryEncode[{"name" -> value, ...}] gives the query of an address, as it stands behind ?.

    >>> URLQueryEncode[{"q" -> "two words", "n" -> 3, "all" -> True}]
    q=two+words&n=3&all=true
    """
    pairs, codec = _query_pairs(rules), _codec(options, say)
    if pairs is None:
        return say("query", rules)
    return None if codec is None else _query_string(pairs, session, codec)


@builtin("URLQueryDecode[string_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def url_query_decode(string: Any, *, options: Any, say: Any, expr: Any) -> Any:
    """URLQueryDecode["string"] gives the list of rules that the query of an address stands for.

    >>> URLQueryDecode["q=two+words&n=3"]
    {q -> two words, n -> 3}
    """
    if type(string) is not str:
        return say("string", 1, expr)
    codec = _codec(options, say)
    return None if codec is None else _query_rules(string, codec)


def _query_rules(text: str, codec: str = "utf-8") -> Expr:
    pairs = parse_qsl(text, keep_blank_values=True, encoding=codec, errors="replace")
    return make_list([Expr(S.Rule, pair) for pair in pairs])


# ---- whole addresses -------------------------------------------------------------------------------------------------


def _or_none(text: str | None) -> Any:
    return text if text else S.None_


def _host(parts: Any) -> str:
    return parts.netloc.rpartition("@")[2].partition(":")[0] if "[" not in parts.netloc else f"[{parts.hostname}]"


def _absolute_domain(parts: Any) -> str:
    return (f"{parts.scheme}://" if parts.scheme else "") + parts.netloc


_COMPONENTS: dict[str, Callable[[Any, str], Any]] = {
    "Scheme": lambda p, codec: _or_none(p.scheme),
    "User": lambda p, codec: _or_none(unquote(p.netloc.rpartition("@")[0], codec)),
    "Domain": lambda p, codec: _or_none(_host(p)),
    "Port": lambda p, codec: S.None_ if p.port is None else p.port,
    "Path": lambda p, codec: make_list([unquote(x, codec) for x in p.path.split("/")] if p.path else ()),
    "Query": lambda p, codec: _query_rules(p.query, codec),
    "Fragment": lambda p, codec: _or_none(unquote(p.fragment, codec)),
    "PathString": lambda p, codec: _or_none(p.path),
    "AbsoluteDomain": lambda p, codec: _or_none(_absolute_domain(p)),
    "AbsolutePath": lambda p, codec: _absolute_domain(p) + p.path,
    "QueryString": lambda p, codec: _or_none(p.query),
}
_SHOWN = ("Scheme", "User", "Domain", "Port", "Path", "Query", "Fragment")


@builtin(
    "URLParse[url_, OptionsPattern[]]", "URLParse[url_, components_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES
)
def url_parse(url: Any, components: Any = None, *, options: Any, say: Any) -> Any:
    """URLParse["url"] takes an address apart into an association with the keys "Scheme", "User", "Domain", "Port",
    "Path", "Query" and "Fragment"; what is not there is None.
    URLParse["url", "component"] gives one of these, or "PathString", "AbsoluteDomain", "AbsolutePath" or "QueryString";
    URLParse["url", {"c1", "c2", ...}] gives several. A list of addresses gives the list of results.

    >>> Values[URLParse["https://example.com:8080/a/b%20c?x=1"]]
    {https, None, example.com, 8080, {, a, b c}, {x -> 1}, None}
    >>> URLParse["https://example.com/a/", {"Domain", "Path", "Port"}]
    {example.com, {, a, }, None}
    """
    if is_list(url):
        rest = () if components is None else (components,)
        return make_list([Expr(S.URLParse, (u, *rest)) for u in url.args])
    text, codec = _address(url), _codec(options, say)
    if text is None or codec is None:
        return say("invurl", url) if text is None else None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        say("invurl", url)
        return FAILED
    wanted = _SHOWN if components is None else components.args if is_list(components) else (components,)
    for c in wanted:
        if type(c) is not str or c not in _COMPONENTS:
            return say("comp", c, make_list(_COMPONENTS))
    found = [_COMPONENTS[c](parts, codec) for c in wanted]
    if components is None:
        return association(zip(wanted, found))
    return make_list(found) if is_list(components) else found[0]


def _path(e: Any, domain: bool) -> str | None:
    """A path of an address; parts of a list are coded, but for a first one that brings an address along."""
    if type(e) is str:
        return quote(e, safe="/%:@!$&'()*+,;=~") if domain else e
    if not is_list(e) or not all(type(p) is str for p in e.args):
        return None
    parts = list(e.args)
    first = [parts.pop(0).rstrip("/")] if parts and "://" in parts[0] else []
    return "/".join([*first, *[quote(p, safe="") for p in parts]])


@builtin("URLBuild[base_]", "URLBuild[base_, parameters_]", **_MESSAGES)
def url_build(base: Any, parameters: Any = None, *, session: Any, say: Any) -> Any:
    """URLBuild["path", {"name" -> value, ...}] puts a query behind an address; URLBuild[{"path1", "path2", ...}] joins
    the parts of a path, URLBuild[{"path1", ...}, {"name" -> value, ...}] does both.
    URLBuild[<|"Scheme" -> ..., "User" -> ..., "Domain" -> ..., "Port" -> ..., "Path" -> ..., "Query" -> ...,
    "Fragment" -> ...|>] puts an address together from what is given, with a second argument for more of a query.

    In queries, None, Null and Missing stand for nothing, True and False for "true" and "false".

    >>> URLBuild[{"https://example.com", "a b", "c"}, {"q" -> "x y", "n" -> 2}]
    https://example.com/a%20b/c?q=x+y&n=2
    >>> URLBuild[<|"Scheme" -> "https", "Domain" -> "example.com", "Port" -> 8080, "Path" -> {"", "a"}|>]
    https://example.com:8080/a
    """
    more = [] if parameters is None else _query_pairs(parameters)
    if more is None:
        return say("query", parameters)
    query = _query_string(more, session)
    if type(base) is Association:
        return _assembled(base, query, session, say)
    path = _path(_address(base) or base, False)
    if path is None:
        return say("invurl", base)
    path, mark, fragment = path.partition("#")
    joint = "" if not query else "?" if "?" not in path else "" if path[-1] in "?&" else "&"
    return path + joint + query + mark + fragment


def _assembled(given: Association, query: str, session: Any, say: Any) -> Any:
    unknown = next((k for k in given.keys() if k not in _SHOWN), None)
    if unknown is not None:
        return say("comp", unknown, make_list(_SHOWN))
    parts = {k: v for k, v in given.items() if v not in (S.None_, NULL, "") and not has_head(v, S.Missing)}
    path = _path(parts.get("Path", ""), True)
    own = parts.get("Query", "")
    pairs = [] if type(own) is str else _query_pairs(own)
    if path is None or pairs is None:
        return say("invurl", given)
    queries = [q for q in (own if type(own) is str else _query_string(pairs, session), query) if q]
    out = f"{parts['Scheme']}:" if "Scheme" in parts else ""
    if "Domain" in parts:
        user = f"{quote(parts['User'], safe=':')}@" if "User" in parts else ""
        out += "//" + user + parts["Domain"] + (f":{parts['Port']}" if "Port" in parts else "")
        path = path if not path or path.startswith("/") else "/" + path
    out += path
    if queries:
        out += "?" + "&".join(queries)
    return out + (f"#{quote(parts['Fragment'])}" if "Fragment" in parts else "")


# ---- names that nothing else has -------------------------------------------------------------------------------------


@builtin("CreateUUID[]", "CreateUUID[prefix_]", volatile=True)
def create_uuid(prefix: Any = "", *, say: Any, expr: Any) -> Any:
    """CreateUUID[] gives a string that nothing else in the world is called (a UUID of version 4); CreateUUID["prefix"]
    one that begins with a prefix.

    >>> {StringLength[CreateUUID[]], StringTake[CreateUUID["user-"], 5], CreateUUID[] === CreateUUID[]}
    {36, user-, False}
    """
    from uuid import uuid4

    return prefix + str(uuid4()) if type(prefix) is str else say("string", 1, expr)
