"""要素审定 and the workbench say of every waiting element what it changes, and why a person cannot approve it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from admin_pages import Login, post, words
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minzhifa.catalog.models import Matter, MatterVersion, Statute, StatuteVersion


def _propose(matter: Matter) -> MatterVersion:
    """A waiting version that says something else in its name, by the provincial bureau's administrator."""
    from minzhifa.catalog.operations import propose_version
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    old = MatterVersion.objects.get(matter=matter)
    content = {
        "name": "对测试行为的行政处罚", "level": "", "violated": [], "basis": ["《测试法》第一条"], "range_text": "",
        "elements": old.elements, "law_version": old.law_version, "mark": "page", "source": "公报", "note": "",
    }  # fmt: skip
    propose_version(
        actor=actor_for(fixed("account", "sj_admin"), "test"), at=datetime(2026, 11, 23, 3, tzinfo=UTC), kind="matter",
        key=matter.code, content=content, effective_from=date(2027, 1, 1), reason="改名",
    )  # fmt: skip
    return MatterVersion.objects.get(matter=matter, state="proposed")


def test_the_list_shows_old_and_new_and_who_may_not_approve_is_told_why(login: Login, matter: Matter) -> None:
    _propose(matter)
    head = login("sj_head").get("/proposals/")
    text = head.content.decode()
    assert "<ins>行政</ins>" in text
    assert "事项名称" in words(head)
    assert "对比审定" in words(head)
    own = words(login("sj_admin").get("/proposals/"))
    assert "对比审定" not in own
    assert "自己提出的，须由另一人审定" in own
    assert "由发布机关的负责人审定" in words(login("gl_admin").get("/proposals/"))


def test_the_workbench_shows_what_waits_for_this_person_alone(login: Login, matter: Matter) -> None:
    _propose(matter)
    head = login("sj_head").get("/")
    assert "<ins>行政</ins>" in head.content.decode()
    assert "等待审定的要素" in words(head)
    assert "自己提出的，须由另一人审定" in words(login("sj_admin").get("/"))
    assert "等待审定的要素" not in words(login("gl_head").get("/"))
    assert "等待审定的要素" not in words(login("gl_officer1").get("/"))


def test_a_new_element_is_called_new(login: Login, matter: Matter) -> None:
    version = _propose(matter)
    MatterVersion.objects.exclude(pk=version.pk).delete()
    assert "新的执法事项，没有先前的版本" in words(login("sj_head").get("/proposals/"))


def test_the_number_of_statements_does_not_grow_with_what_waits(login: Login, matter: Matter) -> None:
    client = login("sj_head")
    version = _propose(matter)
    client.get("/proposals/")
    with CaptureQueriesContext(connection) as one:
        client.get("/proposals/")
    for number in range(5):
        other = Matter.objects.create(code=f"T-CF-9{number}", field="市场监管", field_code="01", kind="penalty")
        version.pk, version.matter, version.number = None, other, 1
        version._state.adding = True
        version.save()
    with CaptureQueriesContext(connection) as many:
        client.get("/proposals/")
    assert len(many) == len(one)


def test_an_interval_shows_its_old_and_new_days(login: Login) -> None:
    statute = Statute.objects.create(title="测试法", official_title="测试法", kind="law", organ="某机关")
    law = StatuteVersion.objects.create(
        statute=statute, version_date=date(2020, 1, 1), effective_from=date(2020, 6, 1), mark="M"
    )
    client = login("fj_admin")
    values = {"starts_on": "2020-06-01", "ends_on": "2027-01-01", "mark": "M", "to_quote": "某令", "reason": "已废止"}
    assert post(client, f"/elements/intervals/{law.pk}/new/", **values).status_code == 302
    page = client.get("/proposals/")
    assert "<ins>2027-01-01</ins>" in page.content.decode()
    assert "（空）" in words(page)
    assert "等待审定的要素" in words(client.get("/"))
