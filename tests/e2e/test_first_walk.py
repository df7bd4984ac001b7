"""From the login to the catalogue, as an officer goes it, on a desktop and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from e2e.helpers import check_accessible, check_budget, check_fits, check_page, shot

pytestmark = pytest.mark.e2e
OFFICER = "gl_officer1"


def test_a_stranger_is_sent_to_the_login_which_is_accessible(open_page, size):
    page = open_page()
    page.goto("/matters/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    check_page(page, "login")


def test_a_wrong_password_is_answered_beside_the_form_and_keeps_the_account_name(open_page):
    page = open_page()
    page.goto("/accounts/login/")
    page.get_by_label("账号").fill("nobody_here")
    page.locator("input[type=password]").fill("not-the-password")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("账号")).to_have_value("nobody_here")
    check_accessible(page)


def test_every_page_is_readable_in_the_dark(open_page):
    page = open_page(OFFICER, scheme="dark")
    for url in ("/", "/_components", "/subjects/new/"):
        page.goto(url)
        check_accessible(page)
    shot(page, "dark")


def test_the_first_load_stays_inside_the_budget(open_page):
    check_budget(open_page(OFFICER), "/")


def test_the_search_opens_by_keyboard_and_leads_to_a_statute(open_page):
    page = open_page(OFFICER)
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("广告法")
    expect(page.locator("#search-results a.hit").first).to_be_visible()
    check_accessible(page)
    shot(page, "search")
    page.locator("#search-results").get_by_role("link", name="广告法", exact=False).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_statute_is_read_by_article_with_an_anchor(open_page, size):
    page = open_page(OFFICER)
    page.goto("/statutes/?q=广告法")
    page.get_by_role("link", name="广告法", exact=True).click()
    expect(page.get_by_role("heading", name="广告法", level=1)).to_be_visible()
    expect(page.locator("#a9")).to_contain_text("第九条")
    check_page(page, "statute" if size == "desktop" else "")


def test_a_citation_of_a_matter_leads_to_its_paragraph(open_page):
    page = open_page(OFFICER)
    page.goto("/matters/SCJG-CF-013/")
    page.get_by_role("link", name="《广告法》第五十五条第一款").first.click()
    expect(page.locator("p:target")).to_be_visible()


def test_filters_stay_in_the_address_and_can_be_removed_one_by_one(open_page, size):
    page = open_page(OFFICER)
    page.goto("/matters/")
    page.get_by_label("领域").select_option(label="市场监管")
    expect(page).to_have_url(re.compile("field=\\w"))
    page.get_by_role("link", name="领域：市场监管").click()
    expect(page).to_have_url(re.compile(r"^(?!.*field=\w)"))
    check_fits(page)


def test_a_long_list_is_paged_forward_and_back_by_links(open_page):
    page = open_page(OFFICER)
    page.goto("/agencies/")
    first = page.locator("tbody th a").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_text("第 51–100 条")).to_be_visible()
    assert page.locator("tbody th a").first.inner_text() != first
    page.get_by_role("link", name="上一页").click()
    expect(page.locator("tbody th a").first).to_have_text(first)
