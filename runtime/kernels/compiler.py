"""The system's C compiler: libraries are built at first use and kept in the user's cache.

The name of a kept library is a hash of all that it depends on: sources, flags, compiler and processor. Each lies in a
folder of its own with a checksum, moved into place as a whole, so that neither a second process nor a power cut leaves
half of one behind.
"""

import ctypes
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent / "c"
# No -ffast-math: NaN and infinity must come through as they do in numpy.
FLAGS = ("-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast", "-fopenmp-simd", "-fPIC", "-shared")
TIMEOUT = 120  # seconds
MOST_KEPT = 500  # libraries, each of some ten kilobytes


class BuildError(Exception):
    """There is no compiler, or it refused, or the result cannot be kept or loaded."""


@dataclass(frozen=True)
class Compiler:
    """A compiler that works: its command, what it calls itself, and the flags that it takes."""

    command: tuple[str, ...]
    version: str
    flags: tuple[str, ...]


@cache
def processor() -> str:
    """What tells processors apart: their abilities as the system lists them."""
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="ignore") as file:
            lines = {line.partition(":")[0].strip(): line for line in file}
        told = [lines[name] for name in ("model name", "flags", "Features", "CPU implementer", "CPU part") if
                name in lines]
    except OSError:
        told = [platform.processor()]
    return "\n".join((platform.system(), platform.machine(), *told))


@cache
def width() -> int:
    """Bytes of the processor's vector registers."""
    words = processor().split()
    if "avx512f" in words:
        return 64
    return 32 if "avx2" in words else 16


def cache_folder() -> Path:
    """Where built libraries are kept."""
    try:
        from platformdirs import user_cache_dir

        return Path(user_cache_dir("luperca", appauthor=False)) / "kernels"
    except Exception as problem:  # no home directory, no package
        raise BuildError("no folder to keep libraries in") from problem


def _told(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT)
    except (OSError, subprocess.SubprocessError) as problem:
        raise BuildError(f"{command[0]}: {problem}") from problem
    if done.returncode:
        raise BuildError((done.stderr or done.stdout).strip()[-2000:] or f"{command[0]} failed")
    return done.stdout


def find_compiler() -> Compiler:
    """The compiler of CC, or cc, gcc or clang; raises `BuildError` when there is none."""
    wanted = shlex.split(os.environ.get("CC", ""))
    choices = [wanted] if wanted else [["cc"], ["gcc"], ["clang"]]
    command = next((c for c in choices if shutil.which(c[0])), None)
    if command is None:
        raise BuildError("no C compiler")
    version = (_told([*command, "--version"]).splitlines() or [""])[0]
    arms = platform.machine().lower() in ("arm64", "aarch64")
    native = ("-mcpu=native",) if arms else ("-march=native",)
    return Compiler(tuple(command), version, (*FLAGS, *native, f"-DWIDTH={width()}"))


def build(compiler: Compiler, source: str) -> ctypes.CDLL:
    """The library of a C source, which may include the headers of this package; built unless it is kept already."""
    place = _place(compiler, source)
    kept = _load(place)
    if kept is not None:
        return kept
    import tempfile  # needed once in a lifetime

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="part-", dir=place.parent))
    except OSError as problem:
        raise BuildError(f"{place.parent}: {problem.strerror}") from problem
    try:
        (work / "kernel.c").write_text(source)
        target = work / "library.so"
        _told([*compiler.command, *compiler.flags, f"-I{SOURCES}", str(work / "kernel.c"), "-o", str(target), "-lm",
               "-lpthread"])
        (work / "checksum").write_text(hashlib.sha256(target.read_bytes()).hexdigest())
        for _ in range(2):
            try:
                os.rename(work, place)
                break
            except OSError:  # another process was first, or what is there is broken
                kept = _load(place)
                if kept is not None:
                    return kept
                shutil.rmtree(place, ignore_errors=True)
        library = _load(place)
        if library is None:
            raise BuildError("a library that was just built cannot be loaded")
        _thin(place.parent)
        return library
    except OSError as problem:
        raise BuildError(str(problem)) from problem
    finally:
        shutil.rmtree(work, ignore_errors=True)


@cache
def _headers() -> str:
    return "".join(path.read_text() for path in sorted(SOURCES.glob("*.h")))


def _place(compiler: Compiler, source: str) -> Path:
    """Where the library of a source is kept."""
    parts = (source, _headers(), *compiler.command, compiler.version, *compiler.flags, processor())
    return cache_folder() / hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def is_kept(compiler: Compiler, source: str) -> bool:
    """Whether a source's library needs no compiling."""
    return _place(compiler, source).exists()


def _load(place: Path) -> ctypes.CDLL | None:
    """A kept library, or None when there is none or it is not what was built."""
    path = place / "library.so"
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != (place / "checksum").read_text():
            return None
        library = ctypes.CDLL(str(path))
    except OSError:
        return None
    with suppress(OSError):
        os.utime(place)  # the libraries used last are kept longest
    return library


def _thin(folder: Path) -> None:
    """Removes the libraries not used for longest where there are too many; a process that has one loaded keeps it."""
    with suppress(OSError):
        kept = sorted(folder.iterdir(), key=lambda place: place.stat().st_mtime)
        for place in kept[:-MOST_KEPT]:
            shutil.rmtree(place, ignore_errors=True)
