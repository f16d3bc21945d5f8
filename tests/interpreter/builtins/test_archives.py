"""Archives: against Python's own modules, and that nothing leaves the target."""

import gzip
import io
import tarfile
import zipfile

import pytest
from luperca import Session


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tree = tmp_path / "tree"
    (tree / "sub").mkdir(parents=True)
    (tree / "a.txt").write_text("hello")
    (tree / "sub" / "b.bin").write_bytes(bytes(range(256)) * 40)
    return tmp_path


@pytest.mark.parametrize("name", ["t.zip", "t.tar", "t.tar.gz", "t.tgz", "t.tar.bz2", "t.tar.xz"])
def test_there_and_back(place, name):
    session = Session()
    made = session.evaluate_wrap(f'CreateArchive["tree", "{name}"]')
    assert (made.text, made.messages_name) == (str(place / name), [])
    opened = zipfile.ZipFile(name).namelist() if name.endswith("zip") else tarfile.open(name).getnames()
    assert {n.rstrip("/") for n in opened} == {"tree", "tree/a.txt", "tree/sub", "tree/sub/b.bin"}
    found = session.evaluate_wrap(f'ExtractArchive["{name}", "out/deep"]')
    assert found.messages_name == []
    assert sorted(session.evaluate(f'Sort[ExtractArchive["{name}", "out/deep", OverwriteTarget -> True]]')) == [
        str(place / "out/deep/tree/a.txt"), str(place / "out/deep/tree/sub/b.bin"),
    ]  # fmt: skip
    assert (place / "out/deep/tree/sub/b.bin").read_bytes() == bytes(range(256)) * 40


def test_a_single_packed_file(place):
    session = Session()
    session.evaluate('CreateArchive["tree/a.txt", "a.txt.gz"]; ExtractArchive["a.txt.gz", "out"]')
    assert gzip.open("a.txt.gz").read() == b"hello"
    assert (place / "out/a.txt").read_text() == "hello"


def test_what_is_chosen_and_where_it_goes(place):
    session = Session()
    assert session.evaluate_wrap('FileNameTake[CreateArchive["tree"]]').text == "tree.zip"
    assert session.evaluate_wrap('FileNameTake /@ ExtractArchive["tree.zip", "o", "*.txt"]').text == "{a.txt}"
    session.evaluate('CreateArchive[{"tree/a.txt", "tree/sub"}, "two.zip"]')
    assert set(zipfile.ZipFile("two.zip").namelist()) == {"a.txt", "sub/", "sub/b.bin"}


def _zip(path, names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "evil")


def _tar(path, names):
    with tarfile.open(path, "w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 4
            archive.addfile(info, io.BytesIO(b"evil"))


@pytest.mark.parametrize("make", [_zip, _tar])
@pytest.mark.parametrize("name", ["../evil", "/tmp/evil-of-luperca", "a/../../evil", "..\\evil", "C:\\evil"])
def test_nothing_leaves_the_target(place, make, name):
    make("bad.archive", [name])
    found = Session().evaluate_wrap('ExtractArchive["bad.archive", "out"]')
    assert (found.text, found.messages_name) == ("$Failed", ["ExtractArchive::outside"])
    assert not list(place.rglob("*evil*"))


def test_links_are_no_way_out(place):
    with tarfile.open("bad.tar", "w") as archive:
        link = tarfile.TarInfo("way")
        link.type, link.linkname = tarfile.SYMTYPE, str(place)
        archive.addfile(link)
        info = tarfile.TarInfo("way/evil")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"evil"))
    Session().evaluate('ExtractArchive["bad.tar", "out"]')
    assert [p.relative_to(place).as_posix() for p in place.rglob("evil")] == ["out/way/evil"]
    (place / "out2").mkdir()
    (place / "out2/way").symlink_to(place)
    assert Session().evaluate_wrap('ExtractArchive["bad.tar", "out2"]').messages_name == ["ExtractArchive::outside"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('ExtractArchive["nowhere.zip"]', "ExtractArchive::nffil"),
        ('ExtractArchive["tree/a.txt"]', "ExtractArchive::fmterr"),
        ("ExtractArchive[1]", "ExtractArchive::fstr"),
        ('CreateArchive["nowhere"]', "CreateArchive::nffil"),
        ('CreateArchive["tree", "x.zip"]; CreateArchive["tree", "x.zip"]', "CreateArchive::filex"),
        ('CreateArchive["tree", "y.zip"]; ExtractArchive["y.zip"]', "ExtractArchive::filex"),
        ('CreateArchive["tree", "d/y.zip", CreateIntermediateDirectories -> False]', "CreateArchive::dirnex"),
    ],
)
def test_complaints(place, text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]


def test_a_sandbox_has_no_archives(place):
    found = Session(sandbox=True).evaluate_wrap('{CreateArchive["tree"], ExtractArchive["t.zip"]}')
    assert (found.text, found.messages_name) == (
        "{$Failed, $Failed}", ["CreateArchive::sandbox", "ExtractArchive::sandbox"],
    )  # fmt: skip
