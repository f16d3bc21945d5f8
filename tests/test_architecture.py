"""The house rules that a program can check: who may import whom, sizes, packages, documentation."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("grammar", "interpreter", "runtime")
FILES = sorted(p.relative_to(ROOT) for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))
API = ("interpreter", "api")

# (who, what it may not import): both are folder paths with dots, and stand for everything below them.
FORBIDDEN = (
    ("runtime", ("grammar", "interpreter")),
    ("grammar", ("interpreter", "runtime")),
    *(
        (f"interpreter.{name}", tuple(f"interpreter.{room}" for room in ("builtins", "nets", "display", "frontends")))
        for name in ("expr", "numbers", "symbols", "ordering", "patterns", "rules", "substitution", "evaluator")
    ),
    ("interpreter.display", ("interpreter.evaluator", "interpreter.session", "interpreter.frontends")),
    *(
        (f"interpreter.{room}", ("interpreter.builtins", "interpreter.nets", "interpreter.evaluator"))
        for room in ("images", "audio")
    ),
    ("interpreter.builtins", ("interpreter.frontends", "interpreter.session")),
    ("interpreter.nets", ("interpreter.frontends", "interpreter.session")),
)
# third-party name -> the only places that may import it
CONFINED = {
    "lark": ("grammar",),
    "PIL": (
        "interpreter.builtins",
        "interpreter.images",
        "interpreter.nets.coders",
        "interpreter.display",
        "interpreter.api",
    ),
    "prompt_toolkit": ("interpreter.frontends",),
    "IPython": ("interpreter.api",),
    "cupy": ("runtime.device",),
    "h5py": ("runtime.training.files",),
    "mpi4py": ("runtime.communicate",),
    "matplotlib": (),
    "pickle": (),
    "torch": (),
}


def dotted(file):
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def below(name, place):
    return name == place or name.startswith(place + ".")


def imports(file):
    """(line, module) of every import; ours as folder paths, others as (line, name) with a leading "=".

    What stands in a __repr__ is left out: it is for people at a debugger, not for the program.
    """
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    reprs = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "__repr__"]
    skipped = {id(n) for r in reprs for n in ast.walk(r)}
    package = file.parts[:-1]
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, "=" + alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, f"={node.module}"
        elif isinstance(node, ast.ImportFrom):
            # The api folder is the top of the package, above its neighbours.
            home = () if package == API else package
            base = home[: len(home) - node.level + 1]
            module = [*base, *(node.module.split(".") if node.module else ())]
            for alias in node.names:
                yield node.lineno, ".".join([*module, alias.name])


@pytest.mark.parametrize("file", FILES, ids=str)
def test_imports(file):
    me = dotted(file)
    wrong = []
    for line, name in imports(file):
        if not name.startswith("="):
            wrong += [
                f"{file}:{line} imports {name}"
                for who, whom in FORBIDDEN
                if below(me, who)
                for w in whom
                if below(name, w)
            ]
            continue
        top = name[1:].partition(".")[0]
        if top in (*FOLDERS, "luperca", "tests"):
            wrong.append(f"{file}:{line} imports {name[1:]}: only relative imports inside the folders")
        if top in CONFINED and not any(below(me, place) or me.startswith(place) for place in CONFINED[top]):
            wrong.append(f"{file}:{line} imports {top}, which belongs to {CONFINED[top] or 'nobody'}")
    assert not wrong


def length_without_tables(text):
    """Lines of a file, less those of literal tables at module level."""
    tables = 0
    for node in ast.parse(text).body:
        value = getattr(node, "value", None) if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Dict | ast.List | ast.Tuple | ast.Set) or (
            isinstance(value, ast.Constant) and isinstance(value.value, str)
        ):
            tables += node.end_lineno - node.lineno
    return text.count("\n") - tables


@pytest.mark.parametrize("file", FILES, ids=str)
def test_size(file):
    assert length_without_tables((ROOT / file).read_text(encoding="utf-8")) <= 600, "make a second room"


def test_a_long_table_is_no_long_file():
    rows = "".join(f"    {i},\n" for i in range(700))
    assert length_without_tables(f"TABLE = (\n{rows})\n") < 10
    assert length_without_tables("x = 1\n" * 700) == 700


def test_packages_are_the_folders():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {file.parent.parts for file in FILES}
    names = {"luperca" if parts == API else "luperca." + ".".join(parts) for parts in folders}
    assert set(settings["packages"]) == names
    assert [
        str(f) for f in sorted({"/".join(parts) for parts in folders}) if not (ROOT / f / "__init__.py").exists()
    ] == []
    assert settings["package-dir"] == {
        "luperca": "interpreter/api",
        **{f"luperca.{name}": name for name in FOLDERS},
    }


def test_only_front_ends_talk_to_the_terminal():
    wrong = []
    for file in FILES:
        if below(dotted(file), "interpreter.frontends"):
            continue
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
                wrong.append(f"{file}:{node.lineno} {node.func.id}()")
    assert not wrong


def test_front_ends_know_only_the_session():
    session = ("session", "version", "control", "folders", "frontends")
    allowed = (*(f"interpreter.{name}" for name in session), "grammar")
    wrong = [
        f"{file}:{line} {name}"
        for file in FILES
        if below(dotted(file), "interpreter.frontends")
        for line, name in imports(file)
        if not name.startswith("=") and not any(below(name, place) for place in allowed)
    ]
    assert not wrong


def tracked_text():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = (
        listed.stdout.split("\0") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob("*.py")]
    )
    for name in names:
        file = ROOT / name
        if name and file.is_file():
            try:
                yield name, file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                pass  # a picture or weights


def test_no_path_of_a_machine():
    absolute = re.compile(r"(?<![\w.~>/-])/(?:home|root|Users|work|mnt)" + r"/\w+")
    ours = str(ROOT)
    wrong = [name for name, text in tracked_text() if absolute.search(text) or (len(ours) > 8 and ours in text)]
    assert not wrong


def test_builtins_are_documented_with_an_example():
    from luperca.interpreter import builtins
    from luperca.interpreter.declare import DECLARATIONS

    builtins.load()
    functions = {name: d for name, d in DECLARATIONS.items() if d.function is not None}
    assert len(functions) > 50
    assert sorted(name for name, d in functions.items() if ">>> " not in d.doc) == []
    assert sorted(name for name, d in DECLARATIONS.items() if "`" not in name and not d.usage and d.signatures) == []


def test_importing_the_package_is_light():
    heavy = ("numpy", "PIL", "prompt_toolkit", "mpmath", "lark", "platformdirs", "argparse", "asyncio")
    code = f"import luperca, sys; print([m for m in {heavy} if m in sys.modules])"
    bare = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import conftest; "
    done = subprocess.run([sys.executable, "-c", bare + code], capture_output=True, text=True, cwd=ROOT.anchor)
    assert done.stdout.strip() == "[]", done.stderr


def test_symbols_are_declared_by_one_topic():
    code = """
import collections, importlib, pkgutil, sys
from luperca.interpreter import builtins, declare

found = collections.defaultdict(set)

def watched(f):
    def declared(*args, **options):
        topic = sys._getframe(1).f_globals["__name__"].rpartition(".")[2]
        found[args[0].partition("[")[0]].add(topic)
        return f(*args, **options)
    return declared

for f in ("builtin", "name", "variable"):
    setattr(declare, f, watched(getattr(declare, f)))
for module in pkgutil.iter_modules(builtins.__path__):
    importlib.import_module(f"{builtins.__name__}.{module.name}")
print(sorted(s for s, topics in found.items() if len(topics - {"operators"}) > 1))
"""
    bare = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import conftest; "
    done = subprocess.run([sys.executable, "-c", bare + code], capture_output=True, text=True, cwd=ROOT.anchor)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
