"""A hearing told from the party's request to the report: steps that tests walk, change, cut short."""

from __future__ import annotations

from typing import Any

from procedure_story import NOT_GRAVE, Step, before, step_of, take

from minzhifa.law.procedure import CaseState

PART = "hearing-1"
HOST = {"officer_id": "off-host", "name": "郑主持"}
BIG = [{"kind": "0201", "name": "罚款", "amount": "100000.00"}]
AGENT = {"name": "吴律师", "relation": "律师", "authority": "一般代理"}
RECORD: dict[str, Any] = {
    "attendance": "both", "attendees": "办案人员李执法、王执法；当事人法定代表人；代理人吴律师", "opened": True,
    "charge": "销售超过保质期的食品，拟罚款十万元", "defence": "数量少，没有售出",
    "cross_examination": "对进货单无异议",
    "closing": "办案人员坚持意见，当事人请求从轻", "signed": "signed",
}  # fmt: skip
PLAN: dict[str, Any] = {
    "planned_at": "2025-05-20T09:00", "place": "三楼听证室", "openness": "open", "recorder": {"name": "记录员许某"},
}  # fmt: skip
REPORT = {"facts": "当事人对事实无异议", "dispute": "裁量幅度", "opinion": "建议维持拟处罚意见"}
REQUEST: Step = ("request_hearing", "2025-04-22", "li", {"hearing": {
    "requested_on": "2025-04-22", "asked_by": "法定代表人", "way": "written", "agents": [AGENT]}})  # fmt: skip
HEARING: list[Step] = [
    ("appoint_presiding", "2025-04-24", "head", {"hearing": {"presiding": HOST}}),
    ("hand_over_hearing_file", "2025-04-27", "li", {"hearing": {"file": "案卷一册"}}),
    ("schedule_hearing", "2025-04-30", "host", {"hearing": PLAN}),
    ("serve_hearing_notice", "2025-05-08", "li", {"hearing": {
        "notified_on": "2025-05-08", "notice_way": "直接送达，法定代表人签收", "others_notified": "已通知办案人员"}}),
    ("announce_hearing", "2025-05-12", "host", {"hearing": {
        "announced_on": "2025-05-12", "announced_where": "本机关网站和公告栏"}}),
    ("hold_hearing", "2025-05-20", "host", {"hearing": {"held_on": "2025-05-20"}, "hearing_record": RECORD}),
    ("report_hearing", "2025-05-23", "host", {"hearing_report": REPORT}),
]  # fmt: skip


def notified(domain: str = "market", penalties: list[dict[str, Any]] | None = None) -> CaseState:
    """The case told of a penalty that gives the right to a hearing; 17 April 2025 is the day of service."""
    state = before("conclude_investigation")
    state = CaseState.from_json({**state.to_json(), "facts": {**state.facts, "domain": domain}})
    steps = [
        step_of("conclude_investigation", penalties=penalties or BIG),
        step_of("submit_review"), step_of("complete_review"), step_of("approve_notice"),
        step_of("serve_notice", notice={"served_on": "2025-04-17", "way": "direct", "hearing_told": True}),
    ]  # fmt: skip
    if domain == "transport":
        steps.insert(1, ("endorse", "2025-04-10", "section", {"what": "conclusion", "reason": "同意"}))
    if domain != "market":
        kind = {"review": {"kind": "legal"}}
        place = [one[0] for one in steps].index("submit_review")
        steps[place] = (*steps[place][:3], kind)
        steps[0] = step_of(
            "conclude_investigation", penalties=penalties or BIG,
            significance={**NOT_GRAVE, "major_public_interest": True},
        )  # fmt: skip
    for step in steps:
        state = take(state, step)
    return state


def requested(domain: str = "market") -> CaseState:
    """The party asked for its hearing."""
    return take(notified(domain), REQUEST)


def at(action: str, domain: str = "market", skip: tuple[str, ...] = ()) -> CaseState:
    """The case just before this act of the hearing."""
    state = requested(domain)
    for step in HEARING:
        if step[0] == action:
            return state
        if step[0] not in skip:
            state = take(state, step, part=PART if state.parts else "")
    raise LookupError(action)


def heard(domain: str = "market") -> CaseState:
    """The case after the report."""
    state = requested(domain)
    for step in HEARING:
        state = take(state, step, part=PART if state.parts else "")
    return state


def step(action: str, on: str = "", who: str = "", **changes: Any) -> Step:
    """The story's step, another day or person, its facts completed by `changes` (key → values to merge)."""
    name, day, person, facts = next(one for one in HEARING if one[0] == action)
    merged = {key: {**value, **changes.get(key, {})} for key, value in facts.items()}
    return name, on or day, who or person, merged | {k: v for k, v in changes.items() if k not in merged}
