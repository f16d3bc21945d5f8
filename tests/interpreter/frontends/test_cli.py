"""The contract of the command line: what goes where, and with which exit status."""

import re
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """\
#!/usr/bin/env luperca
x = 20
Print["x is ", x]
x + 1
"""


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "program.wl"
    file.write_text(PROGRAM)
    return file


def test_code_prints_its_result(luperca):
    done = luperca("-c", "1 + 1")
    assert (done.stdout, done.stderr, done.returncode) == ("2\n", "", 0)


@pytest.mark.parametrize("word", ["-code", "--code"])
def test_code_as_wolframscript_spells_it(luperca, word):
    assert luperca(word, "2^10").stdout == "1024\n"


def test_null_prints_nothing(luperca):
    assert luperca("-c", "x = 1;").stdout == ""


def test_several_expressions_of_one_code_print_the_last(luperca):
    assert luperca("-c", "x = 2\nx^3").stdout == "8\n"


def test_messages_go_to_the_standard_error(luperca):
    done = luperca("-c", "Print[a]; 1/0")
    assert done.stdout == "a\nComplexInfinity\n"
    assert done.stderr.startswith("Power::infy: ") and done.stderr.count("\n") == 1
    assert done.returncode == 0


def test_a_program_shows_what_it_prints_only(luperca, program):
    done = luperca(str(program))
    assert (done.stdout, done.stderr, done.returncode) == ("x is 20\n", "", 0)


@pytest.mark.parametrize("words", [["-file"], ["-script"], ["--file"], ["-f"]])
def test_other_ways_to_name_the_program(luperca, program, words):
    assert luperca(*words, str(program)).stdout == "x is 20\n"


def test_print_shows_the_last_or_all_results(luperca, program):
    assert luperca("-print", str(program)).stdout == "x is 20\n21\n"
    assert luperca("-print", "all", str(program)).stdout == "20\nx is 20\n21\n"


def test_piped_input_is_a_program(luperca):
    assert luperca(input=PROGRAM).stdout == "x is 20\n"
    assert luperca("-", "argument", input="Print[Last[$ScriptCommandLine]]").stdout == "argument\n"


def test_script_command_line(luperca, tmp_path):
    file = tmp_path / "p.wl"
    file.write_text("Print[InputForm[Rest[$ScriptCommandLine]]]; Print[FileNameTake[$InputFileName]]")
    done = luperca(str(file), "-c", "two words")
    assert done.stdout == '{"-c", "two words"}\np.wl\n'


def test_transcript(luperca, tmp_path):
    file = tmp_path / "p.wl"
    file.write_text("1 + 1\n% + {1,\n 2}\nx;\nPrint[5]\n")
    done = luperca("--transcript", str(file))
    assert done.stdout == (
        "In[1]:= 1 + 1\nOut[1]= 2\n\n"
        "In[2]:= % + {1,\n         2}\nOut[2]= {3, 4}\n\n"
        "In[3]:= x;\n\n"
        "In[4]:= Print[5]\n5\n\n"
    )


def test_transcript_names_the_form(luperca):
    done = luperca("--transcript", "-c", "InputForm[1/2]")
    assert "Out[1]//InputForm= 1/2\n" in done.stdout


def test_syntax_error(luperca, tmp_path):
    file = tmp_path / "p.wl"
    file.write_text("#!x\nPrint[1]\nf[2, )\nPrint[3]\n")
    done = luperca(str(file))
    assert done.stdout == "1\n"
    assert done.returncode == 1
    first, source, caret = done.stderr.splitlines()[:3]
    assert "line 3" in first and "column 6" in first
    assert source.endswith("f[2, )")
    assert caret.index("^") == source.index(")")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("Exit[]", 0),
        ("Exit[7]", 7),
        ("Quit[3]", 3),
        ("Module[{}, Do[If[i == 2, Exit[4]], {i, 5}]]", 4),
        ("Throw[1]", 1),
        ("Abort[]", 1),
        ("f[", 1),
        ("1/0", 0),
        ("Catch[Throw[1]]", 0),
        ("CheckAbort[Abort[], 2]", 0),
    ],
)
def test_exit_status(luperca, code, status):
    assert luperca("-c", code).returncode == status


def test_a_throw_or_an_abort_ends_a_program(luperca):
    for code in ("Throw[1]", "Abort[]"):
        done = luperca("-", input=f"Print[1]\n{code}\nPrint[2]\n")
        assert (done.stdout, done.returncode) == ("1\n", 1)


def test_a_program_that_exits_has_printed_everything(luperca):
    assert luperca("-c", "Print[1]; Exit[2]; Print[3]").stdout == "1\n"


def test_wrong_command_lines(luperca, tmp_path):
    for words in (["--nonsense"], ["-c"], ["missing.wl"], [str(tmp_path)]):
        done = luperca(*words)
        assert done.returncode == 2
        assert done.stdout == "" and done.stderr.startswith("luperca: ")


def test_a_program_that_is_no_text(luperca, tmp_path):
    file = tmp_path / "p.wl"
    file.write_bytes(b"Print[1]\n\xff\xfe")
    done = luperca(str(file))
    assert done.returncode == 2 and "UTF-8" in done.stderr


def test_byte_order_mark_and_windows_line_ends(luperca, tmp_path):
    file = tmp_path / "p.wl"
    file.write_bytes(b"\xef\xbb\xbfx = 1\r\nPrint[x +\r\n 1]\r\n")
    assert luperca(str(file)).stdout == "2\n"


def test_version_and_help(luperca):
    assert re.fullmatch(r"luperca \d+\.\d+\.\d+\n", luperca("--version").stdout)
    assert luperca("--help").stdout.startswith("usage: luperca")


def test_colour(luperca):
    assert "\x1b[" not in luperca("-c", "1/0").stderr
    assert "\x1b[" in luperca("--color=always", "-c", "1/0").stderr
    assert "\x1b[" in luperca("-c", "1/0", FORCE_COLOR="1").stderr
    assert "\x1b[" not in luperca("-c", "1/0", FORCE_COLOR="1", NO_COLOR="1").stderr


def test_sandbox(luperca, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    open_session = luperca("-c", 'ReadString["secret.txt"]')
    assert open_session.stdout == "secret\n"
    assert "secret\n" not in luperca("--sandbox", "-c", 'ReadString["secret.txt"]').stdout


def test_epilog_runs_at_the_end(luperca):
    assert luperca("-c", "$Epilog := Print[bye]; Print[1]").stdout == "1\nbye\n"


def start(command, *words, **options):
    return subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupt(command, tmp_path):
    process = start(command, "-c", 'Put[1, "ready"]; While[True]', cwd=tmp_path)
    try:
        for _ in range(600):
            if (tmp_path / "ready").exists():
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130
    finally:
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_a_reader_that_goes_away_ends_the_program_quietly(command):
    process = start(command, "-c", "Do[Print[i], {i, 10^6}]")
    try:
        assert process.stdout.readline() == "1\n"
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == ""
    finally:
        process.kill()


def test_one_line_of_code_loads_nothing_heavy(command, tmp_path):
    heavy = ("numpy", "PIL", "prompt_toolkit", "mpmath", "platformdirs", "argparse", "asyncio", "safetensors")
    report = tmp_path / "report.py"
    report.write_text(
        "import atexit, sys\n"
        f"atexit.register(lambda: sys.stderr.write(repr([m for m in {heavy} if m in sys.modules])))\n"
        "sys.argv = sys.argv[1:]\n"
        "import runpy\n"
        + (
            f"runpy.run_path({command[1]!r}, run_name='__main__')\n"
            if len(command) == 2
            else "runpy.run_module('luperca', run_name='__main__')\n"
        )
    )
    done = subprocess.run([sys.executable, report, "luperca", "-c", "1+1"], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("2\n", "[]")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"PMI_RANK": "0"}, True), ({"PMI_RANK": "1"}, False), ({"OMPI_COMM_WORLD_RANK": "3"}, False)],
)
def test_of_several_processes_the_first_speaks(environment, expected):
    from luperca.interpreter.frontends.cli import speaks

    assert speaks(environment) is expected


@pytest.mark.parametrize("rank", ["0", "1"])
def test_of_several_processes_the_first_writes(luperca, tmp_path, rank):
    own = tmp_path / "own"  # what is temporary every process has for itself
    own.mkdir()
    code = 'Export["a.txt", "x"]; Put[1, "b.wl"]; Put[2, CreateFile[]]'
    done = luperca("-c", code, PMI_RANK=rank, TMPDIR=str(own))
    assert done.returncode == 0
    assert sorted(p.name for p in tmp_path.glob("*.*")) == (["a.txt", "b.wl"] if rank == "0" else [])
    assert [p.read_text() for p in own.iterdir()] == ["2\n"]
