"""Paclets: directories that are loaded, contexts that are found, files that are installed."""

import shutil

import pytest
from luperca import Session
from luperca.interpreter import paclets
from luperca.interpreter.builtins import paclets as functions

NEW = """PacletObject[<|"Name" -> "Geo", "Version" -> "1.10.0", "Description" -> "Shapes", "Extensions" -> {
  {"Kernel", "Root" -> "Kernel", "Context" -> {"Geo`", {"Geo`Area`", "Flat.wl"}, "Geo`Deep`"}},
  {"Asset", "Root" -> "Files", "Assets" -> {{"Map", "map.txt"}}}}|>]"""
OLD = 'Paclet[Name -> "Old", Version -> "0.9", Extensions -> {{"Kernel", Root -> ".", Context -> "Old`"}}]'


def package(context, name, value):
    return f'BeginPackage["{context}"];\n{name} = {value};\nEndPackage[];'


@pytest.fixture
def place(tmp_path, monkeypatch):
    for module in (paclets, functions):
        monkeypatch.setattr(module, "repository", lambda: str(tmp_path / "repository"))
    geo = tmp_path / "many" / "Geo"
    (geo / "Kernel").mkdir(parents=True)
    (geo / "PacletInfo.wl").write_text(NEW)
    (geo / "Kernel" / "Geo.wl").write_text(package("Geo`", "geo", 1))
    (geo / "Kernel" / "Flat.wl").write_text(package("Geo`Area`", "area", 2))
    (geo / "Kernel" / "Deep.wl").write_text(package("Geo`Deep`", "deep", 3))
    old = tmp_path / "many" / "Old"
    old.mkdir()
    (old / "PacletInfo.m").write_text(OLD)
    (old / "init.m").write_text(package("Old`", "old", 4))
    (tmp_path / "many" / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_contexts_of_loaded_directories(place):
    session = Session()
    found = session.evaluate_wrap('PacletDirectoryLoad["many"]')
    assert (found.text, found.messages_name) == (f"{{{place / 'many'}}}", [])
    text = "{geo, area, deep, old}"
    needs = " ".join(f'Needs["{c}"];' for c in ("Geo`", "Geo`Area`", "Geo`Deep`", "Old`"))
    assert session.evaluate_wrap(f'{needs} ToExpression["{text}"]').text == "{1, 2, 3, 4}"
    assert session.evaluate('FindFile["Geo`"]') == str(place / "many/Geo/Kernel/Geo.wl")


def test_one_directory_and_forgetting(place):
    session = Session()
    session.evaluate('PacletDirectoryLoad["many/Geo"]')
    assert session.evaluate('Length[PacletFind["Geo"]]') == 1
    assert session.evaluate_wrap('PacletDirectoryUnload["many/Geo"]').text == "{}"
    assert session.evaluate_wrap('{PacletFind["Geo"], FindFile["Geo`"]}').text == "{{}, $Failed}"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('PacletFind["Geo"][[1]]["Version"]', "1.10.0"),
        ('Sort[#["Name"] & /@ PacletFind[All]]', "{Geo, Old}"),
        ('#["Name"] & /@ PacletFind["G*"]', "{Geo}"),
        ('PacletFind["Geo", <|"Version" -> "2"|>]', "{}"),
        ('Length[PacletFind[All, <|"Contexts" -> "Geo`Area`"|>]]', "1"),
        ('PacletObject["Geo"]["Contexts"]', "{Geo`, Geo`Area`, Geo`Deep`}"),
        ('FileNameTake[PacletObject["Geo"]["AssetLocation", "Map"], -2]', "Files/map.txt"),
        ('PacletObject["Geo"]["Nonsense"]', "Missing[NotAvailable, Nonsense]"),
        ('FailureQ[PacletObject["Nowhere"]]', "True"),
        ('FileNameTake[PacletObject["Geo"]["Location"]]', "Geo"),
        ('Needs["PacletManager`"]', "Null"),
    ],
)
def test_asking(place, text, result):
    session = Session()
    session.evaluate('PacletDirectoryLoad["many"]')
    found = session.evaluate_wrap(text)
    assert (found.text, found.messages_name) == (result, [])


def test_installing(place):
    shutil.make_archive("Geo-1.10.0", "zip", "many", "Geo")
    shutil.move("Geo-1.10.0.zip", "Geo-1.10.0.paclet")
    session = Session()
    assert session.evaluate_wrap('PacletInstall["Geo-1.10.0.paclet"]["QualifiedName"]').text == "Geo-1.10.0"
    later = Session()
    assert later.evaluate_wrap('Needs["Geo`"]; {Geo`geo, Length[PacletFind["Geo"]]}').text == "{1, 1}"
    info = place / "many/Geo/PacletInfo.wl"
    info.write_text(NEW.replace("1.10.0", "1.9.0"))  # is older: versions are numbers
    found = later.evaluate_wrap('PacletInstall["many/Geo"]["Version"]')
    assert (found.text, found.messages_name) == ("1.10.0", ["PacletInstall::version"])
    found = later.evaluate_wrap('PacletInstall["many/Geo", ForceVersionInstall -> True]["Version"]')
    assert (found.text, later.evaluate('#["Version"] & /@ PacletFind["Geo"]')) == ("1.9.0", ["1.10.0", "1.9.0"])
    assert later.evaluate_wrap('PacletUninstall["Geo"]; PacletFind["Geo"]').text == "{}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('PacletInstall["Nowhere"]', "PacletInstall::notfound"),
        ('PacletInstall["many/other"]', "PacletInstall::notpac"),
        ('PacletInstall["many/Old/init.m"]', "PacletInstall::notpac"),
        ('PacletUninstall["Nowhere"]', "PacletUninstall::notfound"),
        ('PacletDirectoryLoad["nowhere"]', "PacletDirectoryLoad::nodir"),
        ('PacletDirectoryLoad["many/other"]', "PacletDirectoryLoad::nopac"),
        ("PacletDirectoryLoad[1]", "PacletDirectoryLoad::fstr"),
    ],
)
def test_complaints(place, text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]


def test_what_a_file_says_is_not_evaluated(place):
    (place / "many/Old/PacletInfo.m").write_text('Paclet[Name -> Print["x"], Version -> "1"]')
    found = Session().evaluate_wrap('PacletDirectoryLoad["many/Old"]')
    assert (found.output, found.messages_name) == ([], ["PacletDirectoryLoad::nopac"])


def test_a_sandbox_loads_nothing(place):
    found = Session(sandbox=True).evaluate_wrap('{PacletDirectoryLoad["many"], PacletFind["Geo"]}')
    assert (found.text, found.messages_name) == ("{$Failed, {}}", ["PacletDirectoryLoad::sandbox"])
