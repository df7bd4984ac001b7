"""One market-supervision case told from lead to archive: steps that tests walk, change, cut short."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from minzhifa.law.procedure import CaseState, Command, Event, Outcome, Performer, Refusal, decide, evolve
from minzhifa.law.rulebook import Rules
from minzhifa.rules import shipped

TODAY = date(2025, 12, 31)
PEOPLE = {
    "li": Performer("acc-li", "李执法", frozenset({"officer"}), "off-li"),
    "wang": Performer("acc-wang", "王执法", frozenset({"officer"}), "off-wang"),
    "section": Performer("acc-section", "陈科长", frozenset({"section_head"}), "off-section"),
    "reviewer": Performer("acc-reviewer", "林审核", frozenset({"reviewer"}), "off-reviewer"),
    "head": Performer("acc-head", "黄局长", frozenset({"agency_head"}), "off-head"),
    "host": Performer("acc-host", "郑主持", frozenset({"presiding_officer"}), "off-host"),
    "keeper": Performer("acc-keeper", "吴档案", frozenset({"archivist"}), None),
    "replay": Performer("acc-replay", "历史数据", frozenset({"system"}), None),
    "nobody": Performer("", "", frozenset(), None),
    "both": Performer("acc-li", "李执法", frozenset({"officer", "agency_head", "reviewer"}), "off-li"),
}
OFFICERS: list[dict[str, Any]] = [
    {"officer_id": "off-li", "name": "李执法", "certificate": "13000001", "valid": True, "why": ""},
    {"officer_id": "off-wang", "name": "王执法", "certificate": "13000002", "valid": True, "why": ""},
]
PARTY = {"kind": "legal_person", "name": "某某食品有限公司", "uscc": "91350305MABM9MH479", "address": "莆田市"}
EVIDENCE = [{"id": "e1", "title": "现场笔录", "kind": "8"}, {"id": "e2", "title": "进货单", "kind": "1"}]
ELEMENTS = [
    {"key": "subject", "text": "当事人是食品经营者", "evidence": ["e2"]},
    {"key": "act", "text": "销售超过保质期的食品", "evidence": ["e1", "e2"]},
]
FINE = [{"kind": "0201", "name": "罚款", "amount": "60000.00"}]
REVIEWED = [  # the points of every field: the story is told in several
    {"point": point, "result": "yes"}
    for point in dict.fromkeys(one for table in shipped().review_points.values() for one in table if one != "article")
]
PASSED = {"conclusion": "pass", "opinion": "同意", "points": REVIEWED}
NOT_GRAVE = {"major_public_interest": False, "complex": False, "statutory": False, "major_violation": False}

Step = tuple[str, str, str, dict[str, Any]]  # action, day, who, facts

STORY: list[Step] = [
    ("register_lead", "2025-03-03", "li", {
        "source_kind": "inspection", "summary": "检查发现过期食品", "domain": "market", "received_on": "2025-03-03",
        "region": "350305", "occurred_on": "2025-03-03", "discovered_on": "2025-03-03"}),
    ("propose_filing", "2025-03-05", "li", {
        "cause": "销售超过保质期的食品", "party": PARTY, "officers": OFFICERS,
        "violated": ["食品安全法第三十四条第（十）项"]}),
    ("approve_filing", "2025-03-06", "head", {}),
    ("record_inspection", "2025-03-07", "li", {
        "officers": OFFICERS, "record": {"certificate_shown": True, "place": "门店"}, "evidence": EVIDENCE}),
    ("set_elements", "2025-03-20", "li", {"elements": ELEMENTS}),
    ("conclude_investigation", "2025-04-10", "li", {
        "officers": OFFICERS, "opinion": {"outcome": "penalty", "reasons": "事实清楚"}, "penalties": FINE,
        "range": {"min": "50000", "max": "100000", "unit": "yuan"}, "basis": ["食品安全法第一百二十四条"],
        "discretion": {"grade": "general", "reasons": "初次违法，货值较小"}, "significance": NOT_GRAVE}),
    ("submit_review", "2025-04-11", "li", {"review": {"kind": "case"}}),
    ("complete_review", "2025-04-15", "reviewer", {"review": PASSED}),
    ("approve_notice", "2025-04-16", "head", {}),
    ("serve_notice", "2025-04-17", "li", {
        "notice": {"served_on": "2025-04-17", "way": "direct", "hearing_told": False}}),
    ("record_statement", "2025-04-21", "li", {
        "statements": [{"id": "s1", "point": "请求从轻", "received_on": "2025-04-21"}]}),
    ("answer_statement", "2025-04-23", "li", {
        "statements": [{"id": "s1", "answer": "已经考虑，予以采纳", "adopted": True}]}),
    ("propose_decision", "2025-04-28", "li", {
        "decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "50000.00"}], "reasons": "事实和依据"}}),
    ("approve_decision", "2025-04-29", "head", {}),
    ("serve_decision", "2025-04-30", "li", {
        "service": {"way": "direct", "served_on": "2025-04-30", "receiver": "法定代表人"}}),
    ("record_payment", "2025-05-08", "li", {"payments": [{"amount": "50000.00", "paid_on": "2025-05-08"}]}),
    ("record_performance", "2025-05-08", "li", {"performance": {"on": "2025-05-08", "summary": "罚款缴清"}}),
    ("propose_closing", "2025-05-12", "li", {"closing": {"reason": "performed"}}),
    ("approve_closing", "2025-05-13", "head", {}),
    ("archive_case", "2025-05-20", "keeper", {"archive": {"on": "2025-05-20"}}),
]  # fmt: skip


def rules() -> Rules:
    """The shipped rules."""
    return shipped()


def attempt(state: CaseState, step: Step, at: date = TODAY, part: str = "") -> Outcome:
    """What the law says to this step, in the case or in a part of it."""
    action, on, who, facts = step
    return decide(state, Command(action, PEOPLE[who], on, copy.deepcopy(facts), part), rules(), at)


def take(state: CaseState, step: Step, at: date = TODAY, part: str = "") -> CaseState:
    """The state after the step; fails the test when it is refused."""
    outcome = attempt(state, step, at, part)
    assert not isinstance(outcome, Refusal), f"{step[0]}: {outcome}"
    for event in outcome:
        state = evolve(state, event)
    return state


def walk(until: str = "archive_case", steps: list[Step] | None = None) -> CaseState:
    """The story up to and including the act `until`."""
    state = CaseState()
    for step in steps or STORY:
        state = take(state, step)
        if step[0] == until:
            break
    return state


def before(action: str) -> CaseState:
    """The state just before the act."""
    state = CaseState()
    for step in STORY:
        if step[0] == action:
            return state
        state = take(state, step)
    raise LookupError(action)


def step_of(action: str, **facts: Any) -> Step:
    """The story's step with some facts replaced (None removes)."""
    name, on, who, known = next(step for step in STORY if step[0] == action)
    changed = {**copy.deepcopy(known), **facts}
    return name, on, who, {key: value for key, value in changed.items() if value is not None}


def happened(outcome: Outcome) -> tuple[Event, ...]:
    """The events; fails the test on a refusal."""
    assert not isinstance(outcome, Refusal), outcome
    return outcome
