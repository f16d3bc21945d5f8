"""Paclets: directories with a PacletInfo file that says what is in them, and which files hold which contexts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .associations import Association, from_rules
from .expr import Expr, Symbol, has_head, is_list, is_rule, system
from .gate import permit, read_text
from .options import option_name

INFO = ("PacletInfo.wl", "PacletInfo.m")
_STATE = "paclets"
_HEADS = ("PacletObject", "Paclet")


@dataclass
class Paclet:
    """What a PacletInfo file says; `fields` has its keys as strings."""

    location: str
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        found = self.fields.get("Name")
        return found if type(found) is str else ""

    @property
    def version(self) -> str:
        found = self.fields.get("Version")
        return found if type(found) is str else "0"

    def extensions(self, kind: str) -> Iterator[dict[str, Any]]:
        """The settings of the extensions of a kind."""
        rows = self.fields.get("Extensions")
        for row in rows.args if is_list(rows) else ():
            if is_list(row) and row.args and option_name(row.args[0]) == kind:
                yield {option_name(r.args[0]): r.args[1] for r in row.args[1:] if is_rule(r)}

    def root(self, extension: dict[str, Any], usual: str) -> str:
        found = extension.get("Root", usual)
        return os.path.normpath(os.path.join(self.location, found if type(found) is str else usual))

    def contexts(self) -> Iterator[tuple[str, str, str | None]]:
        """(context, directory, file or None) of what the paclet's Kernel extensions offer."""
        for extension in self.extensions("Kernel"):
            given = extension.get("Context")
            for item in given.args if is_list(given) else (given,):
                parts = item.args if is_list(item) else (item,)
                if parts and type(parts[0]) is str:
                    file = parts[1] if len(parts) > 1 and type(parts[1]) is str else None
                    yield parts[0], self.root(extension, "."), file


class Paclets:
    """Those that one session knows: of loaded directories first, then the installed ones."""

    def __init__(self) -> None:
        self.loaded: dict[str, list[Paclet]] = {}

    def all(self, session: Any) -> list[Paclet]:
        found = [p for paclets in self.loaded.values() for p in paclets]
        return found + installed(session)


def paclets_of(session: Any) -> Paclets:
    found: Paclets = session.state.setdefault(_STATE, Paclets())
    return found


def version_key(text: str) -> list[int]:
    """Versions are ordered by their numbers."""
    return [int(n) for n in re.findall(r"\d+", text)]


def read_paclet(directory: str, session: Any) -> Paclet | None:
    """The paclet whose directory this is, or None.  What its file says is taken as it stands, not evaluated."""
    from ..grammar import WLSyntaxError

    for name in INFO:
        path = os.path.join(directory, name)
        if os.path.isfile(path):
            try:
                return paclet_from(session.read_value(read_text(session, path)), directory)
            except WLSyntaxError:
                return None
    return None


def paclet_from(e: Any, location: str) -> Paclet | None:
    """The paclet that PacletObject[...] or Paclet[...] describes."""
    if not isinstance(e, Expr) or type(e.head) is not Symbol or e.head.name not in _HEADS:
        return None
    rules = e.args[0] if len(e.args) == 1 and isinstance(e.args[0], Association) else from_rules(e.args)
    if rules is None:
        return None
    found = Paclet(location, {option_name(k): _plain(v) for k, v in rules.items() if type(option_name(k)) is str})
    return found if found.name else None


def _plain(e: Any) -> Any:
    """An association that was only read is one all the same."""
    if type(e) is Expr and e.head is system("Association"):
        return from_rules(e.args) or e
    return e


def below(directory: str, session: Any) -> list[Paclet]:
    """The paclet of a directory, or those of the directories in it."""
    permit(session, "Reading", directory)
    own = read_paclet(directory, session)
    if own is not None:
        return [own]
    inner = [os.path.join(directory, entry) for entry in sorted(os.listdir(directory))]
    return [p for p in (read_paclet(d, session) for d in inner if os.path.isdir(d)) if p is not None]


def repository() -> str:
    """Where installed paclets are."""
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("luperca"), "Paclets")


def installed(session: Any) -> list[Paclet]:
    """The installed paclets; those of a name by falling versions."""
    folder = repository()
    if session.sandbox or not os.path.isdir(folder):
        return []
    return sorted(below(folder, session), key=lambda p: (p.name, [-n for n in version_key(p.version)]))


def context_file(context: str, session: Any) -> str | None:
    """The file in which a paclet holds a context, or None."""
    return _file_among(context, paclets_of(session).all(session))


def _file_among(context: str, paclets: Iterable[Paclet]) -> str | None:
    for paclet in paclets:
        for offered, root, file in paclet.contexts():
            if offered == context:
                for name in (file,) if file is not None else _usual_files(context):
                    full = os.path.join(root, name)
                    if os.path.isfile(full):
                        return full
    return None


def _usual_files(context: str) -> Iterator[str]:
    """Where a file for a context is looked for below the root: A`B` in A/B.wl and B.wl, A` also in init.wl."""
    parts = context.rstrip("`").split("`")
    stems = [os.path.join(*parts), os.path.join(*parts, "init"), os.path.join(*parts, "Kernel", "init"), parts[-1]]
    stems += [os.path.join(*parts[1:])] if len(parts) > 1 else []
    stems += ["init", os.path.join("Kernel", "init"), os.path.join("Kernel", parts[-1])]
    for stem in stems:
        for extension in (".wl", ".m"):
            yield stem + extension


def is_paclet(e: Any) -> bool:
    return has_head(e, system("PacletObject"), 1) and isinstance(e.args[0], Association)
