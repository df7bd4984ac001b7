"""移送、管辖、协助: suspected crimes to the police, cases to whose they are, help from others. No fine in between."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import OFFICERS, Step, attempt, before, step_of, take

from minzhifa.law.procedure import CaseState, Refusal

POLICE, AWAY, WHOSE, HELP = "criminal_transfer-1", "agency_transfer-1", "jurisdiction-1", "assistance-1"
RULES = "行政执法机关移送涉嫌犯罪案件的规定"
GOODS = [{"name": "饼干", "quantity": "12包"}]
TEAM: Step = (
    "form_transfer_team", "2025-03-21", "section",
    {"officers": OFFICERS, "transfer": {"suspicion": "生产、销售伪劣产品罪", "standard": "刑法第一百四十条"}},
)  # fmt: skip
REPORT: Step = (
    "propose_criminal_transfer", "2025-03-22", "li",
    {"transfer": {"facts": "销售金额六万元", "evidence": "台账"}},
)  # fmt: skip
APPROVE: Step = (
    "approve_criminal_transfer", "2025-03-24", "head",
    {"transfer_approval": {"decider": "chief", "decided_at": "2025-03-24T10:00"}},
)  # fmt: skip
HANDING = {"police": "区公安分局", "sent_at": "2025-03-25T09:00", "report": True, "tests": "none", "others": "无",
           "goods": GOODS}  # fmt: skip
HAND: Step = ("hand_to_police", "2025-03-25", "li", {"handing": HANDING})
RECEIPT: Step = (
    "record_police_receipt", "2025-03-25", "li", {"police": {"received_on": "2025-03-25", "receiver": "周某"}},
)  # fmt: skip
FILED: Step = (
    "record_police_filing", "2025-03-28", "li", {"police": {"filing_number": "立1", "filed_on": "2025-03-28"}},
)  # fmt: skip
REFUSED: Step = (
    "record_police_refusal", "2025-03-28", "li",
    {"police": {"refusal_number": "不立1", "refused_on": "2025-03-28", "reason": "没有犯罪事实"}},
)  # fmt: skip
OVER: Step = (
    "hand_over_goods", "2025-03-30", "li",
    {"goods_handover": {"handed_on": "2025-03-30", "goods": GOODS, "receiver": "周某"}},
)  # fmt: skip
ROAD = [TEAM, REPORT, APPROVE, HAND, RECEIPT]


def on_road(state: CaseState, steps: list[Step], part: str = POLICE) -> CaseState:
    """The steps of one part, the first of which opens it."""
    for place, step in enumerate(steps):
        state = take(state, step, part=part if place else "")
    return state


def refused(state: CaseState, step: Step, part: str = POLICE) -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def joined(state: CaseState, other: CaseState) -> CaseState:
    """The case where it stands, with the parts of another telling of it."""
    return CaseState.from_json({**state.to_json(), "parts": other.to_json()["parts"]})


def clock(state: CaseState, name: str, part: str = POLICE) -> dict[str, Any]:
    return dict(state.parts[part].clocks[name])


@pytest.fixture
def filed() -> CaseState:
    return before("set_elements")


@pytest.fixture
def sent(filed: CaseState) -> CaseState:
    return on_road(filed, ROAD)


def test_the_chief_decides_in_three_natural_days_and_it_is_handed_over_in_twenty_four_hours(sent):
    assert clock(sent, "transfer_decision")["due"] == "2025-03-25"
    assert clock(sent, "transfer")["due_at"] == "2025-03-25T10:00"
    assert not sent.parts[POLICE].facts.get("late")
    assert clock(sent, "police_review")["due"] == "2025-03-28"


def test_handed_over_after_the_hour_is_kept_as_late(filed):
    late = ("hand_to_police", "2025-03-25", "li", {"handing": {**HANDING, "sent_at": "2025-03-25T10:01"}})
    state = on_road(filed, [TEAM, REPORT, APPROVE, late])
    assert [one["term"] for one in state.parts[POLICE].facts["late"]] == ["transfer"]


def test_one_officer_is_no_team_and_only_the_team_reports(filed):
    alone = (*TEAM[:3], {**TEAM[3], "officers": OFFICERS[:1]})
    assert refused(filed, alone, part="").code == "too_few_officers"
    state = take(filed, TEAM)
    changed = CaseState.from_json(state.to_json())
    changed.parts[POLICE].facts["acts"]["form_transfer_team"]["officers"] = ["off-wang", "off-chen"]
    answer = refused(changed, REPORT)
    assert (answer.code, answer.article) == ("not_of_the_team", f"{RULES}第五条第一款")


def test_a_deputy_does_not_decide_and_nobody_his_own_report(filed):
    state = on_road(filed, [TEAM, REPORT])
    deputy = (*APPROVE[:3], {"transfer_approval": {"decider": "deputy", "decided_at": "2025-03-24T10:00"}})
    answer = refused(state, deputy)
    assert (answer.code, answer.article) == ("not_the_chief", f"{RULES}第五条第一款")
    assert refused(state, (*APPROVE[:2], "both", APPROVE[3])).code == "own_proposal"


def test_not_approved_needs_its_reason_and_the_case_goes_on(filed):
    state = on_road(filed, [TEAM, REPORT])
    bare = ("refuse_criminal_transfer", "2025-03-24", "head", {"transfer_approval": {"decider": "chief"}})
    answer = refused(state, bare)
    assert (answer.code, answer.article) == ("fact_missing", f"{RULES}第五条第二款")
    state = take(state, (*bare[:3], {**bare[3], "reason": "没有达到追诉标准"}), part=POLICE)
    assert state.parts[POLICE].stage == "refused"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"report": False}, "report_not_attached", f"{RULES}第六条第（二）项"),
        ({"goods": None}, "goods_not_listed", f"{RULES}第六条第（三）项"),
        ({"tests": None}, "fact_missing", f"{RULES}第六条第（四）项"),
    ],
)
def test_the_package_is_whole(filed, change, code, article):
    state = on_road(filed, ROAD[:3])
    answer = refused(state, (*HAND[:3], {"handing": {**HANDING, **change}}))
    assert (answer.code, answer.article) == (code, article)


def test_where_there_are_no_goods_it_is_said(filed):
    none = (*HAND[:3], {"handing": {**HANDING, "goods": None, "no_goods": True}})
    assert on_road(filed, [*ROAD[:3], none]).parts[POLICE].stage == "sent"


def test_passed_on_to_other_police_their_three_days_begin_anew(sent):
    on = {"forwarded_to": "市公安局", "received_on": "2025-03-26", "forward_notice": "转1"}
    state = take(sent, ("record_police_forwarding", "2025-03-26", "li", {"police": on}), part=POLICE)
    assert (state.parts[POLICE].stage, clock(state, "police_review")["due"]) == ("received", "2025-03-29")


def test_goods_follow_within_three_days_of_their_filing(sent):
    state = take(sent, FILED, part=POLICE)
    assert clock(state, "transfer_handover")["due"] == "2025-03-31"
    state = take(state, OVER, part=POLICE)
    assert (state.parts[POLICE].stage, state.parts[POLICE].facts.get("late")) == ("with_police", None)


def test_against_a_refusal_three_days_for_reconsideration_then_the_procuratorate(sent):
    state = take(sent, REFUSED, part=POLICE)
    objection = {"objection": {"reason": "金额已达标准", "received_on": "2025-03-31"}}
    late = refused(state, ("request_police_reconsideration", "2025-04-01", "li", objection))
    assert (late.code, late.article) == ("objection_late", f"{RULES}第九条第一款")
    state = take(state, ("request_police_reconsideration", "2025-03-31", "li", objection), part=POLICE)
    upheld = {"police": {"upheld_number": "复1", "upheld_on": "2025-04-03"}}
    state = take(state, ("record_police_refusal", "2025-04-03", "li", upheld), part=POLICE)
    assert clock(state, "supervision_suggestion")["due"] == "2025-04-06"
    asked = {"objection": {"procuratorate": "区检察院", "supervision_reason": "金额已达标准"}}
    state = take(state, ("suggest_supervision", "2025-04-05", "li", asked), part=POLICE)
    state = take(state, (FILED[0], "2025-04-20", *FILED[2:]), part=POLICE)
    assert state.parts[POLICE].stage == "filed"


def decision(*kinds: str) -> Step:
    """The story's proposal of a decision with penalties of these kinds."""
    money = {"0201": "50000.00"}
    items = [{"kind": one, "name": one, "amount": money.get(one)} for one in kinds]
    return step_of("propose_decision", decision={"penalties": items, "reasons": "事实和依据"})


@pytest.fixture
def deciding() -> CaseState:
    return before("propose_decision")


def test_no_fine_is_decided_while_the_police_have_not_answered(deciding, sent):
    for state in (on_road(before("set_elements"), [TEAM]), sent, take(sent, FILED, part=POLICE)):
        answer = refused(joined(deciding, state), decision("0201"), part="")
        assert (answer.code, answer.article) == ("fine_instead_of_transfer", f"处罚法第八十二条；{RULES}第十一条第一款")


def test_a_fine_proposed_before_is_not_approved_after(sent):
    proposed = take(before("propose_decision"), decision("0201"))
    answer = refused(joined(proposed, sent), step_of("approve_decision"), part="")
    assert answer.code == "fine_instead_of_transfer"


def test_returned_to_us_the_case_is_ours_to_fine(deciding, sent):
    state = take(sent, REFUSED, part=POLICE)
    state = take(state, ("accept_police_refusal", "2025-04-10", "section", {"reason": "依法予以行政处罚"}), part=POLICE)
    assert take(joined(deciding, state), decision("0201")).stage == "decision_proposed"


def outcome(sent: CaseState, result: str, fine: str) -> CaseState:
    """The end of the criminal proceedings."""
    ended = {"result": result, "document": "判1", "received_on": "2025-04-20", "court_fine": fine}
    state = take(take(sent, FILED, part=POLICE), OVER, part=POLICE)
    return take(state, ("record_criminal_outcome", "2025-04-20", "li", {"criminal_outcome": ended}), part=POLICE)


@pytest.mark.parametrize(
    ("result", "fine", "stage", "code"),
    [
        ("not_prosecuted", "no", "returned", None),
        ("convicted", "no", "convicted", None),
        ("convicted", "yes", "convicted", "court_has_fined"),
    ],
)
def test_after_the_court_fined_the_agency_fines_no_more(deciding, sent, result, fine, stage, code):  # noqa: PLR0917
    state = outcome(sent, result, fine)
    assert state.parts[POLICE].stage == stage
    answer = attempt(joined(deciding, state), decision("0201"))
    assert (answer.code if isinstance(answer, Refusal) else None) == code


PROPOSE_AWAY: Step = (
    "propose_agency_transfer", "2025-03-21", "li",
    {"outgoing": {"to": "市生态环境局", "ground": "department", "facts": "排污", "basis": "市监程序第十七条第一款"}},
)  # fmt: skip
SEND_AWAY: Step = (
    "send_case_away", "2025-03-24", "li",
    {"outgoing_sent": {"materials": [{"title": "笔录", "count": "1份"}], "way": "专人送交"}},
)  # fmt: skip


def test_a_case_that_went_to_another_agency_is_not_punished_here(deciding, filed):
    state = on_road(filed, [PROPOSE_AWAY, ("approve_agency_transfer", "2025-03-22", "head", {}), SEND_AWAY], AWAY)
    answer = refused(joined(deciding, state), decision("0201"), part="")
    assert (answer.code, answer.article) == (
        "case_taken_over", "处罚法第二十二条、第二十五条；市监程序第十四条、第十七条第一款",
    )  # fmt: skip
    back = {"outgoing_answer": {"reason": "不属于其管辖"}}
    state = take(state, ("record_case_not_taken", "2025-03-28", "li", back), part=AWAY)
    assert take(joined(deciding, state), decision("0201")).stage == "decision_proposed"


def test_nobody_approves_a_transfer_of_his_own(filed):
    state = take(filed, PROPOSE_AWAY)
    assert refused(state, ("approve_agency_transfer", "2025-03-22", "both", {}), part=AWAY).code == "own_proposal"


DISPUTE: Step = (
    "raise_dispute", "2025-03-10", "li",
    {"dispute": {"with": "邻区市场监管局", "arisen_on": "2025-03-10", "text": "行为地不明"}},
)  # fmt: skip
TALK: Step = (
    "record_negotiation", "2025-03-18", "li",
    {"negotiation": {"result": "unsettled", "people": "李、王", "text": "意见不一"}},
)  # fmt: skip
ASK: Step = (
    "propose_designation_request", "2025-03-19", "li",
    {"designation": {"ground": "unsettled", "superior": "市局", "reason": "建议由本局管辖"}},
)  # fmt: skip
WAIT: list[Step] = [
    DISPUTE, TALK, ASK, ("approve_designation_request", "2025-03-20", "head", {}),
    ("send_designation_request", "2025-03-21", "li", {"designation": {"received_on": "2025-03-21"}}),
]  # fmt: skip


def designated(result: str) -> Step:
    """The superior's answer."""
    told = {"result": result, "agency": "邻区市场监管局", "number": "指1", "decided_on": "2025-03-28"}
    return ("record_designation", "2025-03-28", "li", {"designation": told})


def test_seven_working_days_to_agree_and_seven_for_the_superior(filed):
    state = on_road(filed, WAIT, WHOSE)
    assert clock(state, "jurisdiction_negotiation", WHOSE)["due"] == "2025-03-19"
    assert clock(state, "jurisdiction_designation", WHOSE)["due"] == "2025-04-01"


@pytest.mark.parametrize(("result", "code"), [("kept", None), ("given", "case_taken_over")])
def test_designated_elsewhere_the_case_is_not_punished_here(deciding, filed, result, code):
    state = on_road(filed, [*WAIT, designated(result)], WHOSE)
    assert state.parts[WHOSE].stage == result
    answer = attempt(joined(deciding, state), decision("0201"))
    assert (answer.code if isinstance(answer, Refusal) else None) == code


def test_while_the_superior_decides_no_decision_is_proposed(deciding, filed):
    answer = refused(joined(deciding, on_road(filed, WAIT, WHOSE)), decision("0201"), part="")
    assert answer.code == "part_is_open"


LETTER: Step = (
    "request_assistance", "2025-03-10", "li",
    {"assistance": {"to": "外地局", "matters": "核实进货", "facts": "销售过期食品"}},
)  # fmt: skip
GOT: Step = ("record_assistance_receipt", "2025-03-12", "li", {"assistance": {"received_on": "2025-03-12"}})
REPLY: dict[str, Any] = {"replied_on": "2025-04-10", "result": "done", "text": "进货二百箱"}


def test_fifteen_working_days_from_its_receipt_and_the_reply_is_evidence(filed):
    state = on_road(filed, [LETTER, GOT], HELP)
    assert clock(state, "assistance", HELP)["due"] == "2025-04-02"
    state = take(state, ("record_assistance_reply", "2025-04-10", "li", {"assistance_reply": REPLY}), part=HELP)
    assert state.facts["evidence"][-1]["title"] == "协助调查复函（外地局）"
    assert not state.parts[HELP].facts.get("late")  # what the other agency owed is not ours


def test_a_refused_request_brings_no_evidence(filed):
    count = len(filed.facts["evidence"])
    no = ("record_assistance_reply", "2025-04-10", "li", {"assistance_reply": {**REPLY, "result": "refused"}})
    state = take(take(filed, LETTER), no, part=HELP)
    assert len(state.facts["evidence"]) == count


def test_a_delay_told_in_time_sets_a_new_day(filed):
    told = {"assistance_delay": {"told_on": "2025-03-28", "until_on": "2025-04-20", "reason": "往返取证"}}
    state = on_road(filed, [LETTER, GOT], HELP)
    state = take(state, ("record_assistance_delay", "2025-03-28", "li", told), part=HELP)
    assert clock(state, "assistance", HELP)["stopped"] == "2025-03-28"
    assert clock(state, "assistance_until", HELP)["due"] == "2025-04-20"
