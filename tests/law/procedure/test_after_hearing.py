"""The case after its hearing: it waits for the end, the legal review follows, old recorded hearings replay."""

from __future__ import annotations

from typing import Any

import pytest
from hearing_story import HOST, PART, at, heard, notified, requested, step
from procedure_story import OFFICERS, PASSED, Step, attempt, take

from minzhifa.law.procedure import CaseState, Event, Refusal, evolve


def refused(state: CaseState, one: Step, part: str = PART) -> tuple[str, str | None]:
    outcome = attempt(state, one, part=part if state.parts else "")
    assert isinstance(outcome, Refusal), outcome
    return outcome.code, outcome.article


def reviewed(state: CaseState) -> CaseState:
    """Legal review and panel after the hearing."""
    passed = {"review": PASSED}
    state = take(state, ("submit_review", "2025-05-26", "li", {"review": {"kind": "legal"}}))
    state = take(state, ("complete_review", "2025-05-27", "reviewer", passed))
    return take(state, ("hold_panel", "2025-05-27", "head", {"panel": {"members": ["甲", "乙"], "conclusion": "同意"}}))


@pytest.mark.parametrize("action", ["submit_review", "return_for_completion", "propose_withdrawal", "serve_notice"])
def test_the_case_waits_for_its_hearing(action):
    facts: dict[str, Any] = {"review": {"kind": "legal"}, "reason": "补充", "withdrawal": {"reason": "不成立"}}
    facts["notice"] = {"served_on": "2025-05-13", "way": "direct", "hearing_told": True}
    who = "section" if action == "return_for_completion" else "li"
    assert refused(at("hold_hearing"), (action, "2025-05-13", who, facts), "")[0] == "part_is_open"


def test_what_was_heard_is_in_the_case_and_the_legal_review_follows():
    state = heard()
    told = state.facts["hearing"]
    assert (told["result"], told["held_on"], told["notified_on"]) == ("held", "2025-05-20", "2025-05-08")
    assert (told["presiding"], told["report"]) == (HOST, "建议维持拟处罚意见")
    penalty = {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "100000.00"}], "reasons": "x"}}
    assert refused(state, ("propose_decision", "2025-05-28", "li", penalty), "")[0] == "final_review_missing"
    state = reviewed(state)
    penalty["decision"]["penalties"][0]["amount"] = "100001.00"
    assert refused(state, ("propose_decision", "2025-05-28", "li", penalty), "") == (
        "heavier_than_told", "处罚法第四十五条第二款；市监程序第五十八条"
    )  # fmt: skip


def test_the_end_of_the_hearing_writes_what_a_recorded_hearing_of_an_old_case_writes():
    state = requested()
    old = CaseState.from_json({**state.to_json(), "facts": {**state.facts, "back_entry": {"source": "原案卷"}}})
    told = {"result": "held", "held_on": "2025-05-20", "notified_on": "2025-05-08", "presiding": HOST}
    told["report"] = "建议维持拟处罚意见"
    old = take(old, ("record_hearing", "2025-05-20", "host", {"hearing": told}))
    new = heard()
    assert new.facts["hearing"] == old.facts["hearing"]
    assert new.clocks["decision"]["due"] == old.clocks["decision"]["due"]
    assert new.stage == old.stage


def test_the_result_alone_is_recorded_only_of_old_cases():
    told = {"result": "held", "held_on": "2025-05-20", "notified_on": "2025-05-08", "presiding": HOST}
    answer = refused(requested(), ("record_hearing", "2025-05-20", "host", {"hearing": told}), "")
    assert answer == ("not_a_back_entry", "处罚法第四十七条")


def test_events_of_hearings_before_there_was_the_part_replay_as_they_were():
    asked = Event("case.request_hearing", "request_hearing", "2025-04-22", {
        "hearing": {"requested_on": "2025-04-22"}, "acts": {"request_hearing": {"name": "李执法"}}})  # fmt: skip
    told = {"result": "held", "held_on": "2025-05-20", "notified_on": "2025-05-08", "presiding": "郑主持"}
    done = Event("case.record_hearing", "record_hearing", "2025-05-20", {"hearing": told})
    open_still = evolve(notified(), asked)
    assert take(open_still, step("appoint_presiding")).parts[PART].stage == "appointed"
    old = evolve(open_still, done)
    assert (old.facts["hearing"]["result"], old.parts) == ("held", {})
    assert take(old, ("submit_review", "2025-05-21", "li", {"review": {"kind": "legal"}})).stage == "in_final_review"


def test_who_presided_may_not_investigate_afterwards():
    joined = [{**OFFICERS[0], "officer_id": "off-host", "name": "郑主持"}, OFFICERS[1]]
    state = take(heard(), ("assign_officers", "2025-05-24", "section", {"officers": joined}))
    state = reviewed(state)
    penalty = {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "100000.00"}], "reasons": "x"}}
    state = take(state, ("propose_decision", "2025-05-28", "li", penalty))
    answer = refused(state, ("approve_decision", "2025-05-29", "head", {}), "")
    assert answer == ("presiding_investigated", "处罚法第六十四条第（四）项")
