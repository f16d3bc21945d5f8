"""Import and Export of sounds: WAV always, other formats with the extra `audio`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..audio.files import FOREIGN, read_sound, write_sound
from ..audio.value import AudioError, Sound
from ..audio.wav import CODINGS, read_wav
from ..declare import declaration
from ..expr import FAILED, make_list, system
from ..packed import from_array
from .audio import MESSAGES
from .formats import FUNCTIONS, Format, Unwritable, register

_EXTENSIONS = {"WAV": ("wav", "wave"), "AIFF": ("aif", "aiff", "aifc"), "OGG": ("ogg", "oga")}

# What Import gives of a sound; the first is the default.
_ELEMENTS: dict[str, Callable[[Sound], Any]] = {
    "Audio": lambda s: s,
    "AudioChannels": lambda s: s.channels,
    "Data": lambda s: from_array(s.array),
    "Duration": lambda s: s.duration,
    "Length": lambda s: int(s.array.shape[1]),
    "SampleRate": lambda s: s.rate,
}
# What only the file itself knows: how its samples are kept.
_CODED: dict[str, Callable[[str], Any]] = {
    "AudioEncoding": lambda coding: coding,
    "SampleDepth": lambda coding: CODINGS[coding].bits,
}


def _reader(format: str) -> Callable[[bytes, Any, Any], Any]:
    elements = sorted({*_ELEMENTS, "Elements", *(_CODED if format == "WAV" else ())})

    def read(data: bytes, element: Any, session: Any) -> Any:
        if element == "Elements":
            return make_list(elements)
        if element is not None and element not in elements:
            return None
        try:
            sound, coding = read_wav(data) if format == "WAV" else (read_sound(data), "")
        except AudioError as problem:
            session.message(system("Import"), *problem.args)
            return FAILED
        return _CODED[element](coding) if element in _CODED else _ELEMENTS[element or "Audio"](sound)

    return read


def _writer(format: str) -> Callable[[Any, Any], bytes]:
    def write(e: Any, session: Any) -> bytes:
        if not isinstance(e, Sound):
            raise Unwritable(e)
        try:
            return write_sound(e, format)
        except AudioError as problem:
            session.message(system("Export"), *problem.args)
            raise Unwritable(e) from None

    return write


for _format in ("WAV", *FOREIGN):
    register(Format(_format, _EXTENSIONS.get(_format, (_format.lower(),)), _reader(_format), _writer(_format)))

# The formats are there as soon as one of these is asked for.
for _name in FUNCTIONS:
    declaration(_name)
for _name in ("Import", "Export"):
    declaration(_name).messages.update(
        {tag: MESSAGES[tag] for tag in ("badaudio", "noextra", "toolong")},
        toomany="`1` channels are too many for the format.",
        unwritten="A file of the format `1` could not be written: `2`.",
    )
