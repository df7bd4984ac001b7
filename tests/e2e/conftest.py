"""Walks in a real browser: one server on a database of its own with the demo province, the system's Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import databases
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from e2e import helpers

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOAD = """
import django; django.setup()
from minzhifa.catalog.loading import load_shipped_catalog
load_shipped_catalog()
"""


def chromium() -> str:
    """The system's Chromium; a clear sentence when there is none."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    raise pytest.UsageError(
        "浏览器走查需要 Chromium：请先安装（Debian/Ubuntu：apt-get install chromium），或用 CHROMIUM= 指明路径。"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo_database(database_urls: dict[str, str], worker_id: str) -> Iterator[dict[str, str]]:
    """A database with the demo province, apart from that of the other tests. Yields its environment."""
    name = f"test_{databases.PREFIX}_e2e_{worker_id}"
    databases.make(database_urls, name, province=True)
    environment = {
        **os.environ,
        "DATABASE_URL": databases.on(database_urls["application"], name),
        "DATABASE_OWNER_URL": databases.on(database_urls["owner"], name),
        "MINZHIFA_DEMO": "1",
    }
    loading = {**environment, "MINZHIFA_AS_OWNER": "1"}
    done = subprocess.run([sys.executable, "-c", LOAD], env=loading, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    yield environment
    databases.drop(database_urls, name)


@pytest.fixture(scope="session")
def site(demo_database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server; it ends with the session."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("site") / "server.log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    frozen = os.environ.get("MINZHIFA_SHOTS") == "1"
    command += ["--workers", "1", "--blocking-threads", "4"]
    command += ["e2e.frozen:application" if frozen else "minzhifa.config.wsgi:application"]
    paths = os.pathsep.join(filter(None, (str(ROOT / "tests"), os.environ.get("PYTHONPATH"))))
    environment = {**demo_database, "PYTHONPATH": paths}
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT)
    try:
        _wait(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def sample_cases(demo_database: dict[str, str]) -> dict[str, list[str]]:
    """The demonstration cases are in the database. Gives view name → [account, address]."""
    paths = os.pathsep.join(filter(None, (str(ROOT / "tests"), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "e2e.stories"]
    done = subprocess.run(
        command, env={**demo_database, "PYTHONPATH": paths}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=2):  # noqa: S310 -- our own address
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"the login page answers {error.code}: {log.read_text()[-4000:]}") from error
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start: {log.read_text()[-4000:]}")


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>
<alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias></fontconfig>"""


def _fonts(folder: Path) -> dict[str, str]:
    """The browser's environment: it also finds the documents' fonts, for machines that have none for Chinese."""
    held = Path(os.environ.get("MINZHIFA_STATE", ROOT / ".state")) / "fonts"
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(folder=held.resolve()), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


@pytest.fixture(scope="session")
def browser(demo_database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all walks; it ends before the database connections do.

    The browser's driver keeps an event loop in this thread, which the ORM of the tests that follow would refuse.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        fonts = _fonts(tmp_path_factory.mktemp("fonts"))
        running = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET), env=fonts)
        yield running
        running.close()


@pytest.fixture(scope="session")
def cookies() -> dict[str, list[Any]]:
    """Logins of this session by account: a code is good once, and a second login ends the first."""
    return {}


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """Every walk runs on a desktop and on a phone; a walk that asks for `size` runs twice."""
    return str(request.param)


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, site: str, cookies: dict[str, list[Any]]
) -> Iterator[Callable[..., Page]]:
    """`open_page("gl_officer1")`: a page of that account (None: nobody); console errors fail the test at its end."""
    size = request.getfixturevalue("size") if "size" in request.fixturenames else "desktop"
    contexts: list[BrowserContext] = []
    heard: list[str] = []

    def _open(username: str | None = None, *, expect: tuple[str, ...] = (), scheme: Any = "light") -> Page:
        context = browser.new_context(
            base_url=site, viewport=SIZES[size], locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        helpers.listen(page, heard, expect)
        if username and username in cookies:
            context.add_cookies(cookies[username])
        elif username:
            helpers.login(page, username)
            cookies[username] = context.cookies()
        return page

    yield _open
    for context in contexts:
        context.close()
    assert heard == []
