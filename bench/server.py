"""The server under test: the same granian command as in production, on a free port, ended when done."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.cpu import tree_seconds as cpu_seconds
from minzhifa.cli.serve import web_command

__all__ = ["APPLICATION", "cpu_seconds", "running"]

PROBES = 32  # fresh connections; each worker process has answered some of them, or it is not there yet
PROBE = b"GET /api/v1/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
BOOT_SECONDS = 120
APPLICATION = "minzhifa-bench"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, seconds: float) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=seconds) as probe:
            probe.sendall(PROBE)
            return probe.recv(16).startswith(b"HTTP/1.1 401")
    except OSError:
        return False


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """The port is open long before every worker has loaded: connections given to a worker that still loads hang."""
    deadline = time.monotonic() + BOOT_SECONDS
    good = 0
    while good < PROBES:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the web server did not start")
        if _answers(port, deadline - time.monotonic()):
            good += 1
        else:
            time.sleep(0.2)


@contextmanager
def running() -> Iterator[tuple[int, int]]:
    """(port, pid) of a web server of which every worker answers; its sessions are named `APPLICATION`."""
    port = _free_port()
    process = subprocess.Popen(web_command(str(port)), env={**os.environ, "MINZHIFA_APPLICATION": APPLICATION})
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)
