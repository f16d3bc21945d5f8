"""Requests over HTTP, against a server of this machine."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from luperca import Session


class Handler(BaseHTTPRequestHandler):
    """Tells what it was asked, or gives what stands in PAGES."""

    PAGES = {
        "/a.csv": ("text/csv", b"1,2\n3,4\n"),
        "/d.json": ("application/json", b'{"a": [1, 2]}'),
        "/latin": ("text/plain; charset=iso-8859-1", "é".encode("latin-1")),
        "/utf": ("text/plain; charset=utf-8", "é".encode()),
        "/dir/name%20x.txt": ("text/plain", b"hello"),
    }

    def answer(self):
        size = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(size).decode("latin-1")
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/a.csv")
            self.end_headers()
            return
        if self.path == "/slow":
            self.server.released.wait(20)
        kind, data = self.PAGES.get(self.path, ("application/json", None))
        if data is None:
            headers = {k.lower(): v for k, v in self.headers.items()}
            told = {"method": self.command, "path": self.path, "body": body, "headers": headers}
            data = json.dumps(told).encode()
        self.send_response(404 if self.path.startswith("/no") else 200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.released = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.released.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return Session()


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('URLRead["SITE/utf"]["Body"]', "é"),
        ('URLRead["SITE/latin"]["Body"]', "é"),
        ('Normal[URLRead["SITE/latin"]["BodyByteArray"]]', "{233}"),
        ('URLRead["SITE/a.csv", "StatusCode"]', "200"),
        ('URLRead["SITE/nothing", {"StatusCode", "StatusCodeDescription"}]',
         "<|StatusCode -> 404, StatusCodeDescription -> Not Found|>"),
        ('URLRead["SITE/a.csv"]["ContentType"]', "text/csv"),
        ('URLRead["SITE/moved", "Body"]', "1,2\n3,4\n"),
        ('URLRead["SITE/moved", "StatusCode", FollowRedirects -> False]', "302"),
        ('Lookup[URLRead["SITE/a.csv"]["Headers"], "content-type"]', "text/csv"),
        ('URLFetch["SITE/utf"]', "é"),
        ('URLFetch["SITE/utf", {"StatusCode", "ContentData"}]', "{200, {195, 169}}"),
        ('Import["SITE/a.csv"]', "{{1, 2}, {3, 4}}"),
        ('Import["SITE/a.csv", "Text"]', "1,2\n3,4"),
        ('Import[URL["SITE/d.json"], "RawJSON"]', "<|a -> {1, 2}|>"),
        ('URLExecute["SITE/d.json"]', "{a -> {1, 2}}"),
        ('URLExecute["SITE/d.json", {}, "RawJSON"]', "<|a -> {1, 2}|>"),
        ('URLExecute["SITE/a.csv"]', "{{1, 2}, {3, 4}}"),
        ('URLExecute["SITE/x", {"q" -> "two words", "n" -> 3}, "RawJSON"]["path"]', "/x?q=two+words&n=3"),
        ('FailureQ[URLExecute["SITE/nothing"]]', "True"),
        ('FileNameTake[URLSave["SITE/a.csv", "kept.csv"]]', "kept.csv"),
        ('u = URLSave["SITE/a.csv", "kept.csv"]; Import[u]', "{{1, 2}, {3, 4}}"),
        ('f = URLDownload["SITE/dir/name%20x.txt", "."]; {FileNameTake[f], Import[f]}', "{name x.txt, hello}"),
        ('Length[URLDownload[{"SITE/a.csv", "SITE/d.json"}, "."]]', "2"),
        ('FileNames[] // Length', "0"),
    ],
)  # fmt: skip
def test_getting(site, session, text, result):
    found = session.evaluate_wrap(text.replace("SITE", site))
    assert (found.text, found.messages_name) == (result, [])


def told(session, site, request):
    found = session.evaluate(f'URLRead[{request.replace("SITE", site)}, "Body"]')
    return json.loads(found)


def test_what_a_request_says(session, site):
    def ask(parts):
        return told(session, site, f'HTTPRequest["SITE/x", {parts}]')

    assert ask('<|"Method" -> "DELETE"|>')["method"] == "DELETE"
    assert ask('<|"Query" -> {"a" -> 1}|>')["path"] == "/x?a=1"
    plain = ask('<|"Body" -> "héllo"|>')
    assert (plain["method"], plain["body"].encode("latin-1").decode()) == ("POST", "héllo")
    form = ask('<|"Body" -> {"a" -> "x y", "b" -> "&"}|>')
    assert (form["body"], form["headers"]["content-type"]) == ("a=x+y&b=%26", "application/x-www-form-urlencoded")
    assert ask('<|"Method" -> "PUT", "Body" -> ByteArray[{1, 2}]|>')["body"] == "\x01\x02"
    custom = ask('<|"Headers" -> {"X-Own" -> "1"}, "ContentType" -> "a/b", "Body" -> "{}", "UserAgent" -> "me"|>')
    assert [custom["headers"][k] for k in ("x-own", "content-type", "user-agent")] == ["1", "a/b", "me"]
    login = ask('<|"Username" -> "u", "Password" -> "p"|>')["headers"]["authorization"]
    assert base64.b64decode(login.split()[1]) == b"u:p"
    session.evaluate('Export["up.txt", "content"]')
    many = ask('<|"Body" -> {"file" -> File["up.txt"], "k" -> "v"}|>')
    assert many["headers"]["content-type"].startswith("multipart/form-data")
    assert 'filename="up.txt"' in many["body"] and "content" in many["body"] and 'name="k"' in many["body"]
    parts = f'"Scheme" -> "http", "Domain" -> "127.0.0.1", "Port" -> {site.split(":")[2]}, "Path" -> {{"", "p"}}'
    assert told(session, site, f'HTTPRequest[<|{parts}, "Query" -> {{"z" -> "1"}}|>]')["path"] == "/p?z=1"


def test_the_older_way_to_say_it(session, site):
    def ask(options):
        return json.loads(session.evaluate(f'URLFetch["{site}/x", {options}]'))

    assert ask('"Parameters" -> {"a" -> "1"}')["path"] == "/x?a=1"
    posted = ask('"Method" -> "POST", "Parameters" -> {"a" -> "1"}, "Headers" -> {"X-Own" -> "2"}')
    assert (posted["method"], posted["body"], posted["headers"]["x-own"]) == ("POST", "a=1", "2")
    assert ask('"Method" -> "PUT", "Body" -> "b"')["body"] == "b"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('HTTPRequest["http://e.com/a?b=1"]["Domain"]', "e.com"),
        ('HTTPRequest["e.com", <|"Query" -> {"b" -> "1"}|>]["URL"]', "e.com?b=1"),
        ('HTTPRequest["e.com"]["Method"]', "GET"),
        ('HTTPResponse["a", <|"StatusCode" -> 500|>]["StatusCodeDescription"]', "Internal Server Error"),
        ('HTTPResponse[ByteArray[{195, 169}]]["Body"]', "é"),
    ],
)
def test_objects(session, text, result):
    assert session.evaluate_wrap(text).text == result


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ('FailureQ[URLRead["http://127.0.0.1:9/"]]', "True", "URLRead::invhttp"),
        ('URLFetch["http://127.0.0.1:9/"]', "$Failed", "URLFetch::invhttp"),
        ('Import["http://127.0.0.1:9/"]', "$Failed", "Import::invhttp"),
        ('Import["SITE/nothing"]', "$Failed", "Import::invhttp"),
        ('FailureQ[URLRead["file:///etc/passwd"]]', "True", "URLRead::invhttp"),
        ("URLRead[1]", "URLRead[1]", "URLRead::invurl"),
        ('URLRead["SITE/a.csv", "Colour"]', "$Failed", "URLRead::prop"),
        ('FailureQ[URLRead["SITE/slow", TimeConstraint -> 0.2]]', "True", "URLRead::invhttp"),
    ],
)
def test_complaints(site, session, text, value, name):
    found = session.evaluate_wrap(text.replace("SITE", site))
    assert (found.text, found.messages_name) == (value, [name])


def test_in_the_background(site, session):
    text = f"""got = {{}};
      t = URLSubmit["{site}/a.csv", HandlerFunctions -> <|"BodyReceived" -> (AppendTo[got, #Body] &),
      "TaskFinished" -> (AppendTo[got, #StatusCode] &)|>]; TaskWait[t]; got"""
    found = session.evaluate_wrap(text)
    assert (found.text, found.messages_name) == ("{1,2\n3,4\n, 200}", [])


def test_waiting_can_be_interrupted(site, session):
    assert session.evaluate_wrap(f'TimeConstrained[URLRead["{site}/slow"], 0.2, late]').text == "late"


@pytest.mark.parametrize(
    "text", ['URLRead["SITE/a.csv"]', 'URLFetch["SITE/a.csv"]', 'Import["SITE/a.csv"]', 'URLDownload["SITE/a.csv"]',
             'URLSave["SITE/a.csv", "f"]', 'URLExecute["SITE/a.csv"]', 'URLSubmit["SITE/a.csv"]']
)  # fmt: skip
def test_a_sandbox_goes_nowhere(site, text):
    found = Session(sandbox=True).evaluate_wrap(text.replace("SITE", site))
    assert (found.text, found.messages_name) == ("$Failed", [f"{text.partition('[')[0]}::sandbox"])
