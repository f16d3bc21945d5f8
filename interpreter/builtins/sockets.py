"""Sockets: connections with other programs over TCP, asked for and waited for."""

from __future__ import annotations

import socket as library
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..bytearrays import ByteArray
from ..channels import Inlet, Outlet
from ..declare import applied, builtin, name
from ..expr import FAILED, NULL, TRUE, Expr, boolean, is_list, make_list
from ..gate import gated, permit
from ..tasks import waiting
from .dates import date_object
from .directories import OSERR
from .streams import streams_of

_MESSAGES = {
    "oserr": OSERR,
    "addr": '`1` is no address: a port, "host:port" or {"host", port}.',
    "proto": "Sockets are those of TCP here, not of `1`.",
    "nosock": "`1` is no open socket of this session.",
}
_CHUNK = 1 << 16
name("SocketObject", "SocketObject[...] is a socket that SocketConnect or SocketOpen has opened.")
name("SocketListener", "SocketListener[...] is what SocketListen has begun.")


@dataclass
class _Socket:
    """One socket of a session; a server has the connections that it has accepted."""

    end: library.socket
    inlet: Inlet | None = None
    server: bool = False
    clients: list[Expr] = field(default_factory=list)
    handlers: dict[Expr, Any] = field(default_factory=dict)  # listener -> what it does with what arrives

    def close(self) -> None:
        try:
            self.end.shutdown(library.SHUT_RDWR)
        except OSError:
            pass
        self.end.close()


class _Sockets:
    def __init__(self) -> None:
        self.known: dict[Expr, _Socket] = {}
        weakref.finalize(self, _close_all, self.known)


def _close_all(known: dict[Expr, _Socket]) -> None:
    for one in known.values():
        one.close()


def _sockets(session: Any) -> dict[Expr, _Socket]:
    if "sockets" not in session.state:
        session.state["sockets"] = _Sockets()
    found: dict[Expr, _Socket] = session.state["sockets"].known
    return found


def _address(e: Any) -> tuple[str, int] | None:
    """(host, port); the host is this machine if there is none."""
    parts = e.args if is_list(e) else e.rsplit(":", 1) if type(e) is str else ("127.0.0.1", e)
    if len(parts) != 2 or type(parts[0]) is not str:
        return None
    host, port = parts[0] or "127.0.0.1", parts[1]
    port = int(port) if type(port) is str and port.isascii() and port.isdigit() else port
    return (host, port) if type(port) is int and 0 <= port < 65536 else None


def _enter(end: library.socket, session: Any) -> Expr:
    """The object of a connection, which the functions of streams read and write."""
    from uuid import uuid4

    e = Expr(S.SocketObject, (str(uuid4()),))
    inlet = Inlet(lambda: end.recv(_CHUNK), session.evaluator)
    known = _sockets(session)
    known[e] = one = _Socket(end, inlet)

    def close() -> None:
        known.pop(e, None)
        one.close()

    streams_of(session).pairs[e] = inlet, Outlet(end.sendall, close)
    return e


@builtin("SocketConnect[address_]", "SocketConnect[address_, protocol_]", volatile=True, **_MESSAGES)
@gated
def socket_connect(address: Any, protocol: Any = "TCP", *, session: Any, say: Any) -> Any:
    """SocketConnect["host:port"] or SocketConnect[{"host", port}] connects with a program that listens there, over TCP,
    and gives a SocketObject. ReadString, ReadLine, SocketReadMessage, WriteString, BinaryWrite and their kin use it;
    Close ends it.

    >>> s = SocketOpen[0]; c = SocketConnect[s["Port"]]; {Head[c], Close[c] === c, Close[s] === s}
    {SocketObject, True, True}
    """
    found = _address(address)
    if found is None:
        return say("addr", address)
    if protocol not in ("TCP", S.Automatic):
        return say("proto", protocol)
    permit(session, "Connecting", f"{found[0]}:{found[1]}")
    return _enter(library.create_connection(found), session)


# ---- servers ---------------------------------------------------------------------------------------------------------


def _accept(server: _Socket, session: weakref.ref[Any]) -> None:
    """What the thread of a server does: take connections until it is closed."""
    while True:
        try:
            end, _ = server.end.accept()
        except OSError:
            return
        owner = session()
        if owner is None:
            end.close()
            return
        client = _enter(end, owner)
        server.clients.append(client)
        for listener, handler in list(server.handlers.items()):
            _attend(server, client, listener, handler, owner)
        del owner


def _attend(server: _Socket, client: Expr, listener: Expr, handler: Any, session: Any) -> None:
    one = _sockets(session).get(client)
    me = next((e for e, s in _sockets(session).items() if s is server), listener)
    if one is not None and one.inlet is not None:
        threading.Thread(
            target=_listen, args=(one.inlet, waiting(session).post, server, me, client, listener, handler), daemon=True
        ).start()


def _listen(inlet: Inlet, post: Callable[[Any], None], server: _Socket, me: Expr, client: Expr, listener: Expr,
            handler: Any) -> None:  # fmt: skip
    """What the thread of a connection does: hand over what arrives until there is no more."""
    while listener in server.handlers:
        data = inlet.present(patient=True)
        if not data:
            return
        known = {
            "Timestamp": date_object(datetime.now()),
            "Socket": me,
            "SourceSocket": client,
            "Data": data.decode("utf-8", "replace"),
            "DataByteArray": ByteArray(data),
            "DataBytes": ByteArray(data).normal(),
            "MultipartComplete": TRUE,
        }
        post(Expr(handler, (association(known.items()),)))


@builtin("SocketOpen[address_]", "SocketOpen[address_, protocol_]", volatile=True, **_MESSAGES)
@gated
def socket_open(address: Any, protocol: Any = "TCP", *, session: Any, say: Any) -> Any:
    """SocketOpen[port] opens a socket to which other programs of this machine can connect, SocketOpen[{"host", port}]
    one at another address of it; port 0 stands for any that is free. The result is a SocketObject;
    socket["ConnectedClients"] gives the connections, socket["Port"] the port.

    >>> s = SocketOpen[0]; c = SocketConnect[s["Port"]]; WriteString[c, "hello"]; Pause[0.2];
    ... r = ReadString[First[s["ConnectedClients"]], EndOfBuffer]; Close[c]; Close[s]; r
    hello
    """
    found = _address(address)
    if found is None:
        return say("addr", address)
    if protocol not in ("TCP", S.Automatic):
        return say("proto", protocol)
    permit(session, "Listening", f"{found[0]}:{found[1]}")
    end = library.create_server(found)
    made = Expr(S.SocketObject, (f"{end.getsockname()[0]}:{end.getsockname()[1]}",))
    server = _Socket(end, server=True)
    known = _sockets(session)
    known[made] = server

    def close() -> None:
        known.pop(made, None)
        server.close()
        for client in server.clients:
            for part in streams_of(session).pairs.pop(client, ()):
                part.close()

    streams_of(session).pairs[made] = _Nothing(), Outlet(lambda data: None, close)
    threading.Thread(target=_accept, args=(server, weakref.ref(session)), daemon=True).start()
    return made


class _Nothing:
    """What one reads from a server itself."""

    encoding = "latin-1"

    def read(self, n: int = -1) -> str:
        return ""

    readline = read

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        pass


@builtin("SocketListen[socket_, OptionsPattern[]]", "SocketListen[socket_, f_, OptionsPattern[]]",
         options={"HandlerFunctions": "<||>", "HandlerFunctionsKeys": "Automatic", "CharacterEncoding": '"UTF-8"',
                  "RecordSeparators": "None"},
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def socket_listen(socket: Any, f: Any = None, *, options: Any, session: Any, evaluate: Any, say: Any) -> Any:
    """SocketListen[port, f] opens a socket and applies f to an association with "SourceSocket", "Data",
    "DataByteArray" and "Timestamp" whenever something arrives, as soon as the session has nothing else to do or pauses;
    SocketListen[socket, f] does so with a socket of SocketOpen. The result is a SocketListener; Close ends it.

    >>> l = SocketListen[0, WriteString[#SourceSocket, ToUpperCase[#Data]] &];
    ... c = SocketConnect[l["Port"]]; WriteString[c, "hi"]; Pause[0.3]; r = ReadString[c, EndOfBuffer]; Close[l]; r
    HI
    """
    known = _sockets(session)
    if not (isinstance(socket, Expr) and socket in known):
        permit(session, "Listening", session.text(socket))
        socket = evaluate(Expr(S.SocketOpen, (socket,)))
        if not isinstance(socket, Expr) or socket not in known:
            return FAILED if socket is FAILED else say("nosock", socket)
    given = options["HandlerFunctions"]
    handler = (
        f if f is not None else given.get("DataReceived", S.Identity) if type(given) is Association else S.Identity
    )
    server = known[socket]
    made = Expr(S.SocketListener, (socket.args[0],))
    waiting(session)
    server.handlers[made] = handler
    for client in list(server.clients):
        _attend(server, client, made, handler, session)

    def close() -> None:
        server.handlers.pop(made, None)
        ends = streams_of(session).pairs.pop(socket, ())
        for end in ends:
            end.close()

    streams_of(session).pairs[made] = _Nothing(), Outlet(lambda data: None, close)
    return made


@builtin("DeleteObject[object_]", volatile=True, **_MESSAGES)
def delete_object(object: Any, *, session: Any, evaluate: Any, say: Any) -> Any:
    """DeleteObject[listener] ends what SocketListen has begun.

    >>> DeleteObject[SocketListen[0, Print]]; Sockets[]
    {}
    """
    if not isinstance(object, Expr) or object not in streams_of(session).pairs:
        return say("nosock", object)
    evaluate(Expr(S.Close, (object,)))
    return NULL


# ---- using them ------------------------------------------------------------------------------------------------------


def _open(socket: Any, session: Any, say: Any) -> _Socket | None:
    found = _sockets(session).get(socket) if isinstance(socket, Expr) else None
    return say("nosock", socket) if found is None else found


@builtin("SocketReadMessage[socket_]", volatile=True, **_MESSAGES)
def socket_read_message(socket: Any, *, session: Any, say: Any) -> Any:
    """SocketReadMessage[socket] waits for what arrives at a socket and gives it as a ByteArray; EndOfFile at the end.

    >>> s = SocketOpen[0]; c = SocketConnect[s["Port"]]; Pause[0.2]; WriteString[First[s["ConnectedClients"]], "ab"];
    ... r = Normal[SocketReadMessage[c]]; Close[s]; r
    {97, 98}
    """
    found = _open(socket, session, say)
    if found is None:
        return FAILED
    data = b"" if found.inlet is None else found.inlet.present()
    return ByteArray(data) if data else S.EndOfFile


@builtin("SocketReadyQ[socket_]", "SocketReadyQ[socket_, seconds_]", volatile=True, **_MESSAGES)
def socket_ready_q(socket: Any, seconds: Any = 0, *, session: Any, say: Any) -> Any:
    """SocketReadyQ[socket] gives True if something has arrived at a socket; SocketReadyQ[socket, t] waits t seconds.

    >>> s = SocketOpen[0]; c = SocketConnect[s["Port"]]; r = SocketReadyQ[c]; Close[s]; r
    False
    """
    found = _open(socket, session, say)
    if found is None:
        return FAILED
    end = time.monotonic() + (float(seconds) if type(seconds) in (int, float) else 0)
    while found.inlet is not None and not found.inlet.ready and time.monotonic() < end:
        session.evaluator.poll()
        time.sleep(0.01)
    return boolean(found.inlet is not None and found.inlet.ready)


@builtin("Sockets[]", volatile=True)
def sockets(*, session: Any) -> Any:
    """Sockets[] gives the list of open sockets.

    >>> Sockets[]
    {}
    """
    return make_list(_sockets(session))


_PROPERTIES: dict[str, Callable[[_Socket], Any]] = {
    "Port": lambda s: s.end.getsockname()[1],
    "SourcePort": lambda s: s.end.getsockname()[1],
    "SourceIPAddress": lambda s: s.end.getsockname()[0],
    "DestinationPort": lambda s: S.None_ if s.server else s.end.getpeername()[1],
    "DestinationIPAddress": lambda s: S.None_ if s.server else s.end.getpeername()[0],
    "ConnectedClients": lambda s: make_list(s.clients),
    "Protocol": lambda s: "TCP",
}


def _property(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    known = _sockets(session)
    found = known.get(Expr(S.SocketObject, head.args))
    if found is None or len(args) != 1 or type(args[0]) is not str or args[0] not in _PROPERTIES:
        return None
    found.clients = [c for c in found.clients if c in known]
    if args[0] == "Socket":
        return Expr(S.SocketObject, head.args)
    try:
        return _PROPERTIES[args[0]](found)
    except OSError:
        return S.None_


for _head in ("SocketObject", "SocketListener"):
    applied(_head)(_property)
