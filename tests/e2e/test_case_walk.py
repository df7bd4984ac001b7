"""The ordinary case in a real browser, from lead to archive, each step by the person whose step it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from stdnum.cn import uscc

from e2e.helpers import check_accessible, check_fits, check_page, shot
from minzhifa.org.demo.people import invented_name

pytestmark = pytest.mark.e2e
OFFICER, REVIEWER, HEAD = "gl_officer1", "gl_reviewer", "gl_head"
BODY = "91350102MA0000017"
TABS = ("", "party", "evidence", "discretion", "documents", "terms", "payment", "disclosure", "history", "check")


def open_act(page: Page, code: str, action: str) -> None:
    """The act's form, reached from the case page."""
    page.goto(f"/cases/{code}/")
    link = page.locator(f'#case-body a[href$="/do/{action}/"]').first
    if link.is_visible():
        link.click()
        page.wait_for_url(f"**/do/{action}/")
    else:
        page.goto(f"/cases/{code}/do/{action}/")
    expect(page.locator("#act-form")).to_be_visible()


def fill(page: Page, **typed: str) -> None:
    """Type into the form's fields by the path of their fact (two underscores are a dot)."""
    for name, value in typed.items():
        field = page.locator(f'#act-form [name="{name.replace("__", ".")}"]').first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def choose(page: Page, name: str, value: str) -> None:
    """One radio button or tick."""
    page.locator(f'#act-form [name="{name}"][value="{value}"]').check()


def people(page: Page) -> None:
    """Two officers who hold valid certificates; the performer is one of them."""
    for box in page.locator('#act-form [name="officers"]').all():
        box.set_checked(False)
    for username in (OFFICER, "gl_officer2"):
        page.locator("#act-form .people").get_by_label(invented_name(username)).check()


def send(page: Page, says: str) -> None:
    """Send the form; it must be done."""
    page.locator("#act-form button[type=submit]").click()
    expect(page.locator("#toasts")).to_contain_text(says)


def act(page: Page, code: str, action: str, says: str = "已办理", **typed: str) -> None:
    """Open, type, send."""
    open_act(page, code, action)
    fill(page, **typed)
    send(page, says)


def register(page: Page) -> str:
    """登记案源; returns the case code."""
    page.goto("/cases/new/")
    fill(
        page,
        source_kind="inspection",
        summary="检查发现货架上有超过保质期的饼干十二包",
        cause="涉嫌经营超过保质期的食品案",
    )
    check_page(page, "case-new")
    send(page, "已登记案源")
    return page.url.split("/cases/")[1].split("/")[0]


def file_case(page: Page, code: str) -> None:
    """提请立案."""
    open_act(page, code, "propose_filing")
    fill(
        page, party__kind="legal_person", party__name="福州云堃食品有限公司", party__uscc=BODY + "0",
        party__legal_representative="林某", party__address="福州市鼓楼区东街1号", occurred_on=page.evaluate(
            "new Date(Date.now() - 5 * 864e5).toISOString().slice(0, 10)"),
        violated="《食品安全法》第三十四条第（十）项", basis="《食品安全法》第一百二十四条第一款第（五）项",
    )  # fmt: skip
    people(page)
    expect(page.locator("#draft img").first).to_be_visible()
    page.locator("#act-form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("校验")
    expect(page.locator('[name="party.name"]')).to_have_value("福州云堃食品有限公司")
    shot(page, "case-refused")
    fill(page, party__uscc=BODY + uscc.calc_check_digit(BODY))
    send(page, "立案呈批")


def investigate(page: Page, code: str) -> None:
    """现场笔录, 要件, 调查终结, 送审."""
    day = page.evaluate("new Date().toISOString().slice(0, 10)")
    open_act(page, code, "record_inspection")
    fill(
        page, record__place="福州市鼓楼区东街1号", record__begun_at=f"{day}T00:10", record__ended_at=f"{day}T00:40",
        record__person="林某", record__shown_answer="看清楚了，不申请回避",
        record__summary="货架上有超过保质期的饼干十二包。",
    )  # fmt: skip
    people(page)
    choose(page, "record.certificate_shown", "yes")
    choose(page, "record.rights_told", "yes")
    send(page, "现场检查")
    open_act(page, code, "set_elements")
    fill(page, elements__0__text="经营超过保质期的食品")
    page.locator('[name="elements.0.evidence"]').first.check()
    check_page(page, "case-matrix")
    send(page, "要件与证据对应")
    open_act(page, code, "conclude_investigation")
    fill(
        page, opinion__reasons="经营超过保质期的食品，事实清楚，证据充分。", discretion__grade="一般",
        discretion__factors="货值不足一千元", discretion__reasons="货值较小，及时改正",
        range__min="10000", range__max="50000",
        penalties__0__kind="0201", penalties__0__amount="20000",
    )  # fmt: skip
    for key in ("major_public_interest", "complex", "statutory", "major_violation"):
        choose(page, f"significance.{key}", "no")
    expect(page.locator("#draft img").first).to_be_visible()
    check_page(page, "case-conclusion")
    send(page, "调查终结")
    act(page, code, "submit_review", review__kind="case")


def tell(page: Page, code: str) -> None:
    """送达告知, 陈述申辩, 答复, 放弃, 提请决定."""
    open_act(page, code, "serve_notice")
    fill(page, notice__way="direct")
    choose(page, "notice.hearing_told", "no")
    send(page, "送达事先告知书")
    page.goto(f"/cases/{code}/")
    expect(page.locator("#case-body")).to_contain_text("陈述申辩期限到")
    check_page(page, "case-page")
    act(page, code, "record_statement", statements__0__point="数量很少，请求从轻")
    act(
        page,
        code,
        "answer_statement",
        statement_answers__0__answer="裁量时已经考虑",
        statement_answers__0__adopted="no",
    )
    open_act(page, code, "waive_statement")
    fill(page, waiver__form="written")
    page.locator('[name="waiver.statement"]').check()
    page.locator('[name="waiver.hearing"]').check()
    send(page, "放弃陈述申辩")
    act(page, code, "propose_decision")


def approve(page: Page, code: str, action: str, name: str = "") -> None:
    """The head's inbox, the one-screen review, the decision."""
    page.goto("/approvals/")
    page.locator(f'a[href="/approvals/{code}/{action}/"]').click()
    expect(page.get_by_role("heading", name="您的决定")).to_be_visible()
    check_page(page, name)
    page.locator("#act-form button[type=submit]").click()
    expect(page.locator("#toasts")).to_contain_text("已办理")


def finish(page: Page, code: str) -> None:
    """送达, 缴款, 履行, 提请结案."""
    act(page, code, "serve_decision", service__way="direct")
    act(page, code, "record_payment", payments__0__amount="20,000.00")
    act(page, code, "record_performance", performance__summary="罚款已缴清")
    act(page, code, "propose_closing")


def test_an_ordinary_case_is_walked_from_lead_to_archive(open_page, size):
    # leaving a page cuts short the draft that is being drawn; htmx says so on the console
    officer, head = open_page(OFFICER, expect=("422", "htmx:afterRequest", "htmx:sendError")), open_page(HEAD)
    code = register(officer)
    file_case(officer, code)
    named = size == "desktop"
    approve(head, code, "approve_filing", "approval" if named else "")
    investigate(officer, code)
    found = {f"review__points__{n}__result": "yes" for n in range(7)}
    act(
        open_page(REVIEWER), code, "complete_review", review__conclusion="pass", review__opinion="同意处理意见", **found
    )
    approve(head, code, "approve_notice")
    tell(officer, code)
    approve(head, code, "approve_decision", "approval-decision" if named else "")
    finish(officer, code)
    approve(head, code, "approve_closing")
    act(officer, code, "archive_case")
    expect(officer.locator("h1")).to_be_visible()
    expect(officer.locator(".page-head")).to_contain_text("已归档")
    for tab in TABS:
        officer.goto(f"/cases/{code}/{tab + '/' if tab else ''}")
        check_page(officer, f"case-{tab or 'overview'}" if named else "")
    officer.goto(f"/cases/{code}/history/")
    officer.get_by_role("button", name="核验").click()
    expect(officer.locator("#verified")).to_contain_text("链完整")
    answer = officer.request.get(f"/cases/{code}/file.pdf")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")


def test_the_main_pages_fit_and_are_accessible(open_page, size):
    page = open_page(OFFICER)
    for url, name in (("/", "workbench"), ("/cases/", "cases"), ("/approvals/", "approvals"), ("/cases/new/", "")):
        page.goto(url)
        expect(page.locator("h1")).to_be_visible()
        check_fits(page)
        check_accessible(page)
        if name and size == "desktop":
            shot(page, name)


def test_tabs_have_addresses_of_their_own_and_change_without_a_reload(open_page):
    page = open_page(OFFICER)
    code = register(page)
    page.goto(f"/cases/{code}/")
    page.evaluate("window.sameDocument = true")
    page.locator(".tabs a", has_text="期限").click()
    page.wait_for_url(f"**/cases/{code}/terms/")
    assert page.evaluate("window.sameDocument === true")
    page.reload()
    expect(page.locator("#case-body")).to_contain_text("怎么算的")
    page.get_by_role("button", name="案件码").click()
    expect(page.locator("dialog[open] svg.qr")).to_be_visible()
    check_accessible(page)
