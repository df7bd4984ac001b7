"""CPU time of processes, and of the database's sessions where the server runs on this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

PAUSE = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float | None:
    """User and system seconds of one process so far; None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS


def children(pid: int) -> list[int]:
    """All descendants of a process."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            found += [int(child), *children(int(child))]
    return found


def tree_seconds(pid: int) -> float:
    """Seconds of a process and its descendants that still run."""
    return sum(seconds(task) or 0.0 for task in [pid, *children(pid)])


@dataclass(slots=True)
class Sessions:
    """Seconds that sessions of one kind used while they were watched."""

    first: dict[int, float] = field(default_factory=dict)
    last: dict[int, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The sum."""
        return sum(self.last[pid] - self.first[pid] for pid in self.last)


@contextmanager
def sessions(url: str, application: str) -> Iterator[Sessions]:
    """Watch the sessions with this application name in the database of `url`.

    A session that begins meanwhile counts from its begin; one that ends, up to a tenth of a second before its end.
    """
    found, over = Sessions(), threading.Event()

    def look(watcher: psycopg.Connection, *, begin: bool) -> None:
        rows = watcher.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            [application],
        )
        for (pid,) in rows.fetchall():
            if (used := seconds(pid)) is not None:
                found.first.setdefault(pid, used if begin else 0.0)
                found.last[pid] = used

    with psycopg.connect(url, autocommit=True, application_name="bench-watch") as watcher:
        look(watcher, begin=True)

        def watch() -> None:
            while not over.wait(PAUSE):
                look(watcher, begin=False)

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield found
        finally:
            over.set()
            thread.join()
            look(watcher, begin=False)
