"""What the decider really does is always among the steps the checker explores; what it refuses names its article."""

from __future__ import annotations

import copy
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import agrees, waited

from minzhifa.law.check import MODELS, PROPERTIES
from minzhifa.law.check.explore import Space
from minzhifa.law.check.formulas import is_
from minzhifa.law.procedure import FACTS, PART, CaseState, Command, Performer, Refusal, decide, evolve
from minzhifa.rules import shipped

sys.path.insert(0, str(Path(__file__).parent.parent / "procedure"))
from procedure_story import NOT_GRAVE, OFFICERS, PEOPLE, REVIEWED, STORY, TODAY

PROCEDURES = shipped().procedures
ORDINARY = PROCEDURES["ordinary"]
MORE: dict[str, dict[str, Any]] = {
    "request_hearing": {"hearing": {"requested_on": "2025-04-18", "result": "held"}},
    "record_hearing": {"hearing": {
        "result": "held", "held_on": "2025-04-30", "notified_on": "2025-04-18",
        "presiding": {"officer_id": "off-host"}}},
    "waive_statement": {"waiver": {"on": "2025-04-20", "form": "written", "statement": True, "hearing": True}},
    "return_for_completion": {"reason": "补充"}, "return_decision": {"reason": "补充"},
    "return_filing": {"reason": "补充"}, "resume": {"reason": "完成"},
    "propose_withdrawal": {"withdrawal": {"reason": "不成立"}},
    "propose_termination": {"termination": {"reason": "死亡"}},
    "propose_suspension": {"suspensions": [{"reason": "鉴定"}]},
    "propose_extension": {"extensions": [{"reason": "复杂"}]},
    "request_recusal": {"recusals": [{"id": "r1", "officer_id": "off-wang", "name": "王执法", "reason": "亲属"}]},
    "decide_recusal": {"recusals": [{"id": "r1", "granted": True}]},
    "hold_panel": {"panel": {"members": ["甲", "乙"], "conclusion": "同意"}},
    "assign_officers": {"officers": OFFICERS},
}  # fmt: skip
FACTS_OF = {action: facts for action, _, _, facts in STORY} | MORE
TWISTS: list[dict[str, Any]] = [
    {}, {}, {}, {"officers": OFFICERS[:1]}, {"significance": {**NOT_GRAVE, "complex": True}},
    {"review": {"kind": "legal", "conclusion": "pass", "opinion": "同意", "points": REVIEWED}},
    {"review": {"conclusion": "correct", "opinion": "不同意", "points": REVIEWED}},
    {"opinion": {"outcome": "no_penalty", "reasons": "轻微"}},
    {"notice": {"served_on": "2025-04-17", "way": "direct", "hearing_told": True}},
]  # fmt: skip
WHO = sorted(PEOPLE)


def _command(data: st.DataObject, place: int) -> Command:
    """Mostly the story's next act, sometimes any act of the table with facts that suit it or not."""
    if place < len(STORY) and data.draw(st.integers(0, 9)) < 7:
        action, on, who, facts = STORY[place]
        twist = data.draw(st.sampled_from(TWISTS))
        return Command(action, PEOPLE[who], on, {**copy.deepcopy(facts), **twist})
    action = data.draw(st.sampled_from(ORDINARY.actions))
    day = date(2025, 3, 1) + timedelta(days=data.draw(st.integers(0, 90)))
    facts = {**copy.deepcopy(FACTS_OF.get(action, {})), **data.draw(st.sampled_from(TWISTS))}
    return Command(action, PEOPLE[data.draw(st.sampled_from(WHO))], day.isoformat(), facts)


def _spaces() -> list[Space]:
    flags = [
        one.flags for one in PROPERTIES if one.id in ("notice", "hearing", "review", "filed", "closing", "service")
    ]
    flags += [["outcome", f"clock:{term}"] for term in ("decision", "filing_check", "review", "decision_service")]
    flags += [["pending:decision", "pending:withdrawal"], ["pending:closing"]]
    return [Space(ORDINARY, names, {}) for names in flags]


SPACES = _spaces()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_every_step_the_decider_accepts_is_among_those_explored(data: st.DataObject) -> None:
    case, place = CaseState(), 0
    stands = [set(space.starts()) for space in SPACES]
    for _ in range(data.draw(st.integers(1, 35))):
        command = _command(data, place)
        outcome = decide(case, command, shipped(), TODAY)
        if isinstance(outcome, Refusal):
            assert outcome.article, outcome
            continue
        for event in outcome:
            case = evolve(case, event)
        for at, space in enumerate(SPACES):
            steps = [step for state in waited(space, stands[at]) for step, _ in space.steps(state)]
            after = {step.after for step in steps if step.row and step.row.action == command.action}
            stands[at] = {state for state in after if agrees(space, state, case)}
            assert stands[at], (command.action, case.stage, list(space.place))
        if place < len(STORY) and command.action == STORY[place][0]:
            place += 1


def _along_the_story() -> bool:
    case = CaseState()
    space = Space(ORDINARY, next(one.flags for one in PROPERTIES if one.id == "notice"), {})
    stands = set(space.starts())
    for action, on, who, facts in STORY:
        outcome = decide(case, Command(action, PEOPLE[who], on, copy.deepcopy(facts)), shipped(), TODAY)
        assert not isinstance(outcome, Refusal), outcome
        case = evolve(case, outcome[0])
        steps = [step for state in waited(space, stands) for step, _ in space.steps(state)]
        after = {step.after for step in steps if step.row and step.row.action == action}
        stands = {state for state in after if agrees(space, state, case)}
    return bool(stands)


def test_the_whole_story_is_a_way_through_the_explored_states() -> None:
    assert _along_the_story()


def test_a_formula_stronger_than_its_guard_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    stronger = {**MODELS, "statement_window_closed": is_("waiver", "explicit")}
    monkeypatch.setattr("minzhifa.law.check.explore.MODELS", stronger)
    assert not _along_the_story()


JUNK: dict[str, Any] = {"set": "x", "merge": {"x": "1"}, "append": [{"id": "x"}]}


@pytest.mark.parametrize("name", sorted(PROCEDURES))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_random_command_is_refused_with_an_article_or_keeps_to_the_table(name: str, data: st.DataObject) -> None:
    held = PROCEDURES[name]
    stage = data.draw(st.sampled_from(sorted(held.stages)))
    row = data.draw(st.sampled_from(held.rows))
    by = Performer(
        "acc", "某人", frozenset(data.draw(st.sets(st.sampled_from(["officer", "agency_head", "reviewer"]))))
    )
    given = {key: JUNK[FACTS[key].how] for key in data.draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=6))}
    inner = CaseState(procedure=name, stage=stage, facts={"domain": "market"})
    part = held.kind == PART
    case = CaseState(stage="investigating", facts={"domain": "market"}, parts={"p-1": inner}) if part else inner
    command = Command(row.action, by, "2025-06-03", given, part="p-1" if part else "")
    outcome = decide(case, command, shipped(), TODAY)
    if isinstance(outcome, Refusal):
        assert outcome.message.endswith("。")
        assert outcome.article, outcome
        return
    reached = evolve(case, outcome[0])
    reached = reached.parts["p-1"] if part else reached
    here = held.row(row.action, stage)
    assert here is not None
    assert not held.stages[stage].end
    assert by.roles & set(here.who)
    targets = {stage, *here.targets}
    assert reached.stage in {one.rpartition(":")[2] for one in targets} or "@resume" in targets
