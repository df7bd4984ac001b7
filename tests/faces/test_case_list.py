"""案件 as a list: sorted by its heads, counted up to a bound, looked at in ways that one keeps for oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import side_roads as road
from admin_pages import post, words
from case_desk import Desk
from case_story import OFFICER
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from minzhifa.desk.cases.lists import total
from minzhifa.desk.models import SavedView


@pytest.fixture
def desk(province: None, db: None, settings: Settings) -> Iterator[Desk]:
    """The bureau's people and a filed case."""
    settings.ALLOWED_HOSTS = ["*"]
    found = Desk()
    road.filed(found)
    yield found


def page(client: Any, query: str = "") -> str:
    answer = client.get(f"/cases/?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_heads_sort_the_list_and_say_how_it_is_sorted(desk: Desk, login: Any) -> None:
    officer = login(OFFICER)
    first = page(officer)
    assert '<a class="sort" href="?sort=opened"' in first
    assert "aria-sort" not in first
    assert 'href="?sort=due"' in first
    assert 'aria-sort="ascending"><a class="sort" href="?sort="' in page(officer, "sort=opened")
    by_term = page(officer, "sort=due&stage=investigating")
    assert 'aria-sort="ascending"><a class="sort" href="?sort=&amp;stage=investigating"' in by_term
    assert '<option value="due" selected>期限近的在前' in by_term, "a filter keeps the order"
    for odd in ("sort=party", "sort=-due", "sort=due&after=x~y", "sort=due&after=2026-13-01~0", "after=x"):
        page(officer, odd)


def test_whoever_sees_the_whole_province_is_told_to_choose_an_agency_first(desk: Desk, login: Any) -> None:
    supervisor = login("fj_supervisor")
    assert "先选一个机关，再按期限排序" in page(supervisor, "sort=due")


def test_the_count_is_exact_while_it_is_small_and_bounded_when_it_is_not(desk: Desk, login: Any) -> None:
    assert "第 1–1 条，共 1 条" in words(login(OFFICER).get("/cases/"))
    assert (total(999), total(1000), total(1001)) == ("999", "1000", "1,000+")
    assert "共" not in page(login(OFFICER), "q=3501").split('class="pager"')[1].split("</div>")[0], (
        "searches are not counted"
    )


def test_a_view_is_kept_found_on_the_workbench_renamed_and_deleted_by_its_owner_alone(desk: Desk, login: Any) -> None:
    officer = login(OFFICER)
    assert "存为我的看法" not in page(officer)
    assert "存为我的看法" in page(officer, "stage=investigating&sort=due&after=x")
    sent = {"query": "sort=due&stage=investigating&after=x&evil=1", "name": " 我的 调查 "}
    answer = post(officer, "/cases/views/", **sent)
    assert answer.url == "/cases/?stage=investigating&sort=due"
    kept = SavedView.objects.get()
    assert kept.name == "我的 调查"
    for place in ("/", "/cases/"):
        assert "/cases/?stage=investigating&amp;sort=due" in officer.get(place).content.decode()
    assert "删除“我的 调查”" in page(officer, "sort=due&stage=investigating"), "whatever the order of the words"
    post(officer, "/cases/views/", query="due=late", name="我的 调查")
    assert SavedView.objects.get().query == "due=late", "the same name means the new one"
    other = login("gl_officer2")
    assert "我的 调查" not in page(other)
    assert post(other, f"/cases/views/{kept.pk}/drop").status_code == 404
    assert officer.get(f"/cases/views/{kept.pk}/drop").status_code == 405
    assert post(officer, f"/cases/views/{kept.pk}/drop").status_code == 302
    assert not SavedView.objects.exists()


def test_what_cannot_be_kept_is_said_and_nothing_is(desk: Desk, login: Any) -> None:
    officer = login(OFFICER)
    for name, query, why in (
        ("", "due=late", "起一个名称"),
        ("长" * 21, "due=late", "最多 20 个字"),
        ("空", "", "没有选任何"),
    ):
        assert post(officer, "/cases/views/", name=name, query=query).status_code == 302
        assert why in words(officer.get("/cases/"))
    for n in range(21):
        post(officer, "/cases/views/", name=f"看法{n}", query="due=late")
    assert "先删除不用的" in words(officer.get("/cases/"))
    assert SavedView.objects.count() == 20


def test_statements_of_the_list_do_not_grow_with_cases_views_or_orders(desk: Desk, login: Any) -> None:
    def asked(query: str = "") -> int:
        with CaptureQueriesContext(connection) as heard:
            page(officer, query)
        return len(heard)

    officer = login(OFFICER)
    page(officer)
    before = asked()
    road.filed(Desk())
    officer = login(OFFICER)
    page(officer)
    for n in range(3):
        post(officer, "/cases/views/", name=f"看法{n}", query=f"stage=lead&q=甲{n}")
    assert [asked(), asked("sort=due"), asked("sort=opened&stage=investigating")] == [before] * 3
