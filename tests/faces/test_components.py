"""Components and filters: how dates, money, terms and lists are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from minzhifa.desk import search
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.shapes import Filter, Hit, NextStep, Term
from minzhifa.desk.templatetags import fmt
from minzhifa.org.sessions import device_of


def render(source: str, **context: object) -> str:
    return Template(source).render(Context({"request": RequestFactory().get("/"), **context}))


def test_a_date_is_written_with_its_weekday_and_a_partial_date_stays_partial():
    assert fmt.cdate(date(2026, 11, 22)) == "2026年11月22日（周日）"
    assert fmt.cdate(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == "2026年11月22日（周日）"
    assert fmt.cdate("2025-04") == "2025年4月"
    assert fmt.cdate(None) == "未知"


def test_money_has_two_places_and_nothing_is_no_zero():
    assert fmt.money(Decimal("52000")) == "¥52,000.00"
    assert fmt.money("7200.5") == "¥7,200.50"
    assert fmt.money(None) == "—"


@pytest.mark.parametrize(
    ("left", "words", "level"),
    [
        (-1, "逾期 1 个工作日", "over"),
        (0, "今天到期", "near"),
        (3, "还有 3 个工作日", "near"),
        (4, "还有 4 个工作日", ""),
    ],
)
def test_the_rest_of_a_term_is_red_only_when_it_is_over(left, words, level):
    assert fmt.days_left(left, "wd") == words
    assert fmt.term_level(left) == level


def test_a_term_whose_rule_is_not_verified_shows_it():
    shown = render("{% term_chip term %}", term=Term(date(2026, 11, 27), 3, "wd", mark="M"))
    assert "还有 3 个工作日" in shown
    assert "待核" in shown
    assert "待核" not in render("{% term_chip term %}", term=Term(date(2026, 11, 27), 3, "wd"))


def test_a_blocked_step_says_why_and_by_which_article_and_has_no_button():
    step = NextStep(
        "作出处罚决定", "决定", "/x", allowed=False, why="陈述申辩期未满。", article="《行政处罚法》第四十五条"
    )
    shown = render("{% next_step step %}", step=step)
    assert "陈述申辩期未满。" in shown
    assert "《行政处罚法》第四十五条" in shown
    assert "href" not in shown


def test_marked_words_are_escaped_before_they_are_marked():
    assert fmt.highlight("<b>广告</b>法", "广告") == "&lt;b&gt;<mark>广告</mark>&lt;/b&gt;法"
    assert fmt.highlight("a(b", "(") == "a<mark>(</mark>b"


def test_a_list_obeys_only_values_that_are_on_offer():
    request = RequestFactory().get("/", {"field": "drop table", "kind": "a", "sort": "evil", "q": " x\x00y "})
    asked = listing(
        request,
        [Filter("field", "领域", [("1", "一")]), Filter("kind", "类型", [("a", "甲")])],
        [("", "新的在前"), ("due", "期限")],
    )
    assert (asked.value("field"), asked.value("kind"), asked.sort, asked.q) == ("", "a", "", "xy")
    assert asked.narrowed


def test_a_list_keeps_its_trail_in_the_address_so_that_the_page_before_is_a_link():
    rows = list(range(PAGE_SIZE + 1))
    first = listing(RequestFactory().get("/l/", {"q": "a"})).page(rows, lambda row: row)
    assert (first.next_url, first.previous_url) == (f"/l/?q=a&after={PAGE_SIZE - 1}", "")
    second = listing(RequestFactory().get(first.next_url)).page(rows[:3], lambda row: row)
    assert (second.next_url, second.previous_url, second.first_number) == ("", "/l/?q=a", PAGE_SIZE + 1)


def test_each_write_form_gets_a_token_of_its_own():
    assert render("{% once %}") != render("{% once %}")


def test_the_search_folds_full_width_letters_and_cuts_what_is_too_long():
    assert search.clean(" ＡＢ１\x00 ") == "AB1"
    assert len(search.clean("长" * 500)) == search.LONGEST_WORD


def test_a_kind_of_thing_joins_the_search_once(monkeypatch):
    monkeypatch.setattr(search, "_providers", {})
    provider = search.Provider("案件", "briefcase", lambda actor, word, on: [Hit(word, "/c/")] * 9, 10)
    search.register("cases", provider)
    with pytest.raises(ValueError, match="cases"):
        search.register("cases", provider)
    groups = search.search(None, "某案", date(2026, 11, 22), lambda view: "")
    assert [(group.label, len(group.hits)) for group in groups] == [("案件", search.HITS_PER_KIND)]


def test_a_browser_is_named_whatever_else_it_says_of_itself(rf: RequestFactory) -> None:
    head = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    head += "Safari/537.36"
    told = {head: "Chrome", f"{head} Edg/131.0.0.0": "Edge"}
    for agent, browser in told.items():
        kept = device_of(rf.get("/", HTTP_USER_AGENT=agent))
        assert fmt.device(kept) == f"127.0.0.1，Windows 上的 {browser}"
    assert len(device_of(rf.get("/", HTTP_USER_AGENT="x" * 500))) < 100


def test_what_a_benchmark_lacks_is_said_in_words() -> None:
    assert fmt.grades("incomplete: grade 3 unknown, grade 4 unknown") == "第3档不明、第4档不明"
    assert fmt.grades("BF01 grade[4]") == "BF01 第4档"
