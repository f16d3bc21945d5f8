"""HTTPRequest and HTTPResponse: requests and answers as objects of the language."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..bytearrays import ByteArray
from ..declare import applied, builtin
from ..display import formatter, summary_text
from ..expr import FAILED, Expr, has_head, is_list, is_rule, make_list
from ..gate import open_file
from ..network import USER_AGENT, Request, Response
from ..options import option_name
from .filenames import path_of

MESSAGES = {
    "invurl": "`1` is neither an address nor an HTTPRequest.",
    "invbody": "`1` is no body of a request: a string, a ByteArray or rules.",
    "prop": "`1` is no property here; these are `2`.",
}


# ---- requests --------------------------------------------------------------------------------------------------------


@builtin("HTTPRequest[url_]", "HTTPRequest[url_, data_]", **MESSAGES)
def http_request(url: Any, data: Any = None) -> Any:
    """HTTPRequest["url"] stands for a request over HTTP; HTTPRequest["url", <|"Method" -> ..., "Headers" -> ...,
    "Query" -> ..., "Body" -> ..., "ContentType" -> ..., "UserAgent" -> ...|>] says more about it.
    HTTPRequest[...]["prop"] gives a part of it. URLRead and its kin make the request.

    >>> HTTPRequest["http://example.com", <|"Body" -> {"a" -> "1"}|>]["Method"]
    POST
    """
    return None


def _headers(e: Any, session: Any) -> list[tuple[str, str]]:
    rules = e.args if is_list(e) or type(e) is Association else (e,)
    return [(str(option_name(r.args[0])), _word(r.args[1], session)) for r in rules if is_rule(r)]


def _word(e: Any, session: Any) -> str:
    return e if type(e) is str else session.text(e)


def _body(e: Any, session: Any) -> tuple[bytes, str] | None:
    """The bytes of a body and their type."""
    if type(e) is str:
        return e.encode(), "text/plain; charset=utf-8"
    if type(e) is ByteArray:
        return e.data, "application/octet-stream"
    rules = e.args if is_list(e) or type(e) is Association else (e,)
    if not rules or not all(is_rule(r) for r in rules):
        return None
    pairs = [(_word(r.args[0], session), r.args[1]) for r in rules]
    if any(has_head(v, S.File, 1) for _, v in pairs):
        return _multipart(pairs, session)
    query = session.evaluate_expr(Expr(S.URLQueryEncode, (make_list(rules),)))
    return (query.encode(), "application/x-www-form-urlencoded") if type(query) is str else None


def _multipart(pairs: list[tuple[str, Any]], session: Any) -> tuple[bytes, str]:
    from uuid import uuid4

    mark, out = uuid4().hex, b""
    for key, value in pairs:
        head, path = (
            f'Content-Disposition: form-data; name="{key}"',
            path_of(value) if has_head(value, S.File) else None,
        )
        if path is not None:
            head += f'; filename="{os.path.basename(path)}"\r\nContent-Type: application/octet-stream'
            with open_file(session, path, "rb") as file:
                data = file.read()
        else:
            data = _word(value, session).encode()
        out += f"--{mark}\r\n{head}\r\n\r\n".encode() + data + b"\r\n"
    return out + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def _build(url: Any, parts: dict[Any, Any], session: Any, say: Any) -> Request | None:
    """The request to an address with what an association says of it."""
    query = parts.get("Query")
    address = url.args[0] if has_head(url, S.URL, 1) else url
    if type(address) is Association:
        parts = {**dict(address.items()), **parts}
        known = {k: v for k, v in address.items() if k in ("Scheme", "Domain", "Port", "Path", "Query", "Fragment")}
        address = session.evaluate_expr(Expr(S.URLBuild, (association({"Scheme": "http", **known}.items()),)))
    elif query is not None and type(address) is str:
        address = session.evaluate_expr(Expr(S.URLBuild, (address, query)))
    if type(address) is not str:
        return say("invurl", url)
    headers = _headers(parts.get("Headers", make_list(())), session)
    body = None
    if parts.get("Body", S.None_) not in (S.None_, ""):
        found = _body(parts["Body"], session)
        if found is None:
            return say("invbody", parts["Body"])
        body = found[0]
        if not any(k.lower() == "content-type" for k, _ in headers):
            headers.append(("Content-Type", parts["ContentType"] if "ContentType" in parts else found[1]))
    if type(parts.get("UserAgent")) is str:
        headers.append(("User-Agent", parts["UserAgent"]))
    user, password = parts.get("Username"), parts.get("Password", "")
    if type(user) is str:
        from base64 import b64encode

        headers.append(("Authorization", "Basic " + b64encode(f"{user}:{password}".encode()).decode()))
    method = parts.get("Method", "GET" if body is None else "POST")
    return Request(address, method if type(method) is str else "GET", headers, body)


def request_of(e: Any, session: Any, say: Any, more: dict[Any, Any] | None = None) -> Request | None:
    """The request that an address or an HTTPRequest means."""
    parts: dict[Any, Any] = {}
    if has_head(e, S.HTTPRequest) and 1 <= len(e) <= 2:
        if len(e) == 2 and type(e.args[1]) is Association:
            parts = dict(e.args[1].items())
        e = e.args[0]
    if type(e) is not str and type(e) is not Association and not has_head(e, S.URL, 1):
        return say("invurl", e)
    return _build(e, {**parts, **(more or {})}, session, say)


_REQUEST_PARTS: dict[str, Callable[[Request], Any]] = {
    "Method": lambda r: r.method,
    "URL": lambda r: r.url,
    "Headers": lambda r: _as_rules([(k.lower(), v) for k, v in r.headers]),
    "Body": lambda r: "" if r.body is None else r.body.decode("utf-8", "replace"),
    "BodyByteArray": lambda r: ByteArray(r.body or b""),
    "UserAgent": lambda r: next((v for k, v in r.headers if k.lower() == "user-agent"), USER_AGENT),
    "ContentType": lambda r: next((v for k, v in r.headers if k.lower() == "content-type"), S.None_),
}
_ADDRESS_PARTS = ("Scheme", "User", "Domain", "Port", "Path", "PathString", "Query", "QueryString", "Fragment")


def _as_rules(pairs: list[tuple[str, str]]) -> Expr:
    return make_list([Expr(S.Rule, pair) for pair in pairs])


@applied("HTTPRequest")
def _request_part(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    if len(args) != 1:
        return None
    request = request_of(head, session, say)
    if request is None:
        return None
    if args[0] in _ADDRESS_PARTS:
        return Expr(S.URLParse, (request.url, args[0]))
    read = _REQUEST_PARTS.get(args[0]) if type(args[0]) is str else None
    return say("prop", args[0], make_list([*_REQUEST_PARTS, *_ADDRESS_PARTS])) if read is None else read(request)


# ---- responses -------------------------------------------------------------------------------------------------------


@builtin("HTTPResponse[body_]", "HTTPResponse[body_, data_]", **MESSAGES)
def http_response(body: Any, data: Any = None) -> Any:
    """HTTPResponse[body, <|"StatusCode" -> ..., "Headers" -> ...|>] is an answer over HTTP, as URLRead gives it.
    HTTPResponse[...]["prop"] gives a part of it: "Body", "BodyByteArray", "BodyBytes", "StatusCode",
    "StatusCodeDescription", "Headers", "ContentType", "URL".

    >>> r = HTTPResponse["hi", <|"StatusCode" -> 404|>]; {r["Body"], r["StatusCode"], r["StatusCodeDescription"]}
    {hi, 404, Not Found}
    """
    return None


def description(status: int) -> Any:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return S.None_


_RESPONSE_PARTS: dict[str, Callable[[Response], Any]] = {
    "Body": lambda r: r.text,
    "BodyByteArray": lambda r: ByteArray(r.body),
    "BodyBytes": lambda r: ByteArray(r.body).normal(),
    "StatusCode": lambda r: r.status,
    "StatusCodeDescription": lambda r: description(r.status),
    "Headers": lambda r: _as_rules([(k.lower(), v) for k, v in r.headers]),
    "ContentType": lambda r: r.header("content-type") or S.None_,
    "URL": lambda r: r.url,
    "Cookies": lambda r: make_list(()),
}


def _response(e: Any, session: Any) -> Response | None:
    body = e.args[0]
    data = body.data if type(body) is ByteArray else body.encode() if type(body) is str else None
    if data is None:
        return None
    known = dict(e.args[1].items()) if len(e) == 2 and type(e.args[1]) is Association else {}
    headers = _headers(known.get("Headers", make_list(())), session)
    if "ContentType" in known and not any(k.lower() == "content-type" for k, _ in headers):
        headers.append(("content-type", _word(known["ContentType"], session)))
    status, url = known.get("StatusCode", 200), known.get("URL", "")
    return Response(status if type(status) is int else 200, "", headers, data, url if type(url) is str else "")


def response_object(r: Response) -> Expr:
    known = {"StatusCode": r.status, "Headers": _RESPONSE_PARTS["Headers"](r), "URL": r.url}
    return Expr(S.HTTPResponse, (ByteArray(r.body), association(known.items())))


@applied("HTTPResponse")
def _response_part(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    response = _response(head, session) if len(args) == 1 and 1 <= len(head) <= 2 else None
    return None if response is None else part_of(response, args[0], say)


def part_of(response: Response, wanted: Any, say: Any) -> Any:
    if is_list(wanted):
        return association([(w, part_of(response, w, say)) for w in wanted.args])
    if wanted is S.All or wanted == "Properties":
        return association([(k, f(response)) for k, f in _RESPONSE_PARTS.items()])
    read = _RESPONSE_PARTS.get(wanted) if type(wanted) is str else None
    return say("prop", wanted, make_list(_RESPONSE_PARTS)) or FAILED if read is None else read(response)


@formatter("HTTPResponse")
def show_response(e: Any, page: Any) -> Any:
    if not page.blocks or len(e) != 2 or type(e.args[1]) is not Association or type(e.args[0]) is not ByteArray:
        return None
    rows = [("StatusCode", e.args[1].get("StatusCode", 200)), ("Bytes", len(e.args[0].data))]
    return summary_text("HTTPResponse", rows, "", page)
