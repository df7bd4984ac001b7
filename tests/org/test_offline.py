"""办法第十七条: why an agency is off the platform, the five working days after, the mark that stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.operations import end_offline, record_offline
from minzhifa.org.queries import offline_entries, offline_ground, offline_grounds, remit

By = Callable[[str], int]
As = Callable[[str], Actor]
FIELD = "市场监管"
BEGAN, ENDED = date(2026, 11, 9), date(2026, 11, 12)  # Thursday; five working days on: Thursday 19
AT = datetime(2026, 11, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def ground(agency: By, actor: As) -> Callable[..., Any]:
    """Records a ground of the bureau of 鼓楼."""

    def record(**change: Any) -> Any:
        given: dict[str, Any] = {
            "actor": actor("gl_officer1"), "remit_id": remit(agency("market-350102"), FIELD).id, "kind": "failure",
            "text": "登录服务中断", "began_on": BEGAN, "at": AT,
        }  # fmt: skip
        return record_offline(**{**given, **change})

    return record


def enter(actor: Actor, agency_id: int, ground_id: Any, on: date, at: datetime) -> Any:
    from minzhifa.cases.operations import register_lead

    return register_lead(
        actor=actor, agency_id=agency_id, field=FIELD, on=on, at=at, source_kind="inspection",
        summary="平台故障期间检查发现", offline_ground=ground_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "item"),
    [
        ({"kind": "busy"}, "offline_kind", "第一款"),
        ({"kind": "lawful"}, "offline_basis", "第（三）项"),
        ({"text": " "}, "offline_text", "第（二）项"),
        ({"began_on": date(2026, 11, 14)}, "offline_day", "第一款"),
    ],
)
def test_only_the_three_grounds_and_their_facts_are_taken(ground: Any, change: Any, code: str, item: str) -> None:
    with pytest.raises(Refused) as refused:
        ground(**change)
    assert refused.value.code == code
    assert str(refused.value.article).endswith(item)
    assert "第十七条" in str(refused.value.article)


def test_another_agency_and_those_who_do_not_handle_cases_record_nothing(ground: Any, actor: As) -> None:
    for name in ("pt_officer1", "gl_admin", "fz_supervisor"):
        with pytest.raises(NotAuthorised):
            ground(actor=actor(name))


def test_while_it_lasts_no_term_runs_and_after_it_ended_five_working_days_do(ground: Any, actor: As) -> None:
    key, me = ground(), actor("gl_officer1")
    row = offline_ground(me, key, AT.date())
    assert (row.state, row.due_on) == ("lasting", None)
    due = end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    assert due.day == date(2026, 11, 19)
    assert [offline_ground(me, key, date(2026, 11, day)).state for day in (19, 20)] == ["running", "lapsed"]


def test_a_recorded_end_is_not_moved_and_lies_within_its_days(ground: Any, actor: As) -> None:
    key, me = ground(), actor("gl_section")
    for wrong in (date(2026, 11, 8), date(2026, 11, 14)):
        with pytest.raises(Refused, match="消除日"):
            end_offline(actor=me, ground_id=key, ended_on=wrong, at=AT)
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    with pytest.raises(Conflict):
        end_offline(actor=me, ground_id=key, ended_on=BEGAN, at=AT)


def test_officer_and_supervisor_see_it_and_the_neighbour_does_not(ground: Any, actor: As) -> None:
    key = ground()
    for name in ("gl_officer2", "gl_head", "fz_supervisor", "fj_supervisor"):
        assert [row.id for row in offline_grounds(actor(name), AT.date(), open_only=True)] == [key]
    assert offline_grounds(actor("pt_officer1"), AT.date()) == []
    with pytest.raises(NotFound):
        offline_ground(actor("pt_officer1"), key, AT.date())


def test_a_case_entered_in_time_is_marked_for_ever(ground: Any, actor: As, agency: By) -> None:
    from minzhifa.cases.queries import case_page, history

    key, me = ground(), actor("gl_officer1")
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    done = enter(me, agency("market-350102"), key, date(2026, 11, 10), datetime(2026, 11, 16, 2, 0, tzinfo=UTC))
    mark = case_page(me, done.case_id, on=date(2026, 11, 16)).state.facts["late_entry"]
    assert (mark["overdue"], mark["due_on"], mark["entered_on"]) == (False, "2026-11-19", "2026-11-16")
    assert history(me, done.case_id)[0].payload["facts"]["late_entry"] == mark
    assert [(one.case_code, one.overdue) for one in offline_entries(me, key)] == [(done.code, False)]


def test_after_the_term_it_still_enters_and_is_marked_overdue(ground: Any, actor: As, agency: By) -> None:
    from minzhifa.cases.queries import case_page

    key, me = ground(), actor("gl_officer1")
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    late = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    done = enter(me, agency("market-350102"), key, ENDED, late)
    assert case_page(me, done.case_id, on=late.date()).state.facts["late_entry"]["overdue"] is True
    row = offline_ground(actor("fz_supervisor"), key, late.date())
    assert (row.entries, row.overdue) == (1, 1)


def test_a_day_outside_the_ground_is_no_late_entry(ground: Any, actor: As, agency: By) -> None:
    key, me = ground(), actor("gl_officer1")
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    with pytest.raises(Refused) as refused:
        enter(me, agency("market-350102"), key, date(2026, 11, 13), AT)
    assert refused.value.code == "offline_day_outside"
    assert "第十七条第一款" in str(refused.value.article)


def test_the_mark_cannot_be_wiped_from_the_register(ground: Any, actor: As, agency: By) -> None:
    key, me = ground(), actor("gl_officer1")
    enter(me, agency("market-350102"), key, BEGAN, AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE org_lateentry SET overdue = false")


def lead(actor: Actor, agency_id: int, field: str = FIELD) -> Any:
    """A case that was begun on the platform."""
    from minzhifa.cases.operations import register_lead

    begun = date(2026, 11, 6)
    return register_lead(
        actor=actor, agency_id=agency_id, field=field, on=begun, at=datetime(2026, 11, 6, 2, 0, tzinfo=UTC),
        source_kind="inspection", summary="检查发现",
    )  # fmt: skip


def late_act(actor: Actor, case_id: Any, ground_id: Any, on: date | str, at: datetime) -> Any:
    """An inspection made while the platform was down, entered afterwards."""
    from minzhifa.cases.operations import perform

    evidence = [{"kind": "photo", "title": "现场照片", "date": str(on), "source": "现场拍摄", "count": "1 张"}]
    return perform(
        actor=actor, case_id=case_id, action="add_evidence", on=on, at=at, facts={"evidence": evidence},
        offline_ground=ground_id,
    )  # fmt: skip


@pytest.mark.parametrize(("day", "overdue"), [(19, False), (20, True)])
def test_a_single_act_of_an_open_case_is_marked_in_the_case_its_ledger_and_the_register(
    ground: Any, actor: As, agency: By, day: int, overdue: bool
) -> None:
    from minzhifa.cases.queries import case_page, history

    key, me = ground(), actor("gl_officer1")
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    case, entered = lead(me, agency("market-350102")), datetime(2026, 11, day, 2, 0, tzinfo=UTC)
    late_act(me, case.case_id, key, date(2026, 11, 10), entered)
    facts = case_page(me, case.case_id, on=entered.date()).state.facts
    assert "late_entry" not in facts
    (mark,) = facts["late_acts"]
    assert (mark["action"], mark["on"], mark["overdue"]) == ("add_evidence", "2026-11-10", overdue)
    assert (mark["due_on"], mark["entered_on"]) == ("2026-11-19", entered.date().isoformat())
    assert history(me, case.case_id)[-1].payload["facts"]["late_acts"] == [mark]
    supervisor = actor("fz_supervisor")
    (entry,) = offline_entries(supervisor, key)
    assert (entry.case_code, entry.action, entry.done_on) == (case.code, "add_evidence", date(2026, 11, 10))
    assert offline_ground(supervisor, key, entered.date()).overdue == int(overdue)


def test_acts_entered_late_add_up_and_what_is_done_on_the_platform_bears_no_mark(
    ground: Any, actor: As, agency: By
) -> None:
    from minzhifa.cases.operations import perform
    from minzhifa.cases.queries import case_page, history

    key, me = ground(), actor("gl_officer1")
    case = lead(me, agency("market-350102"))
    for day in (9, 10):
        late_act(me, case.case_id, key, date(2026, 11, day), AT)
    online = [{"kind": "photo", "title": "照片", "date": "2026-11-13", "source": "现场拍摄", "count": "1 张"}]
    perform(
        actor=me, case_id=case.case_id, action="add_evidence", on=AT.date(), at=AT,
        facts={"evidence": online, "late_acts": [{"action": "add_evidence", "overdue": False}]},
    )  # fmt: skip
    assert [one["on"] for one in case_page(me, case.case_id, on=AT.date()).state.facts["late_acts"]] == [
        "2026-11-09", "2026-11-10",
    ]  # fmt: skip
    acts = [row for row in history(me, case.case_id) if row.payload.get("action") == "add_evidence"]
    assert "late_acts" not in acts[-1].payload["facts"]


@pytest.mark.parametrize("on", [date(2026, 11, 13), "2026-11"])
def test_an_act_of_a_day_outside_the_ground_or_of_no_day_is_refused_and_nothing_is_done(
    ground: Any, actor: As, agency: By, on: Any
) -> None:
    from minzhifa.cases.queries import case_page

    key, me = ground(), actor("gl_officer1")
    end_offline(actor=me, ground_id=key, ended_on=ENDED, at=AT)
    case = lead(me, agency("market-350102"))
    with pytest.raises(Refused) as refused:
        late_act(me, case.case_id, key, on, AT)
    assert "第十七条" in str(refused.value.article)
    assert case_page(me, case.case_id, on=AT.date()).case.version == 1
    assert offline_entries(me, key) == []


def test_a_ground_of_another_agency_marks_no_act_of_this_one(ground: Any, actor: As, agency: By) -> None:
    key, me = ground(), actor("pt_officer1")
    case = lead(me, agency("ecology-350300"), "生态环境")
    with pytest.raises(NotFound):
        late_act(me, case.case_id, key, date(2026, 11, 10), AT)
