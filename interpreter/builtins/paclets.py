"""Paclets in the language: loading directories, finding, installing from files and asking about them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import applied, builtin
from ..display import formatter, summary_text
from ..expr import FAILED, NULL, Expr, is_list, make_list
from ..gate import gated, permit, resolve
from ..paclets import INFO, Paclet, below, is_paclet, paclet_from, paclets_of, read_paclet, repository, version_key
from .directories import OSERR
from .filenames import FILE_STRING, path_of

_MESSAGES = {
    "oserr": OSERR,
    "fstr": FILE_STRING,
    "nodir": "`1` is no directory.",
    "nopac": "There are no paclets in `1`.",
    "notfound": "There is no paclet `1` here; paclets are not fetched from servers.",
    "notpac": "`1` is no file of a paclet.",
    "version": "The paclet `1` of version `2` is installed; ForceVersionInstall -> True installs `3` all the same.",
}


def _object(paclet: Paclet) -> Expr:
    return Expr(S.PacletObject, (association([*paclet.fields.items(), ("Location", paclet.location)]),))


# ---- objects ---------------------------------------------------------------------------------------------------------


@builtin("PacletObject[name_]", volatile=True)
def paclet_object(name: Any, *, session: Any) -> Any:
    """PacletObject["name"] gives the newest paclet of a name that is here, or a Failure. PacletObject[<|...|>]["prop"]
    gives what its PacletInfo file says, "Location" its directory, "Contexts" the contexts that it offers, "Properties"
    what there is; PacletObject[...]["AssetLocation", "name"] gives the file of an asset.

    >>> PacletObject[<|"Name" -> "Foo", "Version" -> "1.2", "Location" -> "/x"|>]["Version"]
    1.2
    >>> FailureQ[PacletObject["no such paclet"]]
    True
    """
    if type(name) is not str:
        return None
    found = _named(name, session)
    if found:
        return _object(found[0])
    known = {"MessageTemplate": "There is no paclet `1` here.", "MessageParameters": make_list((name,))}
    return Expr(S.Failure, ("PacletNotFound", association(known.items())))


def _asset(paclet: Paclet, name: Any) -> Any:
    for extension in paclet.extensions("Asset"):
        rows = extension.get("Assets")
        for row in rows.args if is_list(rows) else ():
            if is_list(row) and len(row) == 2 and row.args[0] == name and type(row.args[1]) is str:
                return os.path.join(paclet.root(extension, "."), row.args[1])
    return Expr(S.Missing, ("NotAvailable", name))


_PROPERTIES: dict[str, Callable[[Paclet], Any]] = {
    "Location": lambda p: p.location,
    "Contexts": lambda p: make_list(dict.fromkeys([c for c, _, _ in p.contexts()])),
    "QualifiedName": lambda p: f"{p.name}-{p.version}",
    "Properties": lambda p: make_list(sorted({*p.fields, *_PROPERTIES})),
}


@applied("PacletObject")
def _property(head: Any, args: tuple[Any, ...]) -> Any:
    if not is_paclet(head) or not args or type(args[0]) is not str:
        return None
    known = dict(head.args[0].items())
    paclet = paclet_from(head, known.pop("Location", ""))
    if paclet is None:
        return None
    if args[0] == "AssetLocation" and len(args) == 2:
        return _asset(paclet, args[1])
    read = _PROPERTIES.get(args[0])
    found = paclet.fields.get(args[0]) if read is None else read(paclet)
    return Expr(S.Missing, ("NotAvailable", args[0])) if found is None else found


@formatter("PacletObject")
def show_paclet(e: Any, page: Any) -> Any:
    if not is_paclet(e) or not page.blocks:
        return None
    known = dict(e.args[0].items())
    rows = [(k, known[k]) for k in ("Name", "Version", "Description", "Location") if k in known]
    return summary_text("PacletObject", rows, "", page)


# ---- directories -----------------------------------------------------------------------------------------------------


@builtin("PacletDirectoryLoad[directory_]", volatile=True, **_MESSAGES)
@gated
def paclet_directory_load(directory: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """PacletDirectoryLoad["dir"] makes the paclets in a directory known for the session, or the one whose directory it
    is, so that Needs and Get find their contexts; PacletDirectoryLoad[{"d1", "d2", ...}] those of several. The result
    is the list of the directories that are loaded.

    >>> d = CreateDirectory[]; Put[PacletObject[<|"Name" -> "Foo", "Version" -> "1.0",
    ... "Extensions" -> {{"Kernel", "Root" -> ".", "Context" -> "Foo`"}}|>], d <> "/PacletInfo.wl"];
    ... Export[d <> "/Foo.wl", "BeginPackage[\\"Foo`\\"]\\nfoo = 7;\\nEndPackage[];", "Text"]; PacletDirectoryLoad[d];
    ... Needs["Foo`"]; {Foo`foo, PacletFind["Foo"][[1]]["Version"]}
    {7, 1.0}
    """
    known = paclets_of(session).loaded
    for item in directory.args if is_list(directory) else (directory,):
        path = path_of(item)
        if path is None:
            return say("fstr", 1, expr)
        full = resolve(session, path)
        permit(session, "Reading", full)
        if not os.path.isdir(full):
            say("nodir", full)
            continue
        known[full] = below(full, session)
        if not known[full]:
            say("nopac", full)
    return make_list(known)


@builtin("PacletDirectoryUnload[directory_]", volatile=True, **_MESSAGES)
@gated
def paclet_directory_unload(directory: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """PacletDirectoryUnload["dir"] forgets the paclets of a directory that PacletDirectoryLoad has made known; the
    result is the list of the directories that are loaded still.

    >>> PacletDirectoryUnload["nowhere"]
    {}
    """
    known = paclets_of(session).loaded
    for item in directory.args if is_list(directory) else (directory,):
        path = path_of(item)
        if path is None:
            return say("fstr", 1, expr)
        known.pop(resolve(session, path), None)
    return make_list(known)


# ---- finding ---------------------------------------------------------------------------------------------------------


def _named(name: str, session: Any) -> list[Paclet]:
    """The paclets of a name, the newest first; a name may have wildcards, and a publisher in front."""
    from fnmatch import fnmatchcase

    found = [p for p in paclets_of(session).all(session) if fnmatchcase(p.name, name)]
    return sorted(found, key=lambda p: version_key(p.version), reverse=True)


@builtin("PacletFind[name_]", "PacletFind[name_, criteria_]", volatile=True, **_MESSAGES)
@gated
def paclet_find(name: Any, criteria: Any = None, *, session: Any, say: Any) -> Any:
    """PacletFind["name"] gives the list of the paclets of a name that are here, the newest first; All stands for any
    name, and a name may have the wildcard *. PacletFind[name, <|"prop" -> value, ...|>] gives those with such values.

    >>> PacletFind["no such paclet"]
    {}
    """
    if name is S.All:
        name = "*"
    if type(name) is not str:
        return None
    found = [_object(p) for p in _named(name, session)]
    if type(criteria) is Association:
        wanted = list(criteria.items())
        found = [e for e in found if all(_matches(_property(e, (k,)), v, session) for k, v in wanted)]
    return make_list(found)


def _matches(value: Any, wanted: Any, session: Any) -> bool:
    if is_list(value) and type(wanted) is str:
        return wanted in value.args
    return session.evaluator.matcher.match(wanted, value) is not None


# ---- installing ------------------------------------------------------------------------------------------------------


@builtin("PacletInstall[source_, OptionsPattern[]]", volatile=True, **_MESSAGES,
         options={"ForceVersionInstall": "False", "AllowVersionUpdate": "Automatic", "UpdatePacletSites": "Automatic",
                  "PacletSite": "Automatic", "Path": "Automatic", "CompatibilityTest": "Automatic"})  # fmt: skip
@gated
def paclet_install(source: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """PacletInstall["file.paclet"] installs the paclet of a file, or of a directory, for this and later sessions, and
    gives its PacletObject. PacletInstall["name"] gives a paclet that is here already; none are fetched from servers.

    >>> Quiet[PacletInstall["no such paclet"]]
    $Failed
    """
    path = path_of(source)
    if path is None:
        if is_paclet(source):
            return source
        return say("fstr", 1, expr)
    full = resolve(session, path)
    permit(session, "Reading", full)
    if not os.path.exists(full):
        found = _named(path, session)
        if found:
            return _object(found[0])
        say("notfound", path)
        return FAILED
    permit(session, "Writing", repository())
    return _install(full, options["ForceVersionInstall"] is S.True_, session, say)


def _install(full: str, forced: bool, session: Any, say: Any) -> Any:
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = full
        if not os.path.isdir(full):
            call = Expr(S.Quiet, (Expr(S.ExtractArchive, (full, folder)),))
            if session.evaluate_expr(call) is FAILED:
                say("notpac", full)
                return FAILED
            place = _with_info(folder)
        paclet = read_paclet(place, session)
        if paclet is None or os.sep in paclet.name + paclet.version:
            say("notpac", full)
            return FAILED
        older = [p for p in _named(paclet.name, session) if p.location.startswith(repository())]
        if older and version_key(older[0].version) >= version_key(paclet.version) and not forced:
            say("version", paclet.name, older[0].version, paclet.version)
            return _object(older[0])
        target = os.path.join(repository(), f"{paclet.name.replace('/', '__')}-{paclet.version}")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(place, target)
    made = read_paclet(target, session)
    return FAILED if made is None else _object(made)


def _with_info(folder: str) -> str:
    """The directory in which the PacletInfo file of an unpacked paclet is."""
    for root, _, files in os.walk(folder):
        if any(name in files for name in INFO):
            return root
    return folder


@builtin("PacletUninstall[paclet_]", volatile=True, **_MESSAGES)
@gated
def paclet_uninstall(paclet: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """PacletUninstall["name"] removes the installed paclets of a name, PacletUninstall[paclet] one.

    >>> Quiet[PacletUninstall["no such paclet"]]
    $Failed
    """
    import shutil

    for item in paclet.args if is_list(paclet) else (paclet,):
        name = item.args[0].get("Name") if is_paclet(item) else item
        if type(name) is not str:
            return say("fstr", 1, expr)
        places = [p.location for p in _named(name, session) if p.location.startswith(repository())]
        if is_paclet(item):
            places = [p for p in places if p == item.args[0].get("Location")]
        if not places:
            say("notfound", name)
            return FAILED
        for place in places:
            permit(session, "Writing", place)
            shutil.rmtree(place)
    return NULL
