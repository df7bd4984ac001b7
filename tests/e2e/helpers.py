"""What walks do again and again: log in, look for faults, weigh a page, take its picture."""

from __future__ import annotations

import gzip
import os
import re
import time
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response, expect

from minzhifa.org.demo.login import PERIOD, demo_password, totp_secret

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(os.environ.get("MINZHIFA_SHOTS_DIR", ROOT / ".state" / "shots"))
SIZES = {"": {"width": 1440, "height": 900}, "-phone": {"width": 390, "height": 844}}
GRAVE = ("serious", "critical")
AXE = Axe().axe_script
NEVER_GRAVE = ("region", "landmark-unique", "landmark-one-main", "heading-order", "page-has-heading-one")
"""Rules of axe that never find anything serious, and read the whole page for it."""
DESK_BUDGET = 300 * 1024


def code_of(username: str) -> str:
    """The demo account's present second-factor code, never one that is about to end."""
    left = PERIOD - time.time() % PERIOD
    if left < 2:
        time.sleep(left + 0.1)
    return str(format_hotp_value(hotp_value(totp_secret(username), int(time.time()) // PERIOD)))


def login(page: Page, username: str) -> None:
    """Both factors, as a person does it; ends on the workbench."""
    page.goto("/accounts/login/")
    page.get_by_label("账号").fill(username)
    page.locator("input[type=password]").fill(demo_password())
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("动态验证码").fill(code_of(username))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()


# A preview still on its way when the page is left: the browser drops it, as it should. What went wrong on its way says
# `htmx:sendError` as well, and that is heard.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")


def listen(page: Page, heard: list[str], allowed: tuple[str, ...]) -> None:
    """Collect console errors and page errors, but not those a walk expects (part of their text)."""

    def note(text: str) -> None:
        if not any(part in text for part in (*allowed, *GIVEN_UP)):
            heard.append(f"{page.url}: {text}")

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            note(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: note(str(error)))


def check_accessible(page: Page) -> None:
    """No serious or critical finding of axe-core, the size of what one touches included."""
    # What has gone under the bar at the top is no small target.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    told = {rule: {"enabled": rule == "target-size"} for rule in ("target-size", *NEVER_GRAVE)}
    options = {"resultTypes": ["violations"], "rules": told}
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options).then(done => done.violations)", options)
    grave = [
        f"{v['impact']} {v['id']}: {v['help']} — {[n['html'][:160] for n in v['nodes'][:3]]}"
        for v in found
        if v["impact"] in GRAVE
    ]
    assert grave == [], f"{page.url}\n" + "\n".join(grave)


def check_fits(page: Page) -> None:
    """Nothing sticks out sideways: the page itself never scrolls horizontally."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide}px wider than the window"


def weigh(page: Page, url: str) -> int:
    """Bytes of HTML, CSS and JS of a first load, each gzipped."""
    total = 0
    kinds = re.compile("text/html|text/css|javascript")

    def add(response: Response) -> None:
        nonlocal total
        if kinds.search(response.headers.get("content-type", "")) and response.ok:
            total += len(gzip.compress(response.body(), 6))

    page.on("response", add)
    page.goto(url, wait_until="networkidle")
    page.remove_listener("response", add)
    return total


def check_budget(page: Page, url: str, limit: int = DESK_BUDGET) -> None:
    """The first load of a page stays inside its budget."""
    weight = weigh(page, url)
    assert 0 < weight <= limit, f"{url} weighs {weight} bytes, the budget is {limit}"


def shot(page: Page, name: str) -> None:
    """The page's picture at both sizes for a person to look at, when MINZHIFA_SHOTS=1; the guide takes its own."""
    if os.environ.get("MINZHIFA_SHOTS") != "1":
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for suffix, size in SIZES.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.screenshot(path=SHOTS / f"{name}{suffix}.png", full_page=False)
    if before:
        page.set_viewport_size(before)


def check_page(page: Page, name: str = "") -> None:
    """What every page must pass; with a `name` it is also photographed."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_fits(page)
    check_accessible(page)
    if name:
        shot(page, name)
