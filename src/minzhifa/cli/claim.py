"""One `minzhifa serve` a state folder: the next one waits while the last one is ending, and says so when it runs on.

The lock is the kernel's (`flock`): it ends with its process, however that dies. What the file says tells the waiting
one whether waiting is of any use.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

RUNNING, STOPPING = "running", "stopping"
GRACE_SECONDS = 3.0  # between the signal that ends a platform and its word that it is ending
END_SECONDS = 90.0  # web server and queue worker get ten seconds, the database a minute


class AlreadyRunning(RuntimeError):
    """The platform of this state folder runs; the sentence says which process it is."""


class Claim:
    """The held lock."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def tell(self, what: str) -> None:
        """Say what the holder is doing: `RUNNING` or `STOPPING`."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()} {what}\n")
        self._file.flush()


@contextmanager
def claim(
    state: Path, say: Callable[[str], None], *, grace: float = GRACE_SECONDS, longest: float = END_SECONDS
) -> Iterator[Claim]:
    """Hold the state folder. Waits up to `longest` seconds for one that is ending; raises `AlreadyRunning`."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "serving.lock").open("a+") as file:
        started, said = time.monotonic(), False
        while not _taken(file):
            waited = time.monotonic() - started
            file.seek(0)
            pid, _, what = file.read().strip().partition(" ")
            if waited > (longest if what == STOPPING else grace):
                raise AlreadyRunning(f"这个目录（{state}）的平台正在运行（进程 {pid or '不详'}），先停止它再启动。")
            if not said:
                say("上一次启动的平台正在停止，等它停好")
                said = True
            time.sleep(0.1)
        held = Claim(file)
        held.tell(RUNNING)
        yield held


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
