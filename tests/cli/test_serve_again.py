"""`minzhifa serve` stopped and started again at once: the second waits for the first; a folder has one platform."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from minzhifa.cli import postgres
from minzhifa.cli.claim import RUNNING, STOPPING, AlreadyRunning, claim

BIN = Path(sys.executable).parent
HOLDER = """
import sys, time
from pathlib import Path
from minzhifa.cli.claim import claim
with claim(Path(sys.argv[1]), print) as held:
    held.tell(sys.argv[2])
    print("held", flush=True)
    sys.stdin.readline()
"""


def _holder(state: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(state), what]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    return started


def test_a_platform_that_runs_on_is_named_and_not_waited_for(tmp_path: Path) -> None:
    with _holder(tmp_path, RUNNING) as holder:
        named = f"正在运行（进程 {holder.pid}）"
        try:
            with pytest.raises(AlreadyRunning, match=named), claim(tmp_path, print, grace=0.2):
                pass
        finally:
            holder.kill()


def test_one_that_is_ending_is_waited_for_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        holder.kill()

    with _holder(tmp_path, STOPPING) as holder, claim(tmp_path, say, grace=0.0) as held:
        held.tell(RUNNING)
        assert (tmp_path / "serving.lock").read_text() == f"{os.getpid()} {RUNNING}\n"
    assert said == ["上一次启动的平台正在停止，等它停好"]


class Served:
    """A platform with a state folder of its own, without the demo."""

    def __init__(self, state: Path) -> None:
        self.state = state
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = str(probe.getsockname()[1])
        self.runs: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(self) -> Path:
        """Start it; returns the file it speaks into."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "MINZHIFA_", "DJANGO_"))}
        more = {"MINZHIFA_STATE": str(self.state), "PORT": self.port, "MINZHIFA_WORKERS": "1"}
        said = self.state / f"said-{len(self.runs)}"
        with said.open("wb") as out:
            command = [BIN / "minzhifa", "serve"]
            run = subprocess.Popen(command, env={**kept, **more}, stdout=out, stderr=out, start_new_session=True)
        self.runs.append((run, said))
        return said

    def close(self) -> None:
        """End what was started."""
        for run, _ in self.runs:
            run.terminate()
            run.wait(90)
        postgres.destroy(postgres.locate(self.state))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path)
    yield made
    made.close()


def _until(said: Path, words: str, run: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 240
    while words not in said.read_text() and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert words in said.read_text(), said.read_text()


def test_a_platform_stopped_in_the_middle_of_its_start_and_started_at_once_comes_up(served: Served) -> None:
    first = served.start()
    _until(first, "正在检查数据库结构", served.runs[0][0])
    served.runs[0][0].send_signal(signal.SIGTERM)
    second = served.start()
    _until(second, "按 Ctrl-C 停止", served.runs[1][0])
    assert served.runs[0][0].wait(90) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(served.port))) == 0
