"""The pictures of the user guide: the pages that its chapters show, on the demonstration cases (`make docs`).

Nothing is sent but forms that must be refused, so the pictures come out the same in any order.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from e2e import helpers
from minzhifa.org.demo.people import invented_name

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
COLOURS = 128
CASES = {
    "lead": "榕果香干果店", "filing": "顺发源便利店", "matrix": "安泰喆物业", "overdue": "宏达源电动车",
    "review": "丽新港服饰", "window": "华昌丽水果店", "statements": "德润达物流", "decision": "健源海休闲",
    "served": "万佳平餐馆", "returned": "黄某辉", "hearing": "东方泽教育", "archived": "榕城泉嘉餐饮",
}  # fmt: skip
OFFICER, HEAD, REVIEWER, ADMIN, PROVINCE = "gl_officer1", "gl_head", "gl_reviewer", "gl_admin", "fj_admin"
WRONG_CODE = "91350102MA00000170"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("guide"),
    pytest.mark.skipif(os.environ.get("MINZHIFA_SHOTS") != "1", reason="只在 make docs 时拍摄手册图片"),
]


def _idle(_page: Page) -> None:
    """Nothing to do before the picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: who looks, at which page (`{lead}` stands for a case's code), what is done first, how wide."""

    name: str
    who: str | None
    url: str
    do: Callable[[Page], None] = _idle
    phone: bool = False


def _second_step(page: Page) -> None:
    page.get_by_label("账号").fill("gl_section")
    page.locator("input[type=password]").fill(helpers.demo_password())
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("动态验证码")).to_be_visible()


def _menu(page: Page) -> None:
    page.locator("details.menu > summary").click()


def _search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("特种设备")
    expect(page.locator("#search-results a.hit").first).to_be_visible()


def _draft(page: Page) -> None:
    expect(page.locator("#draft img").first).to_be_visible(timeout=20_000)


def _lead(page: Page) -> None:
    page.locator('[name="source_kind"]').select_option("complaint")
    page.locator('[name="cause"]').fill("涉嫌违反明码标价规定案")
    page.locator('[name="summary"]').fill("消费者投诉：东街一家干果店的散装干果没有标价，结账时报价与口头询价不一致。")


def _wrong_code(page: Page) -> None:
    page.locator('[name="cause"]').fill("涉嫌违反明码标价规定案")
    page.locator('[name="party.uscc"]').fill(WRONG_CODE)
    for username in (OFFICER, "gl_officer2"):
        page.locator("#act-form .people").get_by_label(invented_name(username)).check()
    _draft(page)
    page.locator("#act-form button[type=submit]").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def _scroll(selector: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.locator(selector).first.evaluate("e => e.scrollIntoView({block: 'start'}) || window.scrollBy(0, -64)")

    return scroll


def _discretion(page: Page) -> None:
    _draft(page)
    _scroll('[name="discretion.grade"]')(page)


def _verify(page: Page) -> None:
    page.get_by_role("button", name="核验").click()
    expect(page.locator("#verified")).to_contain_text("链完整")


def _eye(page: Page) -> None:
    page.get_by_role("button", name="查看完整的身份证号").click()
    expect(page.get_by_role("heading", name="查看完整的当事人信息")).to_be_visible()


def _first(page: Page) -> None:
    page.locator("tbody th a").first.click()
    page.wait_for_load_state("networkidle")


def _officer(page: Page) -> None:
    page.get_by_role("link", name=invented_name(OFFICER)).first.click()
    expect(page.get_by_role("heading", name=invented_name(OFFICER), level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")


def _letter(kind: str, verb: str = "") -> Callable[[Page], None]:
    def open_letter(page: Page) -> None:
        page.locator("tbody th").get_by_role("link", name=kind, exact=True).first.click()
        expect(page.get_by_role("heading", name=kind, level=1)).to_be_visible()
        if verb:
            page.get_by_role("link", name=verb, exact=True).first.click()
            expect(page.get_by_role("button", name=verb, exact=True)).to_be_visible()

    return open_letter


PICTURES = [
    Picture("login", None, "/accounts/login/"),
    Picture("login-code", None, "/accounts/login/", _second_step),
    Picture("me", OFFICER, "/me/"),
    Picture("menu", OFFICER, "/", _menu),
    Picture("workbench", OFFICER, "/"),
    Picture("workbench-phone", OFFICER, "/", phone=True),
    Picture("search", OFFICER, "/", _search),
    Picture("cases", OFFICER, "/cases/"),
    Picture("case-page", OFFICER, "/cases/{window}/"),
    Picture("lead-new", OFFICER, "/cases/new/", _lead),
    Picture("filing", OFFICER, "/cases/{lead}/do/propose_filing/", _draft),
    Picture("filing-refused", OFFICER, "/cases/{lead}/do/propose_filing/", _wrong_code),
    Picture("interview", OFFICER, "/cases/{matrix}/do/record_interview/", _draft),
    Picture("interview-phone", OFFICER, "/cases/{matrix}/do/record_interview/", phone=True),
    Picture("evidence-add", OFFICER, "/cases/{matrix}/do/add_evidence/", _draft),
    Picture("elements", OFFICER, "/cases/{matrix}/do/set_elements/", _draft),
    Picture("matrix", OFFICER, "/cases/{matrix}/evidence/"),
    Picture("conclusion", OFFICER, "/cases/{overdue}/do/conclude_investigation/", _discretion),
    Picture("discretion", OFFICER, "/cases/{review}/discretion/"),
    Picture("review", REVIEWER, "/approvals/{review}/complete_review/"),
    Picture("notice-service", OFFICER, "/cases/{window}/do/serve_notice/", _draft),
    Picture("self-check", OFFICER, "/cases/{overdue}/check/"),
    Picture("statement", OFFICER, "/cases/{window}/do/record_statement/", _draft),
    Picture("answer", OFFICER, "/cases/{statements}/do/answer_statement/", _draft),
    Picture("waiver", OFFICER, "/cases/{window}/do/waive_statement/", _scroll("#act-title")),
    Picture("payment", OFFICER, "/cases/{served}/payment/"),
    Picture("pay", OFFICER, "/cases/{served}/do/record_payment/", _scroll("#act-title")),
    Picture("documents", OFFICER, "/cases/{archived}/documents/"),
    Picture("history", OFFICER, "/cases/{archived}/history/", _verify),
    Picture("approvals", HEAD, "/approvals/"),
    Picture("approval", HEAD, "/approvals/{filing}/approve_filing/"),
    Picture("approval-decision", HEAD, "/approvals/{decision}/approve_decision/"),
    Picture("approval-phone", HEAD, "/approvals/{filing}/approve_filing/", phone=True),
    Picture("terms", OFFICER, "/cases/{window}/terms/"),
    Picture(
        "trial", OFFICER,
        "/rules/try/?do=surcharge&fine=20000&due=2024-10-08&on=2024-10-20&pauses=2024-10-15..2024-11-30",
    ),
    Picture("holidays", OFFICER, "/holidays/2026/"),
    Picture("matter", OFFICER, "/matters/SCJG-CF-022/"),
    Picture("officer", ADMIN, f"/officers/?q={invented_name('gl_officer4')}", _first),
    Picture("authority", OFFICER, "/authority/"),
    Picture("accounts", ADMIN, "/users/"),
    Picture("account-grant", ADMIN, "/users/", _officer),
    Picture("holiday-import", PROVINCE, "/holidays/import/"),
    Picture("blocked", OFFICER, "/cases/{matrix}/"),
    Picture("party", OFFICER, "/cases/{returned}/party/", _eye),
    Picture("parts", OFFICER, "/cases/{matrix}/parts/"),
    Picture("transfer", OFFICER, "/cases/{matrix}/do/propose_agency_transfer/"),
    Picture("seizure", OFFICER, "/cases/{matrix}/do/propose_coercion/", _scroll("#act-title")),
    Picture("referrals", OFFICER, "/referrals/"),
    Picture("referral", OFFICER, "/referrals/", _letter("案件移送")),
    Picture("referral-answer", OFFICER, "/referrals/", _letter("协助调查", "复函")),
    Picture("plan", OFFICER, "/cases/{served}/do/register_plan_request/", _draft),
    Picture("hearing", HEAD, "/cases/{hearing}/do/appoint_presiding/", _draft),
    Picture("offline", OFFICER, "/offline/new/"),
    Picture("powers", OFFICER, "/powers/", _first),
    Picture("element-centre", ADMIN, "/elements/"),
    Picture("tokens", PROVINCE, "/tokens/new/"),
]  # fmt: skip


@pytest.fixture(scope="module")
def codes(sample_cases: dict[str, list[str]]) -> dict[str, str]:
    """The codes that a page shows are looked up once."""
    return {}


def address(page: Page, url: str, codes: dict[str, str]) -> str:
    """The address with the case's code in it."""
    for key, party in CASES.items():
        if "{" + key + "}" not in url:
            continue
        if key not in codes:
            page.goto(f"/cases/?q={party}")
            codes[key] = str(page.locator("tbody a[href^='/cases/']").first.get_attribute("href")).split("/")[2]
        url = url.replace("{" + key + "}", codes[key])
    return url


def keep(page: Page, name: str) -> None:
    """What the window shows, in few colours: a small file that still reads well."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    GUIDE.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(GUIDE / f"{name}.png", optimize=True)


@pytest.mark.parametrize("picture", PICTURES, ids=[p.name for p in PICTURES])
def test_a_picture_of_the_guide_is_taken_from_the_running_system(open_page, codes, picture):
    page = open_page(picture.who, expect=("422", "htmx:afterRequest", "htmx:sendError", "htmx:sendAbort"))
    page.set_viewport_size(helpers.SIZES["-phone" if picture.phone else ""])
    page.goto(address(page, picture.url, codes))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    picture.do(page)
    helpers.check_fits(page)
    keep(page, picture.name)
