"""Programs that run beside the session, and ReadString of everything that can be read."""

import gc
import sys
import time

import pytest
from luperca import Session

CODE = "import sys\\nfor l in sys.stdin: print(l.strip().upper())"
ECHO = f'p = StartProcess[{{"{sys.executable}", "-u", "-c", "{CODE}"}}]; '


@pytest.fixture
def session():
    session = Session()
    yield session
    session.evaluate("Scan[KillProcess, Processes[]]")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('WriteLine[p, "héllo"]; ReadLine[p]', "HÉLLO"),
        ('WriteString[p, "a b 12\\n"]; Read[p, {Word, Word, Number}]', "{A, B, 12}"),
        ('WriteLine[p, "x,y,z"]; {ReadString[p, ","], ReadString[p, "\\n"]}', "{X, Y,Z}"),
        ('WriteLine[p, "abc"]; StringTrim[ReadString[p, EndOfBuffer]]', "ABC"),
        ('BinaryWrite[p, {97, 98, 10}]; BinaryRead[p, {"Byte", "Byte"}]', "{65, 66}"),
        ('WriteLine[p, "q"]; Close[ProcessConnection[p, "StandardInput"]]; {ReadString[p], ReadString[p]}',
         "{Q\n, EndOfFile}"),
        ('{ProcessStatus[p], ProcessStatus[p, "Running"], Length[Processes[]]}', "{Running, True, 1}"),
        ('KillProcess[p]; {ProcessStatus[p], Processes[], ReadLine[p]}', "{Finished, {}, EndOfFile}"),
        ('{ProcessInformation[p, "ExitCode"], Keys[ProcessInformation[p]]}',
         "{None, {PID, Program, Arguments, Status, ExitCode}}"),
        ("TimeConstrained[ReadLine[p], 0.2, late]", "late"),
        ("Head[p]", "ProcessObject"),
    ],
)  # fmt: skip
def test_talking(session, text, result):
    found = session.evaluate_wrap(ECHO + text)
    assert (found.text, found.messages_name) == (result, [])


def test_output_errors_and_exit_code(session):
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    text = f"""q = StartProcess[{{"{sys.executable}", "-c", "{code}"}}];
      {{ReadString[q], ReadString[ProcessConnection[q, "StandardError"]],
        Pause[0.2]; ProcessInformation[q, "ExitCode"]}}"""
    assert [str(x).split() for x in session.evaluate(text)] == [["out"], ["err"], ["3"]]


def test_much_output_does_not_block(session):
    code = "print('x' * 3000000)"
    command = f'{{"{sys.executable}", "-c", "{code}"}}'
    assert session.evaluate(f"StringLength[ReadString[StartProcess[{command}]]]") == 3000001


def test_where_and_with_what_a_program_starts(session, tmp_path):
    place = tmp_path.as_posix()
    code = "import os; print(os.getcwd(), os.environ.get('FOO'))"
    options = f'ProcessDirectory -> "{place}", ProcessEnvironment -> {{"FOO" -> "bar"}}'
    command = f'{{"{sys.executable}", "-c", "{code}"}}'
    assert session.evaluate(f'RunProcess[{command}, "StandardOutput", {options}]').split() == [place, "bar"]
    assert session.evaluate(f"ReadLine[StartProcess[{command}, {options}]]").split() == [place, "bar"]


def test_programs_end_with_their_session():
    session = Session()
    session.evaluate(ECHO)
    child = next(iter(session.core.state["processes"].known.values()))
    del session
    gc.collect()
    end = time.monotonic() + 10
    while child.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert child.poll() is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('StartProcess["no-such-program-here"]', "StartProcess::oserr"),
        ("StartProcess[{1}]", "StartProcess::proc"),
        ("ProcessStatus[1]", "ProcessStatus::invproc"),
        ("KillProcess[ProcessObject[7, x]]", "KillProcess::invproc"),
        (ECHO + 'ProcessInformation[p, "Colour"]', "ProcessInformation::prop"),
        ('ReadString["nowhere at all"]', "ReadString::noopen"),
        ("ReadString[1]", "ReadString::stream"),
        ('ReadString[StringToStream["a"], x]', "ReadString::term"),
    ],
)
def test_complaints(session, text, name):
    assert session.evaluate_wrap(text).messages_name == [name]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('s = StringToStream["a, b; c"]; {ReadString[s, {", ", "; "}], ReadString[s, {", ", "; "}], ReadString[s]}',
         "{a, b, c}"),
        ('s = StringToStream["abc"]; {ReadString[s], ReadString[s]}', "{abc, EndOfFile}"),
        ('f = CreateFile[]; {ReadString[f], DeleteFile[f]}', "{, Null}"),
    ],
)  # fmt: skip
def test_read_string(session, text, result):
    assert session.evaluate_wrap(text).text == result


def test_a_sandbox_starts_nothing():
    found = Session(sandbox=True).evaluate_wrap('{StartProcess[{"true"}], Processes[]}')
    assert (found.text, found.messages_name) == ("{$Failed, {}}", ["StartProcess::sandbox"])
