"""The rendering process: reads requests on stdin, answers on stdout. Started by `rendering`, never imported by it.

It runs isolated (`python -I`, empty environment), without network where the system lets it, with limits on memory,
CPU, files and time; it knows no settings, no database and no keys, only the reviewed templates and the fonts.
Framing: 4-byte big-endian length, JSON; an answer is followed by its parts, whose lengths the JSON names.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CPU_SECONDS_A_JOB = 30


def cut_network() -> bool:
    """Move into an empty network namespace; False where the kernel or the container forbids it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def limit(memory: int) -> None:
    """Memory and core and file limits for the life of the process; nothing here ever writes a file."""
    with contextlib.suppress(OSError):
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def limit_cpu() -> None:
    """Give the next job its CPU seconds: the soft limit counts from what was used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS_A_JOB
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """One request, or None at the end of input."""
    head = stream.read(4)
    if len(head) < 4:  # noqa: PLR2004 -- the length of a frame has four bytes
        return None
    value: dict[str, Any] = json.loads(stream.read(struct.unpack(">I", head)[0]))
    return value


def write(stream: BinaryIO, answer: dict[str, Any], parts: list[bytes]) -> None:
    """One answer and its parts."""
    body = json.dumps({**answer, "parts": [len(part) for part in parts]}).encode()
    stream.write(struct.pack(">I", len(body)) + body + b"".join(parts))
    stream.flush()


class Press:
    """A Typst compiler over one template folder, kept warm."""

    def __init__(self, root: Path, fonts: str, system_fonts: bool) -> None:
        import typst  # noqa: PLC0415 (after the limits are set)

        self.root = root
        self.compiler = typst.Compiler(
            input=str(root / "blank.typ"),
            root=str(root),
            font_paths=[fonts],
            ignore_system_fonts=not system_fonts,
            package_path=str(root / "none"),
            package_cache_path=str(root / "none"),
        )

    def print(self, request: dict[str, Any]) -> list[bytes]:
        """Compile one template: `format` pdf gives one part, svg and png one a page."""
        template = self.root / request["template"]
        if template.parent != self.root or template.is_symlink() or not template.is_file():
            raise ValueError(f"unknown template {request['template']}")
        options: dict[str, Any] = {"format": request["format"], "timestamp": request["timestamp"]}
        if request["format"] == "pdf":
            options |= {"pdf_standards": "a-2b", "pdf_tags": False}
        if request["format"] == "png":
            options["ppi"] = 110.0
        done = self.compiler.compile(
            input=str(template), sys_inputs={"data": request["data"], "meta": request["meta"]}, **options
        )
        return [part for part in (done if isinstance(done, list) else [done]) if part is not None]


def serve(stdin: BinaryIO, stdout: BinaryIO, press: Press) -> None:
    """Answer until the input ends. A template error is an answer; running out of memory ends the process."""
    while (request := read(stdin)) is not None:
        limit_cpu()
        try:
            parts = press.print(request)
        except Exception as error:  # the parent turns the text into a refusal
            write(stdout, {"ok": False, "why": str(error)[:2000]}, [])
        else:
            write(stdout, {"ok": True}, parts)


def main() -> None:
    """`worker.py ROOT FONTS SYSTEM_FONTS MEMORY`."""
    root, fonts, system_fonts, memory = sys.argv[1:5]
    isolated = cut_network()
    limit(int(memory))
    press = Press(Path(root), fonts, system_fonts == "1")
    write(sys.stdout.buffer, {"ok": True, "network": not isolated}, [])
    serve(sys.stdin.buffer, sys.stdout.buffer, press)


if __name__ == "__main__":
    main()
