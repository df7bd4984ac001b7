"""The desk's frame without a browser: default deny, headers, refusals, and templates that the content policy allows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from minzhifa.access.errors import Conflict, Refused
from minzhifa.desk import errors
from minzhifa.desk.navigation import GROUPS

TEMPLATES = Path(errors.__file__).parent / "templates"
ARGUMENTS = {"code": "X", "subject_id": "01890000-0000-7000-8000-000000000000"}


def _plain_views() -> list[str]:
    """Names of the desk's views that take no argument."""
    desk = next(r for r in get_resolver().url_patterns if getattr(r, "app_name", "") == "desk")
    return [p.name for p in desk.url_patterns if getattr(p, "name", None) and "<" not in str(p.pattern)]


def test_every_page_of_the_desk_sends_a_stranger_to_the_login(db):
    views = _plain_views()
    assert len(views) >= 10
    for name in views:
        answer = Client().get(reverse(f"desk:{name}"))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/accounts/login/?next="), name


def test_a_partial_request_of_a_stranger_makes_the_whole_page_go_to_the_login(db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/matters/?q=a"}
    answer = Client().get(reverse("desk:search"), headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/accounts/login/?next=/matters/%3Fq%3Da"


def test_every_answer_carries_the_content_policy_without_inline_or_foreign_sources(db):
    policy = Client().get(reverse("account_login"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_template_holds_no_inline_style_script_or_handler(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"hx-on|hx-vals=.js:", text)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_form_that_writes_carries_its_forgery_token(path):
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL):
        assert "{% csrf_token %}" in form


def test_an_unknown_address_says_what_to_do(db):
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "可以怎么办" in answer.content.decode()


def test_an_expired_form_shows_what_was_typed_but_no_secret():
    request = RequestFactory().post("/subjects/new/", {"name": "榕树下小吃店", "password": "geheim-wort"})
    request.user = type("Nobody", (), {"is_authenticated": False, "pk": None})()
    answer = errors.csrf_failure(request)
    assert answer.status_code == 403
    assert "榕树下小吃店" in answer.content.decode()
    assert "geheim-wort" not in answer.content.decode()


def test_a_refusal_is_told_with_its_article_and_a_conflict_asks_to_look_again():
    refusal = Refused("too_early", "陈述申辩期还没有结束。", article="《行政处罚法》第四十五条")
    box = errors.problem_of(refusal)
    assert (box.what, box.article) == ("陈述申辩期还没有结束。", "《行政处罚法》第四十五条")
    assert "刷新" in errors.problem_of(Conflict("stale", "有人刚刚改过。")).todo


def test_every_entry_of_the_navigation_leads_to_a_view_whose_name_begins_with_its_section():
    for _, entries in GROUPS:
        for entry in entries:
            assert reverse(entry.view)
            assert entry.view.removeprefix("desk:").split("_")[0] in entry.sections
