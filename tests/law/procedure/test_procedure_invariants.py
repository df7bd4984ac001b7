"""Whatever is tried, in whatever order: the law's own lines are never crossed."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procedure_story import ELEMENTS, NOT_GRAVE, OFFICERS, PEOPLE, STORY, TODAY, rules

from minzhifa.law.procedure import CaseState, Command, Refusal, decide, evolve
from minzhifa.law.procedure.guards.proof import gaps

ACTIONS = rules().procedures["ordinary"].actions
FACTS: dict[str, dict[str, Any]] = {action: facts for action, _, _, facts in STORY}
FACTS |= {
    "request_hearing": {"hearing": {"requested_on": "2025-04-22"}},
    "waive_statement": {"waiver": {"on": "2025-04-20", "form": "written", "statement": True}},
    "return_for_completion": {"reason": "补充"}, "return_decision": {"reason": "补充"},
    "return_filing": {"reason": "补充"},
    "propose_withdrawal": {"withdrawal": {"reason": "不成立"}},
    "propose_termination": {"termination": {"reason": "死亡"}},
    "propose_suspension": {"suspensions": [{"reason": "鉴定"}]}, "resume": {"reason": "完成"},
    "request_recusal": {"recusals": [{"id": "r1", "officer_id": "off-li", "name": "李执法", "reason": "亲属"}]},
    "decide_recusal": {"recusals": [{"id": "r1", "granted": True}]},
    "hold_panel": {"panel": {"members": ["甲", "乙"], "conclusion": "同意"}},
}  # fmt: skip
TWISTS: list[dict[str, Any]] = [
    {},
    {"officers": OFFICERS[:1]},
    {"officers": [OFFICERS[0], {**OFFICERS[1], "valid": None}]},
    {"elements": [{**ELEMENTS[0], "evidence": []}]},
    {"significance": {**NOT_GRAVE, "complex": True}},
    {"decision": {"penalties": [{"kind": "0201", "amount": "99000.00"}], "reasons": "加重"}},
    {"notice": {"served_on": "2025-04-17", "way": "direct", "hearing_told": True}},
]
WHO = ["li", "li", "wang", "head", "head", "reviewer", "section", "keeper", "both", "nobody"]
UNCHANGED = ("declined", "archived")


def _move(draw: st.DrawFn, state: CaseState, place: int) -> Command:
    """Mostly the story's next act as told, sometimes anything."""
    if draw(st.integers(0, 9)) < 8 and place < len(STORY):
        action, on, who, facts = STORY[place]
        if draw(st.integers(0, 4)):
            return Command(action, PEOPLE[who], on, copy.deepcopy(facts))
    else:
        action, on, facts = draw(st.sampled_from(ACTIONS)), "", {}
        facts = FACTS.get(action, {})
    day = date(2025, 3, 1) + timedelta(days=draw(st.integers(0, 100)))
    text = draw(st.sampled_from([day.isoformat(), day.isoformat(), day.isoformat()[:7]]))
    twist = draw(st.sampled_from(TWISTS))
    return Command(action, PEOPLE[draw(st.sampled_from(WHO))], text, {**copy.deepcopy(facts), **twist})


def _hold(before: CaseState, command: Command, after: CaseState) -> None:
    facts, action = after.facts, command.action
    assert before.stage not in UNCHANGED
    if action in ("record_inspection", "record_interview", "propose_filing", "conclude_investigation"):
        people = {one["officer_id"] for one in command.facts["officers"] if one["valid"] is True}
        assert len(people) >= 2
    if action == "conclude_investigation" and facts["opinion"]["outcome"] == "penalty":
        assert gaps(facts) == [] and facts["elements"]
    if action in ("propose_decision", "approve_decision") and facts["opinion"]["outcome"] == "penalty":
        assert facts["notice"]["served_on"] <= command.on
        waived = (facts.get("waiver") or {}).get("statement") is True
        assert waived or after.clocks["statement"]["due"] < command.on
        assert all(one.get("answer") for one in facts.get("statements") or ())
        told = sum(float(one["amount"]) for one in facts["notice"]["penalties"])
        assert sum(float(one["amount"]) for one in facts["decision"]["penalties"]) <= told
    if action.startswith("approve_") and action != "approve_notice":
        proposers = {one["by"] for one in (before.facts.get("pending") or {}).values() if one}
        assert proposers - {command.by.account_id}
    assert command.by.account_id
    granted = {one["officer_id"] for one in before.facts.get("recusals") or () if one.get("granted")}
    if action.startswith(("propose_", "conclude_", "set_elements")):
        assert command.by.officer_id not in granted


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_no_sequence_of_commands_crosses_the_lines_of_the_law(data: st.DataObject) -> None:
    state, place = CaseState(), 0
    for _ in range(data.draw(st.integers(1, 40))):
        command = _move(data.draw, state, place)  # type: ignore[arg-type]
        outcome = decide(state, command, rules(), TODAY)
        if isinstance(outcome, Refusal):
            assert outcome.message and outcome.article
            continue
        after = state
        for event in outcome:
            after = evolve(after, event)
        _hold(state, command, after)
        state = after
        assert CaseState.from_json(state.to_json()) == state
        if place < len(STORY) and command.action == STORY[place][0]:
            place += 1
