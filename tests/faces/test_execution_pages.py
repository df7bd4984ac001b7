"""A fine that the party cannot pay at once, walked through the forms: request, plan, approval, the payment tab."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import side_roads as road
from case_desk import Desk
from case_story import HEAD, OFFICER
from side_roads import TODAY, due, papers, recorded, refused

NOT_HIS = "职权之内"
PLAN = "payment_plan-1/"
FIRST, SECOND = ((TODAY + timedelta(days)).isoformat() for days in (20, 50))


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def lines(first: str, second: str) -> dict[str, str]:
    """The plan as the form sends it."""
    return {
        "plan__kind": "instalments", "plan__rows__0__due_on": FIRST, "plan__rows__0__amount": first,
        "plan__rows__1__due_on": SECOND, "plan__rows__1__amount": second,
    }  # fmt: skip


def test_instalments_from_the_request_to_the_first_payment(desk: Desk) -> None:
    road.served(desk)
    request = {
        "plan_request__applied_on": TODAY.isoformat(), "plan_request__kind": "instalments",
        "plan_request__reason": "停业三个月", "plan_request__evidence": "财务报表", "plan_request__asked": "分两期",
    }  # fmt: skip
    refused(desk, HEAD, "register_plan_request", NOT_HIS, **request)
    desk.act(OFFICER, "register_plan_request", **request)
    refused(desk, OFFICER, f"{PLAN}propose_plan", "应当相等", **lines("8,000", "11,999.99"))
    desk.act(OFFICER, f"{PLAN}propose_plan", **lines("8,000", "12,000"))
    assert "批准延期、分期缴纳" in desk.open(HEAD, "/approvals/").content.decode()
    desk.act(HEAD, f"{PLAN}approve_plan")
    assert due(desk, "payment_plan-1:instalment-2").isoformat() == SECOND
    assert {"instalment_request", "instalment_decision"} <= set(papers(desk))
    demand = {
        "demand__duty": "money", "demand__obligation": "缴纳罚款", "demand__due_on": FIRST, "demand__way": "银行",
        "demand__amount": "20000",
    }  # fmt: skip
    refused(desk, OFFICER, "issue_demand", "已经批准延期、分期缴纳", **demand)
    paid = {"plan_payment__amount": "8,000", "plan_payment__paid_on": TODAY.isoformat()}
    desk.act(OFFICER, f"{PLAN}record_instalment", **paid)
    assert recorded(desk)[-1] == "record_instalment"
    tab = desk.open(OFFICER, "payment/").content.decode()
    assert all(word in tab for word in ("按批准的计划缴纳", "8,000.00", "12,000.00", "未到期", "已缴"))
