"""The ends of connections to processes and sockets, as files that the functions of streams read and write.

The characters of such a file are its bytes, as with every binary stream; `text` is the same end with its characters.
A thread of its own takes what arrives, so that whoever reads can be interrupted and can ask what is there already.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any

_WAIT = 0.05  # seconds between two looks at whether to abort
_ROOM = 64 << 20  # bytes that are taken before anybody reads them
_KEPT = 16  # bytes that one can go back
ENCODING = "latin-1"


class Inlet:
    """What arrives.  `pull` gives the next bytes and nothing at the end.

    The kernel is asked for what should interrupt the waiting; it is not kept alive by the thread that reads.
    """

    encoding = ENCODING

    def __init__(self, pull: Callable[[], bytes], kernel: Any) -> None:
        self.kernel = weakref.ref(kernel)
        self.buffer = bytearray()
        self.at = 0
        self.dropped = 0  # bytes that stood before the buffer
        self.over = False
        self.changed = threading.Condition()
        self.text = Characters(self)
        threading.Thread(target=self._take, args=(pull,), daemon=True).start()

    def _take(self, pull: Callable[[], bytes]) -> None:
        try:
            while data := pull():
                with self.changed:
                    while len(self.buffer) > _ROOM and not self.over:
                        self.changed.wait(_WAIT)
                    self.buffer += data
                    self.changed.notify_all()
        except (OSError, ValueError):
            pass
        with self.changed:
            self.over = True
            self.changed.notify_all()

    def _wait(self, enough: Callable[[], bool], patient: bool = False) -> None:
        with self.changed:
            while not enough() and not self.over:
                self.changed.wait(_WAIT)
                kernel = None if patient else self.kernel()
                if kernel is not None:
                    kernel.poll()

    def _cut(self, end: int) -> bytes:
        with self.changed:
            data = bytes(self.buffer[self.at : end])
            self.at = min(end, len(self.buffer))
            if self.at > _ROOM // 64:
                gone = self.at - _KEPT
                del self.buffer[:gone]
                self.at, self.dropped = _KEPT, self.dropped + gone
            return data

    def bytes(self, n: int = -1) -> bytes:
        """n bytes, fewer at the end; all that come for -1."""
        self._wait(lambda: 0 <= n <= len(self.buffer) - self.at)
        return self._cut(len(self.buffer) if n < 0 else self.at + n)

    def present(self, patient: bool = False) -> bytes:
        """What is there; waits for the first byte, and does not look for interrupts if it is `patient`."""
        self._wait(lambda: len(self.buffer) > self.at, patient)
        return self._cut(len(self.buffer))

    def until(self, end: bytes) -> bytes:
        """What comes up to some bytes, these included."""
        start = self.at

        def found() -> bool:
            return self.buffer.find(end, start) >= 0

        self._wait(found)
        at = self.buffer.find(end, start)
        return self._cut(len(self.buffer) if at < 0 else at + len(end))

    @property
    def ready(self) -> bool:
        """Whether reading would not wait."""
        return len(self.buffer) > self.at or self.over

    def read(self, n: int = -1) -> str:
        return self.bytes(n).decode(ENCODING)

    def readline(self) -> str:
        return self.until(b"\n").decode(ENCODING)

    def tell(self) -> int:
        return self.dropped + self.at

    def seek(self, place: int) -> None:
        self.at = place - self.dropped

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.over = True


class Characters:
    """An inlet of text in UTF-8."""

    encoding = "utf-8"

    def __init__(self, inlet: Inlet) -> None:
        self.inlet = inlet
        self.tell, self.seek, self.readable = inlet.tell, inlet.seek, inlet.readable

    def read(self, n: int = -1) -> str:
        if n < 0:
            return _text(self.inlet.bytes())
        out = []
        for _ in range(n):
            first = self.inlet.bytes(1)
            if not first:
                break
            more = 3 if first[0] >= 0xF0 else 2 if first[0] >= 0xE0 else 1 if first[0] >= 0xC0 else 0
            out.append(_text(first + self.inlet.bytes(more)))
        return "".join(out)

    def readline(self) -> str:
        return _text(self.inlet.until(b"\n"))

    def until(self, end: str) -> str:
        return _text(self.inlet.until(end.encode()))

    def present(self) -> str:
        return _text(self.inlet.present())

    def close(self) -> None:
        self.inlet.close()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


class Outlet:
    """Where bytes go."""

    encoding = ENCODING

    def __init__(self, push: Callable[[bytes], Any], close: Callable[[], Any]) -> None:
        self.push, self.close = push, close

    def write(self, text: str) -> None:
        self.push(text.encode(ENCODING))

    def readable(self) -> bool:
        return False
