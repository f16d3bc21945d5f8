"""File names, files, directories, packages and streams; and that a sandboxed session touches none of them."""

import pytest
from luperca.interpreter.session import Session

NAMES = [
    ('FileNameJoin[{"a", "b", "c"}]', '"a/b/c"'),
    ('FileNameJoin[{"", "usr", "lib"}]', '"/usr/lib"'),
    ('FileNameJoin[{"/a/", "/b"}]', '"/a/b"'),
    ('FileNameJoin["a", "b"]', '"a/b"'),
    ('FileNameSplit["/a/b//c"]', '{"", "a", "b", "c"}'),
    ('FileNameTake["/a/b/c.wl", -2]', '"b/c.wl"'),
    ('FileNameTake["/a/b/c.wl", {2, 3}]', '"a/b"'),
    ('FileNameDrop["a/b/c", 1]', '"b/c"'),
    ('FileNameDepth["/a/b"]', "2"),
    ('DirectoryName["/a/b/c.wl"]', '"/a/b/"'),
    ('DirectoryName["/a/b/c.wl", 2]', '"/a/"'),
    ('DirectoryName["c.wl"]', '""'),
    ('FileBaseName[File["a/b.tar.gz"]]', '"b.tar"'),
    ('FileExtension[{"a.m", ".hidden", "b"}]', '{"m", "", ""}'),
    ('ExpandFileName["/a/../b"]', '"/b"'),
    ('ParentDirectory["/a/b"]', '"/a"'),
    ('FileExistsQ["/no/such/file"]', "False"),
]


@pytest.mark.parametrize(("given", "expected"), NAMES)
def test_file_name(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


@pytest.fixture
def here(ask, tmp_path):
    """A session whose current directory is a fresh one."""
    ask(f'SetDirectory["{tmp_path}"]')
    return tmp_path


def test_put_and_get(ask, here):
    ask('Put[{1, x^2, "s"}, "f.wl"]; PutAppend[f[a, b], "f.wl"]')
    assert (here / "f.wl").read_text() == '{1, x^2, "s"}\nf[a, b]\n'
    assert ask('Get["f.wl"]') == "f[a, b]"
    assert ask("<<f.wl") == "f[a, b]"


def test_get_defines_line_by_line_and_knows_its_file(ask, here):
    (here / "p.wl").write_text("#! /usr/bin/env luperca\na1 = 2;\nb1 = a1 + 1;\n$InputFileName\n")
    assert ask('Get["p.wl"]') == f'"{here}/p.wl"'
    assert ask("{a1, b1, $InputFileName}") == '{2, 3, ""}'


def test_what_get_cannot_read(ask, here):
    (here / "bad.wl").write_text("c1 = 1;\nf[;\n")
    assert ask('Get["bad.wl"]') == "$Failed"
    assert ask.messages == ["Get::syntax"]
    assert ask("c1") == "1"
    assert ask('Get["absent.wl"]') == "$Failed"
    assert ask.messages == ["Get::noopen"]


def test_needs_reads_a_package_once(ask, here):
    (here / "Pack.wl").write_text('BeginPackage["Pack`"]; twice; Begin["`Private`"]; '
                                  "twice[x_] := 2 x; Global`count++; End[]; EndPackage[];")  # fmt: skip
    assert ask('count = 0; Needs["Pack`"]; Needs["Pack`"]; {twice[4], count}') == "{8, 1}"
    (here / "Other.wl").write_text("1")
    assert ask('Needs["Other`"]') == "$Failed"
    assert ask.messages == ["Needs::nocont"]


def test_save_keeps_definitions(ask, here):
    ask('g[x_] := h[x] + 1; h[x_] := k0 x; k0 = 3; Save["s.wl", g]; Clear[g, h, k0]')
    assert ask('Get["s.wl"]; g[2]') == "7"


def test_directories(ask, here):
    made = ask('CreateDirectory["sub/deep"]')
    assert made == f'"{here}/sub/deep"' and (here / "sub" / "deep").is_dir()
    (here / "sub" / "one.wl").write_text("")
    (here / "two.wl").write_text("")
    assert ask("FileNames[]") == '{"sub", "two.wl"}'
    assert ask('FileNames["*.wl", "", Infinity]') == '{"sub/one.wl", "two.wl"}'
    assert ask('FileNames["*.wl", "sub"]') == '{"sub/one.wl"}'
    assert ask('FileNames[__ ~~ ".wl"]') == '{"two.wl"}'
    assert ask('DeleteDirectory["sub"]') == "$Failed"
    assert ask.messages == ["DeleteDirectory::dirne"]
    assert ask('DeleteDirectory["sub", DeleteContents -> True]; DirectoryQ["sub"]') == "False"
    assert ask('FileType["two.wl"]') == "File"


def test_set_directory_nests(ask, here):
    ask('CreateDirectory["in"]; SetDirectory["in"]')
    assert ask("Directory[]") == f'"{here}/in"'
    assert ask("ResetDirectory[]") == f'"{here}"'
    assert ask('SetDirectory["absent"]') == "$Failed"
    assert ask.messages == ["SetDirectory::cdir"]


def test_copy_rename_delete(ask, here):
    (here / "a.txt").write_text("text")
    assert ask('CopyFile["a.txt", "b.txt"]') == f'"{here}/b.txt"'
    assert ask('CopyFile["a.txt", "b.txt"]') == "$Failed"
    assert ask.messages == ["CopyFile::filex"]
    assert ask('CopyFile["a.txt", "b.txt", OverwriteTarget -> True]') == f'"{here}/b.txt"'
    assert ask('RenameFile["b.txt", "c.txt"]; FileExistsQ /@ {"b.txt", "c.txt"}') == "{False, True}"
    assert ask('FileByteCount["c.txt"]') == "4"
    assert ask('FileHash["c.txt", "SHA256", "HexString"] === Hash["text", "SHA256", "HexString"]') == "True"
    assert ask('DeleteFile[{"a.txt", "c.txt"}]; FileNames[]') == "{}"
    assert ask('DeleteFile["a.txt"]') == "$Failed"
    assert ask.messages == ["DeleteFile::fdnfnd"]


def test_streams(ask, here):
    ask('s = OpenWrite["s.txt"]; WriteString[s, "a b\\n", 12, "\\n"]; WriteLine[s, "end"]; Close[s]')
    assert ask('ReadString["s.txt"]') == '"a b\\n12\\nend\\n"'
    assert ask('ReadList["s.txt", String]') == '{"a b", "12", "end"}'
    assert ask('ReadList["s.txt", Word]') == '{"a", "b", "12", "end"}'
    ask('r = OpenRead["s.txt"]')
    assert ask("{ReadLine[r], Read[r, Number], Read[r, Character], Read[r, Word], Read[r, Word]}") == (
        '{"a b", 12, "\\n", "end", EndOfFile}'
    )
    assert ask("Close[r]") == f'"{here}/s.txt"'
    assert ask("Close[r]") == "Close[" + ask("r") + "]"
    assert ask('ReadList[StringToStream["1 + 1\\n2 x"]]') == "{2, 2*x}"


def test_write_string_to_the_terminal(ask):
    written = []
    ask.session.state["write_stdout"] = written.append
    ask('WriteString["stdout", "a", 1]; WriteString[$Output, "b"]')
    assert "".join(written) == "a1b"


SANDBOXED = [
    'Get["/etc/hostname"]', 'ReadString["/etc/hostname"]', 'Put[1, "out.txt"]', "CreateFile[]", "CreateDirectory[]",
    "FileNames[]", 'FileExistsQ["/etc"]', 'DeleteFile["x"]', 'CopyFile["a", "b"]', 'Environment["HOME"]',
    'OpenWrite["x"]', 'OpenRead["/etc/hostname"]', 'SetDirectory["/"]', 'WriteString["x.txt", "a"]',
    'Run["true"]', 'RunProcess[{"true"}]', 'Import["/etc/hostname"]', 'Export["x.txt", 1]', 'Needs["Some`"]',
    'Save["x", f]', 'FileHash["/etc/hostname"]', 'FindFile["x"]',
]  # fmt: skip


@pytest.mark.parametrize("given", SANDBOXED)
def test_sandbox(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = Session(sandbox=True, debug=True)
    [item] = session.read(given)
    outcome = session.evaluate_input(item)
    assert session.text(outcome.expr, "InputForm") == "$Failed"
    assert [m.tag for m in outcome.messages] == ["sandbox"]
    assert list(tmp_path.iterdir()) == []


def test_sandbox_hides_names():
    session = Session(sandbox=True, debug=True)
    values = [session.own_value(i.expr) for i in session.read("$HomeDirectory\n$UserName\n$TemporaryDirectory")]
    assert {session.text(v) for v in values} == {"$Failed"}


def test_file_print(ask, tmp_path):
    (tmp_path / "lines.txt").write_text("one\ntwo\n\nfour\n\n")
    ask(f'f = "{(tmp_path / "lines.txt").as_posix()}"')
    ask("FilePrint[f]; FilePrint[f, 1]; FilePrint[f, -3]; FilePrint[f, 2 ;; 3]")
    assert ask.printed == ["one\ntwo\n\nfour", "one", "two\n\nfour", "two\n"]
    assert ask('FilePrint["no such file"]') == "$Failed"
    assert ask.messages == ["FilePrint::noopen"]
