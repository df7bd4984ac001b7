"""The parent's side of the rendering process: one warm worker a process, restarted when it dies or hangs."""

from __future__ import annotations

import atexit
import json
import logging
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings

from minzhifa.documents.errors import FontsMissing, RenderFailed

TEMPLATES = Path(__file__).parent / "templates"
WORKER = Path(__file__).with_name("worker.py")
MEMORY = 2 * 1024**3
JOBS_A_LIFE = 2000
SECONDS_A_JOB = 60.0
NEEDED_FONTS = ("FandolFang-Regular.otf", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")


NO_GLYPH = "could not be displayed"  # the compiler's words for a character that no font has
log = logging.getLogger(__name__)


def fonts_complete() -> bool:
    """True when the fonts of the documents are installed; otherwise the machine's own are used as well."""
    return all((Path(settings.FONTS_DIR) / name).exists() for name in NEEDED_FONTS)


def own_fonts_too() -> bool:
    """Whether the machine's own fonts are used as well: only where those of the documents are not all there."""
    return not fonts_complete()


class WorkerDied(RuntimeError):
    """The process ended, or did not answer in time."""


@dataclass
class Worker:
    """One rendering process and its pipes."""

    process: subprocess.Popen[bytes]
    pid: int = field(default_factory=os.getpid)  # the process that owns it: a fork must not use it
    jobs: int = 0
    network: bool = True

    def read(self, count: int, deadline: float) -> bytes:
        """Exactly `count` bytes before the deadline (monotonic seconds)."""
        assert self.process.stdout is not None  # noqa: S101 -- opened as a pipe above; for the type checker
        chunks = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while len(chunks) < count:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise WorkerDied("timeout")
                chunk = os.read(self.process.stdout.fileno(), min(count - len(chunks), 1 << 20))
                if not chunk:
                    raise WorkerDied("ended")
                chunks += chunk
        return bytes(chunks)

    def answer(self, deadline: float) -> tuple[dict[str, Any], list[bytes]]:
        """One answer with its parts."""
        length = struct.unpack(">I", self.read(4, deadline))[0]
        head = json.loads(self.read(length, deadline))
        return head, [self.read(size, deadline) for size in head["parts"]]

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        """Send a request and wait for its answer; raises `WorkerDied`."""
        assert self.process.stdin is not None  # noqa: S101 -- opened as a pipe above; for the type checker
        body = json.dumps(request, ensure_ascii=False).encode()
        try:
            self.process.stdin.write(struct.pack(">I", len(body)) + body)
            self.process.stdin.flush()
        except OSError as error:
            raise WorkerDied("ended") from error
        self.jobs += 1
        return self.answer(time.monotonic() + SECONDS_A_JOB)

    def stop(self) -> None:
        """End the process."""
        if self.pid == os.getpid():
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


_lock = threading.Lock()
_worker: Worker | None = None


def _start() -> Worker:
    system_fonts = "1" if own_fonts_too() else "0"
    arguments = [str(TEMPLATES), str(settings.FONTS_DIR), system_fonts, str(MEMORY)]
    process = subprocess.Popen(  # noqa: S603 (our own file, our own interpreter)
        [sys.executable, "-I", str(WORKER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env={"RAYON_NUM_THREADS": "2", "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"},
        cwd="/",
        start_new_session=True,  # Ctrl-C reaches it through its parent only
    )
    worker = Worker(process)
    try:
        worker.network = worker.answer(time.monotonic() + SECONDS_A_JOB)[0]["network"]
    except WorkerDied:
        worker.stop()
        raise
    return worker


def _current() -> Worker:
    global _worker  # noqa: PLW0603 (one warm worker a process)
    if _worker is not None and (_worker.pid != os.getpid() or _worker.jobs >= JOBS_A_LIFE):
        _worker.stop()
        _worker = None
    if _worker is None:
        _worker = _start()
    return _worker


def stop() -> None:
    """End the warm worker, if there is one (at exit, and in tests)."""
    global _worker  # noqa: PLW0603 -- one worker a process
    if _worker is not None:
        _worker.stop()
        _worker = None


atexit.register(stop)


def warm() -> bool:
    """Start the worker ahead of the first document; True when it has no network."""
    with _lock:
        return not _current().network


def _refuse(why: str) -> NoReturn:
    """What the compiler said is for the log; people are told what it means. Raises `FontsMissing`, `RenderFailed`."""
    log.error("a document was not drawn: %s", why[:2000])
    if NO_GLYPH in why and not fonts_complete():
        raise FontsMissing
    raise RenderFailed("排版程序报错，原因已记入服务器日志，请联系平台运维。")


def press(template: str, data: str, meta: str, *, output: str = "pdf", timestamp: int = 0) -> list[bytes]:
    """Compile a template with JSON data; a pdf is one part, svg and png one part a page.

    Raises `RenderFailed`, `FontsMissing`.
    """
    request = {"template": template, "data": data, "meta": meta, "format": output, "timestamp": timestamp}
    with _lock:
        for attempt in (1, 2):
            try:
                head, parts = _current().ask(request)
                break
            except WorkerDied as error:
                stop()
                if attempt == 2 or str(error) == "timeout":  # noqa: PLR2004 -- the second and last attempt
                    raise RenderFailed("排版进程中断。") from error
    if not head["ok"]:
        _refuse(str(head["why"]))
    return parts
