"""Sockets within this machine, and tasks that are evaluated beside the program."""

import gc
import socket
import threading
import time

import pytest
from luperca import Session


@pytest.fixture
def echo():
    """A server that gives back every line in capitals, until its client goes away."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        try:
            while True:
                end, _ = server.accept()
                with end, end.makefile("rb") as lines:
                    for line in lines:
                        if line == b"quit\n":
                            break
                        end.sendall(line.upper())
        except OSError:
            pass

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('WriteLine[c, "hello"]; ReadLine[c]', "HELLO"),
        ('WriteString[c, "ab\\n"]; ByteArrayToString[SocketReadMessage[c]]', "AB\n"),
        ('BinaryWrite[c, {97, 10}]; BinaryRead[c, {"Byte", "Byte"}]', "{65, 10}"),
        ('WriteLine[c, "x,y"]; {ReadString[c, ","], ReadString[c, "\\n"]}', "{X, Y}"),
        ('r = SocketReadyQ[c]; WriteLine[c, "x"]; {r, SocketReadyQ[c, 5]}', "{False, True}"),
        ('WriteLine[c, "quit"]; {SocketReadMessage[c], ReadString[c]}', "{EndOfFile, EndOfFile}"),
        ("{Sockets[] === {c}, Close[c] === c, Sockets[]}", "{True, True, {}}"),
        ('{c["DestinationPort"] == PORT, c["DestinationIPAddress"]}', "{True, 127.0.0.1}"),
        ("TimeConstrained[SocketReadMessage[c], 0.2, late]", "late"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["PORT", '"127.0.0.1:PORT"', '{"127.0.0.1", PORT}'])
def test_a_client(echo, text, result, address):
    found = Session().evaluate_wrap(f"c = SocketConnect[{address}]; {text}".replace("PORT", str(echo)))
    assert (found.text, found.messages_name) == (result, [])


def test_a_server():
    session = Session()
    session.evaluate("s = SocketOpen[0]")
    with socket.create_connection(("127.0.0.1", session.evaluate('s["Port"]'))) as client:
        client.sendall(b"question\n")
        assert session.evaluate('While[s["ConnectedClients"] == {}, Pause[0.02]]; t = First[s["ConnectedClients"]];'
                                "ReadLine[t]") == "question"  # fmt: skip
        session.evaluate('WriteString[t, "answer"]; Close[s]')
        assert client.makefile("rb").read() == b"answer"
    assert session.evaluate_wrap("Sockets[]").text == "{}"


def test_a_listener_while_nothing_is_evaluated():
    session = Session()
    port = session.evaluate('l = SocketListen[0, WriteString[#SourceSocket, "<" <> #Data <> ">"] &]; l["Port"]')
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        for word in (b"one", b"two"):
            client.sendall(word)
            assert client.recv(100) == b"<" + word + b">"
    assert session.evaluate('Keys[Association["x" -> 1]]; Close[l] === l')


def test_a_listener_in_pauses():
    text = """l = SocketListen[SocketOpen[0], (got = #; AppendTo[seen, #Data]) &]; seen = {};
      c = SocketConnect[l["Port"]]; WriteString[c, "hi"]; TimeConstrained[While[seen === {}, Pause[0.02]], 20];
      Close[c]; Close[l]; {seen, Normal[got["DataByteArray"]], Head[got["SourceSocket"]]}"""
    assert Session().evaluate_wrap(text).text == "{{hi}, {104, 105}, SocketObject}"


def test_sockets_close_with_their_session(echo):
    session = Session()
    port = session.evaluate(f's = SocketOpen[0]; c = SocketConnect[{echo}]; s["Port"]')
    del session
    end = time.monotonic() + 10
    while time.monotonic() < end:
        gc.collect()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            break
        time.sleep(0.05)
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", port))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('SocketConnect["nonsense"]', "SocketConnect::addr"),
        ("SocketConnect[{1, 2}]", "SocketConnect::addr"),
        ("SocketConnect[1]", "SocketConnect::oserr"),
        ('SocketConnect[1, "ZMQ"]', "SocketConnect::proto"),
        ("SocketReadMessage[1]", "SocketReadMessage::nosock"),
        ("SocketOpen[x]", "SocketOpen::addr"),
    ],
)
def test_complaints(text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]


@pytest.mark.parametrize("text", ["SocketConnect[1]", "SocketOpen[0]", "SocketListen[0, f]", "SessionSubmit[1]"])
def test_a_sandbox_has_none(text):
    found = Session(sandbox=True).evaluate_wrap(text)
    assert (found.text, found.messages_name) == ("$Failed", [f"{text.partition('[')[0]}::sandbox"])


# ---- tasks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("x = 0; t = SessionSubmit[x = 5]; TaskWait[t]; x", "5"),
        ("x = 0; t = SessionSubmit[ScheduledTask[x++, {0.01, 3}]]; TaskWait[t]; {x, Tasks[]}", "{3, {}}"),
        ("x = 0; t = SessionSubmit[ScheduledTask[x++, 0.01]]; While[x < 3, Pause[0.01]]; TaskRemove[t]; Tasks[]", "{}"),
        ("x = 0; t = RunScheduledTask[x++, {0.01}]; While[x < 1, Pause[0.01]]; RemoveScheduledTask[t]; x", "1"),
        ("x = 0; t = CreateScheduledTask[x++, {0.01}]; Pause[0.1]; x", "0"),
        ("TaskWait[SessionSubmit[Throw[1]]]; Quiet[TaskWait[SessionSubmit[Abort[]]]]; 7", "7"),
    ],
)
def test_tasks(text, result):
    assert Session().evaluate_wrap(text).text == result


def test_a_task_while_nothing_is_evaluated():
    session = Session()
    session.evaluate("x = 0; SessionSubmit[ScheduledTask[x = 1, {0.01}]]")
    end = time.monotonic() + 10
    while session.evaluate("x") == 0 and time.monotonic() < end:
        time.sleep(0.05)
    assert session.evaluate("x") == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [("TaskRemove[1]", "TaskRemove::notask"), ("SessionSubmit[ScheduledTask[1, x]]", "SessionSubmit::spec")],
)
def test_complaints_of_tasks(text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]
