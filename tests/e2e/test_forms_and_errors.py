"""Nothing typed is lost, nothing is sent twice, and every error says what happened, what was kept, what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from e2e.helpers import check_accessible, check_fits, check_page, shot

pytestmark = pytest.mark.e2e
OFFICER = "gl_officer2"
REFUSED = ("status of 422", "status of 403", "status of 404")
NAME = "福州市鼓楼区榕树下小吃店"


def test_an_officer_registers_a_subject_finds_it_by_initials_and_looks_at_its_number_with_a_reason(open_page, size):
    page = open_page(OFFICER, expect=REFUSED)
    page.goto("/subjects/new/")
    page.get_by_label("类型").select_option(label="自然人")
    person = "陈小榕" if size == "desktop" else "林阿榕"
    page.get_by_label("名称或姓名").fill(person)
    page.get_by_label("身份证号").fill("350102199003078211" if size == "desktop" else "35010219900307823X")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("核对校验码").or_(page.locator(".field.bad")).first).to_be_visible()
    check_accessible(page)
    shot(page, f"subject-refused-{size}")


def test_a_subject_is_registered_once_and_found_by_its_pinyin_initials(open_page, size):
    page = open_page(OFFICER, expect=REFUSED)
    page.goto("/subjects/new/")
    page.get_by_label("类型").select_option(label="个体工商户")
    page.get_by_label("名称或姓名").fill(f"{NAME}{size}")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    expect(page.get_by_text("已登记。")).to_be_visible()
    check_page(page, "subject" if size == "desktop" else "")
    page.goto("/subjects/?q=fzsglq")
    expect(page.get_by_role("link", name=f"{NAME}{size}")).to_be_visible()


def test_what_was_typed_comes_back_after_the_page_was_lost_and_goes_when_it_was_taken(open_page):
    page = open_page(OFFICER)
    page.goto("/subjects/new/")
    page.get_by_label("名称或姓名").fill("没有写完的名称")
    expect(page.get_by_text("已存于本机")).to_be_visible()
    page.goto("/")
    page.goto("/subjects/new/")
    expect(page.get_by_label("名称或姓名")).to_have_value("没有写完的名称")
    expect(page.get_by_text("已恢复")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="放弃恢复").click()
    page.reload()
    expect(page.get_by_label("名称或姓名")).to_have_value("")


def test_a_missing_name_is_said_beside_its_field_in_plain_words(open_page, size):
    page = open_page(OFFICER, expect=REFUSED)
    page.goto("/subjects/new/")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("请填写名称或姓名。")).to_be_visible()
    expect(page.get_by_label("名称或姓名")).to_be_focused()
    check_page(page)


def test_a_form_is_sent_once_however_often_its_button_is_pressed(open_page):
    page = open_page(OFFICER)
    page.goto("/subjects/new/")
    sent = []
    page.route("**/subjects/new/", lambda route: (sent.append(1), page.wait_for_timeout(300), route.continue_()))
    page.get_by_label("名称或姓名").fill("双击登记的对象")
    page.get_by_role("button", name="登记").dblclick(no_wait_after=True)
    expect(page.get_by_role("heading", name="双击登记的对象", level=1)).to_be_visible()
    assert len(sent) == 1


def test_a_form_sent_again_after_the_browsers_way_back_is_the_same_form(open_page, size):
    page = open_page(OFFICER)
    page.goto("/subjects/new/")
    page.get_by_label("名称或姓名").fill(f"后退再登记的对象{size}")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    registered = page.url.partition("?")[0]
    page.go_back()
    page.get_by_label("名称或姓名").fill(f"后退再登记的对象{size}")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("早已登记")).to_be_visible()
    assert page.url.partition("?")[0] == registered


def test_a_forged_form_is_refused_and_shows_what_was_typed(open_page, size):
    page = open_page(OFFICER, expect=REFUSED)
    page.goto("/subjects/new/")
    page.get_by_label("名称或姓名").fill("令牌失效的对象")
    page.evaluate("document.querySelector('.main input[name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name="这张表单已经失效，没有提交")).to_be_visible()
    expect(page.get_by_text("令牌失效的对象")).to_be_visible()
    check_page(page, "form-expired" if size == "desktop" else "")


def test_an_unknown_address_says_what_to_do(open_page, size):
    page = open_page(OFFICER, expect=REFUSED)
    for url in ("/nothing-here/", "/matters/XX-000/", "/statutes/999999/"):
        page.goto(url)
        expect(page.get_by_text("可以怎么办")).to_be_visible()
        check_page(page, "not-found" if size == "desktop" else "")


def test_the_phone_has_a_drawer_and_the_menu_has_theme_and_larger_type(open_page, size):
    page = open_page(OFFICER)
    page.goto("/agencies/")
    if size == "phone":
        page.get_by_role("button", name="打开导航").click()
        expect(page.get_by_role("link", name="裁量基准")).to_be_visible()
        page.wait_for_timeout(250)
        check_accessible(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("link", name="裁量基准")).to_be_hidden()
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    check_fits(page)
    check_accessible(page)
    shot(page, f"large-dark-{size}")


def test_agency_and_officer_pages_are_reached_from_their_lists(open_page, size):
    page = open_page(OFFICER)
    page.goto("/agencies/?q=鼓楼区市场监督管理局")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("市场监督管理局"))
    check_page(page, "agency" if size == "desktop" else "")
    page.locator("tbody th a").first.click()
    expect(page.get_by_text("行政执法证").first).to_be_visible()
    check_page(page, "officer" if size == "desktop" else "")
