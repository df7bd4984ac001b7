"""`minzhifa serve`: database, migrations, demo data, web server and queue worker under one roof, until Ctrl-C."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from minzhifa.cli import postgres
from minzhifa.cli.claim import STOPPING, AlreadyRunning, Claim, claim
from minzhifa.cli.running import remember, state_folder
from minzhifa.documents.press import fonts_complete

BIN = Path(sys.executable).parent
WAIT_SECONDS = 60  # for the web server's first answer, before the address is printed
# Ctrl-C, a service manager, a closed terminal: each ends everything, at every moment, and whatever the shell ignores.
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
RESTARTS = 20  # a child that dies is started again, but not for ever


def _say(text: str) -> None:
    print("→ " + text, flush=True)


def _manage(*arguments: str, owner: bool = False) -> None:
    environment = {**os.environ, "MINZHIFA_AS_OWNER": "1"} if owner else dict(os.environ)
    subprocess.run([str(BIN / "minzhifa"), *arguments], check=True, env=environment)  # noqa: S603 -- our own command


def _started(cluster: postgres.Cluster | None) -> bool:
    """Start the embedded cluster; True when its database has to be prepared anew. None: DATABASE_URL names a server."""
    if cluster is None:
        return True
    new = not (cluster.data / "PG_VERSION").exists()
    postgres.start(cluster, _say)
    os.environ.update({k: v for k, v in postgres.environment(cluster).items() if "TEST" not in k})
    remember(os.environ)
    return new


def _inputs() -> str:
    """One hash over everything that preparation depends on: code, data, built front end (names, sizes, times)."""
    value = hashlib.sha256(os.environ.get("MINZHIFA_DEMO", "").encode())
    root = Path(__file__).resolve().parents[3]
    for folder in (root / "src", root / "data", root / "web" / "dist"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                seen = path.stat()
                value.update(f"{path} {seen.st_size} {seen.st_mtime_ns}".encode())
    return value.hexdigest()


def _prepare(*, always: bool) -> None:
    """Migrate, load the demo once, collect static files. Skipped when nothing changed since the last time."""
    stamp, inputs = state_folder() / "stamps" / "prepared", _inputs()
    if not always and stamp.exists() and stamp.read_text() == inputs:
        return
    _say("正在检查数据库结构")
    if os.environ.get("DATABASE_OWNER_URL"):
        _manage("migrate", "--verbosity", "0", owner=True)
    _manage("check-role")
    if os.environ.get("MINZHIFA_DEMO") == "1":
        _say("正在装载演示数据（只在第一次较慢）")
        _manage("demo", "load", owner=bool(os.environ.get("DATABASE_OWNER_URL")))
    _manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(inputs)


def web_command(port: str) -> list[str]:
    """The web server's command line; the bench measures the same."""
    workers, threads = os.environ.get("MINZHIFA_WORKERS", "2"), os.environ.get("MINZHIFA_THREADS", "4")
    return [
        str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", workers,
        "--blocking-threads", threads, "--log-level", "warning", "--no-ws", "minzhifa.config.wsgi:application",
    ]  # fmt: skip


def _commands(port: str) -> dict[str, list[str]]:
    return {
        "web": web_command(port),
        "worker": [str(BIN / "minzhifa"), "procrastinate", "worker", "--concurrency", "4"],
    }


def main(arguments: list[str]) -> int:
    """Run everything in the foreground. Exit code 0 after Ctrl-C, 2 when something cannot be started."""
    if arguments:
        print("minzhifa serve 不带参数：PORT 改端口，DATABASE_URL 改数据库。", file=sys.stderr)
        return 2
    for number in STOPS:
        signal.signal(number, _interrupt)
    try:
        with claim(state_folder(), _say) as held:
            return _run(held)
    except AlreadyRunning as error:
        print(f"✗ {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # while waiting: nothing was started
        return 0


def _run(held: Claim) -> int:
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or _listening(port):
        print(f"✗ 端口 {port} 不能用（已被占用或不是数字）：用 PORT=… 换一个。", file=sys.stderr)
        return 2
    children: dict[str, subprocess.Popen[bytes]] = {}
    cluster: postgres.Cluster | None = None
    try:
        if not os.environ.get("DATABASE_URL"):
            cluster = postgres.locate(state_folder())
        _prepare(always=_started(cluster))
        _supervise(children, port, cluster)
    except postgres.LauncherError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"✗ 启动步骤失败：{' '.join(map(str, error.cmd[1:]))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        _say("正在停止")
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        held.tell(STOPPING)
        _end(children)
        if cluster is not None:
            postgres.stop(cluster)
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _supervise(children: dict[str, subprocess.Popen[bytes]], port: str, cluster: postgres.Cluster | None) -> None:
    commands, restarts = _commands(port), 0
    for name, command in commands.items():
        children[name] = _spawn(command)
    for _ in range(WAIT_SECONDS * 10):
        if _listening(port) or children["web"].poll() is not None:
            break
        time.sleep(0.1)
    print(f"\n闽执法 已启动：http://127.0.0.1:{port}/", flush=True)
    if os.environ.get("MINZHIFA_DEMO") == "1":
        _manage("demo", "accounts")
    if not fonts_complete():
        print("! 文书字体不全：机器上没有可用的中文字体时，文书 PDF 要等装好字体（make env）才能排成，办案不受影响。")
    print("按 Ctrl-C 停止。", flush=True)
    while True:
        time.sleep(0.5)
        if cluster is not None and not postgres.alive(cluster):
            _say("数据库已中断，正在恢复")
            postgres.start(cluster)
        for name, child in list(children.items()):
            if child.poll() is None:
                continue
            restarts += 1
            if restarts > RESTARTS:
                raise subprocess.CalledProcessError(child.returncode or 1, commands[name])
            _say(f"{name} 已退出（{child.returncode}），正在重新启动")
            time.sleep(min(restarts, 5))
            children[name] = _spawn(commands[name])


def _listening(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def _spawn(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us first, and we end the children in order.
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own commands


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + 10
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
