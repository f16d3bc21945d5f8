"""Getting things over HTTP, by the standard library: only what a program asks for, and only if the gate lets it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .gate import permit
from .version import VERSION

_WAIT = 0.05  # seconds between two looks at whether to abort
_SCHEMES = ("http", "https")
USER_AGENT = f"luperca/{VERSION}"


class Unreachable(Exception):
    """There was no answer; the text says why."""


@dataclass
class Request:
    url: str
    method: str = "GET"
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | None = None
    timeout: float | None = None  # seconds
    follow: bool = True  # go where the answer sends one
    verify: bool = True  # the certificates of https


@dataclass
class Response:
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    url: str

    def header(self, name: str) -> str:
        return next((v for k, v in self.headers if k.lower() == name), "")

    @property
    def kind(self) -> str:
        """The type of the contents, as image/png."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        import codecs

        for part in self.header("content-type").split(";")[1:]:
            key, _, value = part.strip().partition("=")
            if key.lower() == "charset":
                try:
                    return codecs.lookup(value.strip("\"' ")).name
                except LookupError:
                    break
        return "utf-8"

    @property
    def text(self) -> str:
        return self.body.decode(self.charset, "replace")


def is_remote(path: str) -> bool:
    return path.partition("://")[0].lower() in _SCHEMES and "://" in path


def complete(url: str) -> str:
    """An address with its scheme, and its characters as they go over the line."""
    from urllib.parse import quote

    url = url if "://" in url else f"http://{url}"
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")


def fetch(request: Request, session: Any) -> Response:
    """The answer to a request.  Raises Unreachable, Refused, and whatever interrupts the session meanwhile."""
    request.url = complete(request.url)
    permit(session, "Fetching", request.url)
    if not is_remote(request.url):
        raise Unreachable(f"addresses begin with {' or '.join(f'{s}://' for s in _SCHEMES)}")
    outcome: list[Any] = []

    def work() -> None:
        try:
            outcome.append(_fetch(request))
        except Exception as problem:  # told by the thread that waits
            outcome.append(problem)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_WAIT)
        session.evaluator.poll()
    if isinstance(outcome[0], Exception):
        raise Unreachable(_reason(outcome[0])) from None
    found: Response = outcome[0]
    return found


def contents(url: str, session: Any, say: Callable[..., Any]) -> bytes | None:
    """What is at an address; None after a message."""
    try:
        answer = fetch(Request(url), session)
    except Unreachable as problem:
        say("invhttp", str(problem))
        return None
    if answer.status >= 400:
        say("invhttp", f"The answer was {answer.status} {answer.reason}")
        return None
    return answer.body


def _reason(problem: Exception) -> str:
    inner = getattr(problem, "reason", None) or problem
    return getattr(inner, "strerror", None) or str(inner) or type(inner).__name__


def _fetch(request: Request) -> Response:
    from urllib import request as library
    from urllib.error import HTTPError

    handlers: list[Any] = [] if request.follow else [_staying()]
    if not request.verify:
        import ssl

        handlers.append(library.HTTPSHandler(context=ssl._create_unverified_context()))
    question = library.Request(request.url, data=request.body, method=request.method)
    for key, value in [("User-Agent", USER_AGENT), ("Accept", "*/*"), *request.headers]:
        question.add_header(key, value)
    try:
        answer = library.build_opener(*handlers).open(question, timeout=request.timeout)
    except HTTPError as problem:  # an answer too
        answer = problem
    with answer:
        return Response(
            answer.status, answer.reason or "", list(answer.headers.items()), answer.read(), answer.geturl()
        )


def _staying() -> Any:
    from urllib.request import HTTPRedirectHandler

    class Staying(HTTPRedirectHandler):
        redirect_request: Callable[..., Any] = lambda self, *args: None

    return Staying()
