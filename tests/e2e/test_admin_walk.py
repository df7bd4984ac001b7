"""Administration as administrators and heads go it: accounts, certificates, calendars, versions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.helpers import check_page

pytestmark = pytest.mark.e2e


def test_an_administrator_opens_an_account_and_gives_it_a_role(open_page, size):
    page = open_page("gl_admin")
    username = f"gl_walk_{size}"
    page.goto("/users/new/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("姓名").fill("林走查")
    page.get_by_label("身份证号").fill("350102199003076019" if size == "desktop" else "350102198501012347")
    page.get_by_label("开立依据").fill("新进人员")
    page.get_by_role("button", name="开立", exact=True).click()
    expect(page.get_by_role("heading", name="账号已开立")).to_be_visible()
    check_page(page, "admin-password-once" if size == "desktop" else "")
    page.get_by_role("link", name="去授权").click()
    page.locator("select[name=role]").select_option(label="档案管理人员")
    page.get_by_label("授予依据").fill("任命文件")
    page.get_by_role("button", name="授予", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="档案管理人员")).to_be_visible()
    check_page(page, "admin-account" if size == "desktop" else "")


def test_a_term_is_tried_out_with_its_explanation(open_page, size):
    page = open_page("gl_officer1")
    page.goto("/rules/try/")
    form = page.locator("#deadline")
    form.get_by_label("或者自己写长度").fill("5wd")
    form.get_by_label("起算日").fill("2024-09-27")
    form.get_by_role("button", name="算到哪一天").click()
    expect(page.get_by_text("2024年10月10日（周四）", exact=True)).to_be_visible()
    check_page(page, "admin-trial" if size == "desktop" else "")


def test_who_was_valid_on_a_day_is_answered_with_the_reason(open_page, size):
    page = open_page("pt_admin")
    page.goto("/agencies/?q=莆田市生态环境局")
    page.get_by_role("link", name="莆田市生态环境局", exact=True).click()
    check_page(page, "admin-agency" if size == "desktop" else "")
    page.get_by_role("link", name="某日核验").click()
    expect(page.get_by_text("起暂扣").first).to_be_visible()
    check_page(page, "admin-check" if size == "desktop" else "")
