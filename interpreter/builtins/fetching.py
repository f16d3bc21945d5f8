"""URLRead, URLFetch, URLDownload, URLSave and URLExecute: getting what is at an address."""

from __future__ import annotations

import os
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin, name
from ..expr import FAILED, FALSE, Expr, has_head, is_list, make_list
from ..gate import current_directory, gated, open_file, permit, resolve
from ..network import Request, Response, Unreachable, fetch
from ..numerics.numbers import REAL_TYPES
from .directories import OSERR
from .filenames import path_of
from .formats import FORMATS, imported
from .requests import MESSAGES, description, part_of, request_of, response_object

_MESSAGES = {**MESSAGES, "oserr": OSERR, "invhttp": "`1`."}
OPTIONS = {
    "Authentication": "Automatic", "CookieFunction": "Automatic", "FollowRedirects": "True", "Interactive": "True",
    "TimeConstraint": "Infinity", "VerifySecurityCertificates": "True",
}  # fmt: skip
for _title, _usage in {
    "FollowRedirects": "whether to go where an answer sends one",
    "VerifySecurityCertificates": "whether the certificates of https have to be good",
    "CookieFunction": "what is done with cookies, which are not kept here",
    "Authentication": 'an association with "Username" and "Password", or Automatic',
    "Interactive": "whether to ask people, which is not done here",
}.items():
    name(_title, f"{_title} is an option of functions that go over the net: {_usage}.")


def answer(request: Request | None, options: Any, session: Any, say: Any) -> Any:
    """The answer to a request, or a Failure."""
    if request is None:
        return None
    limit = options.get("TimeConstraint")
    request.timeout = float(limit) if type(limit) in REAL_TYPES else None
    request.follow = options.get("FollowRedirects") is not FALSE
    request.verify = options.get("VerifySecurityCertificates") is not FALSE
    try:
        return fetch(request, session)
    except Unreachable as problem:
        say("invhttp", str(problem))
        known = {"MessageTemplate": "`1`.", "MessageParameters": make_list((str(problem),)), "URL": request.url}
        return Expr(S.Failure, ("ConnectionFailure", association(known.items())))


def _login(options: Any) -> dict[Any, Any]:
    given = options["Authentication"]
    return dict(given.items()) if type(given) is Association else {}


@builtin("URLRead[request_, OptionsPattern[]]", "URLRead[request_, part_, OptionsPattern[]]", options=OPTIONS,
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def url_read(request: Any, part: Any = None, *, options: Any, session: Any, say: Any) -> Any:
    """URLRead["url"] or URLRead[HTTPRequest[...]] makes a request and gives an HTTPResponse, or a Failure where there
    is no answer. URLRead[request, "prop"] gives a part of the answer, URLRead[request, {"p1", "p2", ...}] an
    association of parts.

    >>> FailureQ[Quiet[URLRead["http://127.0.0.1:9/"]]]
    True
    """
    if is_list(request):
        rest = () if part is None else (part,)
        return make_list([Expr(S.URLRead, (r, *rest)) for r in request.args])
    found = answer(request_of(request, session, say, _login(options)), options, session, say)
    if not isinstance(found, Response):
        return found
    return response_object(found) if part is None else part_of(found, part, say)


_FETCH_PARTS = {
    "Content": "Body",
    "ContentData": "BodyBytes",
    "StatusCode": "StatusCode",
    "Headers": "Headers",
    "Cookies": "Cookies",
}
_FETCH_OPTIONS = {
    "Method": '"GET"', "Parameters": "{}", "Headers": "{}", "Body": '""', "BodyData": "{}", "Username": "None",
    "Password": '""', "VerifyPeer": "True", "FollowRedirects": "True", "ConnectTimeout": "Infinity",
    "ReadTimeout": "Infinity", "UserAgent": "Automatic", "DisplayProxyDialog": "True", "Cookies": "Automatic",
    "StoreCookies": "True", "MultipartElements": "{}",
}  # fmt: skip


@builtin("URLFetch[url_, OptionsPattern[]]", "URLFetch[url_, part_, OptionsPattern[]]", options=_FETCH_OPTIONS,
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def url_fetch(url: Any, part: Any = "Content", *, options: Any, session: Any, say: Any) -> Any:
    """URLFetch["url"] gives what is at an address as a string; URLFetch["url", "prop"] another part of the answer:
    "ContentData", "StatusCode", "Headers"; URLFetch["url", {"p1", "p2", ...}] a list of parts.

    "Method", "Parameters", "Headers", "Body", "Username", "Password", "VerifyPeer" and "ReadTimeout" are options.

    >>> Quiet[URLFetch["http://127.0.0.1:9/"]]
    $Failed
    """
    more = {k: options[k] for k in ("Headers", "Body", "Username", "Password", "UserAgent")}
    more["Body"] = options["BodyData"] if more["Body"] == "" and options["BodyData"] != make_list(()) else more["Body"]
    more |= {"Method": options["Method"]} if options["Method"] != "GET" or more["Body"] == "" else {}
    if options["Parameters"] != make_list(()):
        key = "Body" if more.get("Method") == "POST" and more["Body"] == "" else "Query"
        more[key] = options["Parameters"]
    settings = {
        **options,
        "TimeConstraint": options["ReadTimeout"],
        "VerifySecurityCertificates": options["VerifyPeer"],
    }
    found = answer(request_of(url, session, say, more), settings, session, say)
    if not isinstance(found, Response):
        return None if found is None else FAILED
    wanted = part.args if is_list(part) else (part,)
    parts = [part_of(found, _FETCH_PARTS.get(w, w) if type(w) is str else w, say) for w in wanted]
    return make_list(parts) if is_list(part) else parts[0]


def _saved(response: Response, target: Any, session: Any) -> str:
    """Writes what came into a file, or into a directory under the last name of the address."""
    path = path_of(target) if target is not None else None
    path = current_directory(session) if path is None else resolve(session, path)
    if os.path.isdir(path):
        from urllib.parse import unquote, urlsplit

        path = os.path.join(path, os.path.basename(unquote(urlsplit(response.url).path)) or "index.html")
    with open_file(session, path, "wb") as file:
        file.write(response.body)
    return path


@builtin("URLDownload[url_, OptionsPattern[]]", "URLDownload[url_, file_, OptionsPattern[]]",
         options={**OPTIONS, "OverwriteTarget": "True", "CreateIntermediateDirectories": "False"}, volatile=True,
         **_MESSAGES)  # fmt: skip
@gated
def url_download(url: Any, file: Any = None, *, options: Any, session: Any, say: Any) -> Any:
    """URLDownload["url", "file"] writes what is at an address into a file and gives File["file"]; a directory gets a
    file named after the address. URLDownload["url"] writes a temporary file. A list of addresses gives a list.

    >>> FailureQ[Quiet[URLDownload["http://127.0.0.1:9/"]]]
    True
    """
    import tempfile

    if is_list(url):
        files = file.args if is_list(file) and len(file) == len(url) else (file,) * len(url)
        calls = [(u,) if f is None else (u, f) for u, f in zip(url.args, files, strict=True)]
        return make_list([Expr(S.URLDownload, call) for call in calls])
    found = answer(request_of(url, session, say, _login(options)), options, session, say)
    if not isinstance(found, Response):
        return found
    target = tempfile.mkdtemp() if file is None else file
    path = path_of(target)
    if options["CreateIntermediateDirectories"] is S.True_ and path is not None:
        permit(session, "Writing", resolve(session, path))
        os.makedirs(os.path.dirname(resolve(session, path)), exist_ok=True)
    return Expr(S.File, (_saved(found, target, session),))


@builtin("URLSave[url_, OptionsPattern[]]", "URLSave[url_, file_, OptionsPattern[]]", options=_FETCH_OPTIONS,
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def url_save(url: Any, file: Any = None, *, options: Any, session: Any, say: Any) -> Any:
    """URLSave["url", "file"] writes what is at an address into a file and gives its name.

    >>> Quiet[URLSave["http://127.0.0.1:9/", "f"]]
    $Failed
    """
    found = answer(request_of(url, session, say), {}, session, say)
    if not isinstance(found, Response):
        return None if found is None else FAILED
    return _saved(found, file, session)


# the type of contents -> the format in which Import reads it
_FORMATS = {
    "application/json": "JSON", "text/csv": "CSV", "text/tab-separated-values": "TSV", "text/plain": "Text",
    "image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "application/vnd.wolfram.wxf": "WXF",
    "application/vnd.wolfram.wl": "WL",
}  # fmt: skip


@builtin("URLExecute[request_, OptionsPattern[]]", "URLExecute[request_, parameters_, OptionsPattern[]]",
         "URLExecute[request_, parameters_, format_, OptionsPattern[]]", options=OPTIONS, volatile=True,
         **_MESSAGES)  # fmt: skip
@gated
def url_execute(
    request: Any, parameters: Any = None, format: Any = None, *, options: Any, session: Any, say: Any
) -> Any:
    """URLExecute["url"] makes a request and gives its contents as Import would read them, after what the answer says of
    their type. URLExecute["url", {"name" -> value, ...}] sends parameters, URLExecute[request, params, "format"] reads
    the contents in a format.

    >>> FailureQ[Quiet[URLExecute["http://127.0.0.1:9/"]]]
    True
    """
    if type(parameters) is str:
        parameters, format = None, parameters
    more = _login(options)
    given = parameters not in (None, make_list(()))
    if given:
        posts = has_head(request, S.HTTPRequest, 2) and request.args[1].get("Method") == "POST"
        more["Body" if posts else "Query"] = parameters
    found = answer(request_of(request, session, say, more), options, session, say)
    if not isinstance(found, Response):
        return found
    if found.status >= 400:
        known = {
            "MessageTemplate": "The answer was `1`: `2`.",
            "MessageParameters": make_list((found.status, description(found.status))),
            "StatusCode": found.status,
        }
        return Expr(S.Failure, ("HTTPError", association(known.items())))
    title = format if type(format) is str else _FORMATS.get(found.kind)
    chosen = FORMATS.get(title.lower()) if title is not None else None
    if chosen is None:
        return (
            found.text if format is None else say("prop", format, make_list(sorted(f.name for f in FORMATS.values())))
        )
    return imported(found.body, chosen, None, chosen.name, session, say)


_PARTS = '{"Body", "BodyByteArray", "StatusCode", "Headers", "ContentType", "URL"}'
# What is done with an answer: #1 is what URLRead gives, #2 the handlers.
_HANDLING = f"""(
  If[FailureQ[#1],
    Lookup[#2, "ConnectionFailed", Identity][<|"Failure" -> #1|>],
    Lookup[#2, "BodyReceived", Identity][#1[{_PARTS}]]
  ];
  Lookup[#2, "TaskFinished", Identity][If[FailureQ[#1], <|"Failure" -> #1|>, #1[{_PARTS}]]]
) &"""


@builtin("URLSubmit[request_, OptionsPattern[]]", volatile=True, **_MESSAGES,
         options={**OPTIONS, "HandlerFunctions": "<||>", "HandlerFunctionsKeys": "Automatic"})  # fmt: skip
@gated
def url_submit(request: Any, *, options: Any, session: Any, say: Any) -> Any:
    """URLSubmit["url", HandlerFunctions -> <|"BodyReceived" -> f|>] makes a request when the session has nothing else
    to do or pauses, applies f to an association with "Body", "StatusCode", "Headers" and other parts of the answer, and
    gives a TaskObject at once. "ConnectionFailed" and "TaskFinished" are handlers too.

    >>> t = URLSubmit["http://127.0.0.1:9/", HandlerFunctions -> <|"ConnectionFailed" -> ((failed = True) &)|>];
    ... Quiet[TaskWait[t]]; failed
    True
    """
    permit(session, "Fetching", session.text(request))
    given = [Expr(S.Rule, (S.system(k), v)) for k, v in options.items() if k in OPTIONS]
    read = Expr(S.URLRead, (request, *given))
    handling = Expr(session.read_value(_HANDLING), (read, options["HandlerFunctions"]))
    return Expr(S.SessionSubmit, (handling,))
