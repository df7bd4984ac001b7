"""Every kind of page, found by walking its links: it fits, is accessible, stands still, weighs little and logs nothing.

A new path is covered by itself when a link leads to it. One that no link leads to fails here, until `stories` makes
what it needs or the lists below say why it is no page of its own.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from e2e.helpers import DESK_BUDGET, SIZES, check_accessible, check_fits
from e2e.page_types import Found, follow, kind_of, view_names

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("pages")]
WALKERS = (("gl_officer1", 2), ("gl_head", 1), ("gl_reviewer", 1), ("gl_section", 1), ("gl_admin", 1), ("fj_admin", 1))
"""Who follows the links, and how many pages of a kind each reads."""
PORTAL_BUDGET = 150 * 1024
STILL = 0.1
"""The layout shift of a page that people take for one that stands still."""
PARTS = "agency_names benchmark_try case_code case_custody case_party_sight case_reckon pick_matter pick_party "
PARTS += "pick_provision sample_reason search subject_open"
FILES = "case_binder case_document case_evidence case_export element_export element_template element_wrong "
FILES += "referral_file referral_letter referral_reply"
SENT = "approval_batch case_make_paper case_part_preview case_preview case_verify element_interval_approve "
SENT += "element_interval_withdraw power_approve power_withdrawal_approve proposal_approve view_drop view_keep"
SAME = {  # drawn by the template of another page, which is looked at
    "approval_part_page": "approval_page",
    "account_end_session": "account_close",
    "account_reopen": "account_close",
    "exemption_step": "account_close",
    "officer_link": "officer_certificate_suspend",
    "officer_certificate_resume": "officer_certificate_suspend",
    "offline_end": "offline_new",
    "provision_go": "statute_page",
    "token_countersign": "account_close",
    "token_revoke": "account_close",
}
NO_PAGES = frozenset(f"desk:{name}" for names in (PARTS, FILES, SENT) for name in names.split())
ASIDE = NO_PAGES | {f"desk:{name}" for name in SAME}
WATCH = """
window.shifted = 0;
const add = one => { if (!one.hadRecentInput) window.shifted += one.value };
new PerformanceObserver(list => list.getEntries().forEach(add))
  .observe({type: 'layout-shift', buffered: true});
"""


def walked(open_page: Callable[..., Page], made: dict[str, Any]) -> tuple[dict[str, Found], dict[str, Page]]:
    """Every kind of page, and a browser page of each account that met one."""
    known: dict[str, Found] = {}
    pages: dict[str, Page] = {}
    for who, deep in WALKERS:
        pages[who] = open_page(who, expect=("404",))
        follow(pages[who].context.request, who, known, deep, ASIDE)
    for view, (who, url) in made.items():
        pages.setdefault(who, open_page(who or None))
        known[view] = Found((kind_of(url) or (view, view))[0], view, who, url)
    for page in pages.values():
        page.add_init_script(WATCH)
    return known, pages


def weight(page: Page, html: bytes, sizes: dict[str, int]) -> int:
    """Bytes of the page's HTML, CSS and JS, each gzipped; what several pages share is fetched once."""
    links = "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(e => e.href || e.src)"
    for url in page.evaluate(links):
        if url not in sizes:
            sizes[url] = len(gzip.compress(page.context.request.get(url).body(), 6))
    return len(gzip.compress(html, 6)) + sum(sizes[url] for url in page.evaluate(links))


def faults(page: Page, found: Found, sizes: dict[str, int]) -> list[str]:
    """What is wrong with one page at both sizes; forms of acts are one template and are looked at once."""
    page.set_viewport_size(SIZES[""])  # type: ignore[arg-type]
    answer = page.goto(found.url, wait_until="load")
    assert answer is not None
    wrong = [] if answer.ok else [f"answers {answer.status}"]
    limit = PORTAL_BUDGET if found.view.startswith("portal:") else DESK_BUDGET
    if (heavy := weight(page, answer.body(), sizes)) > limit:
        wrong.append(f"weighs {heavy} bytes, the budget is {limit}")
    if (moved := page.evaluate("window.shifted")) > STILL:
        wrong.append(f"moves while it loads: {moved:.3f}")
    for suffix, size in SIZES.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        checks = [check_fits] if suffix and "_act[" in found.kind else [check_fits, check_accessible]
        for check in checks:
            try:
                check(page)
            except AssertionError as fault:
                wrong.append(f"{suffix or '-desktop'}: {fault}")
    return [f"{found.kind} {found.url} {one}" for one in wrong]


def test_every_kind_of_page_fits_is_accessible_stands_still_and_stays_in_its_budget(open_page, sample_cases):
    known, pages = walked(open_page, sample_cases)
    reached = {one.view for one in known.values()}
    assert sorted(view_names() - reached - ASIDE) == [], "no link leads to these pages"
    assert sorted(ASIDE - view_names()) == [], "these paths are gone"
    assert {f"desk:{name}" for name in SAME.values()} <= reached
    sizes: dict[str, int] = {}
    wrong = [fault for one in known.values() for fault in faults(pages[one.who], one, sizes)]
    assert wrong == [], "\n".join(wrong)
