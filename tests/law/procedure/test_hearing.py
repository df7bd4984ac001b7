"""The hearing as a part of a case: asked for, organised, told, held, reported; each duty with its article."""

from __future__ import annotations

from typing import Any

import pytest
from hearing_story import AGENT, HEARING, PART, REQUEST, at, heard, notified, requested, step
from procedure_story import PEOPLE, Step, attempt, take

from minzhifa.law.procedure import CaseState, Performer, Refusal

LATE: Step = ("refuse_hearing", "2025-04-25", "head", {"hearing_refusal": {
    "requested_on": "2025-04-25", "asked_by": "法定代表人", "ground": "late", "reason": "已经届满"}})  # fmt: skip
END = {"ground": "withdrawn", "text": "书面撤回", "by": "party"}


def refused(state: CaseState, one: Step, part: str = PART) -> tuple[str, str | None]:
    outcome = attempt(state, one, part=part if state.parts else "")
    assert isinstance(outcome, Refusal), outcome
    return outcome.code, outcome.article


def end(**changes: Any) -> Step:
    return "terminate_hearing", "2025-05-20", "host", {"hearing_end": {**END, **changes}}


def terms(state: CaseState) -> dict[str, str]:
    return {key: clock["due"] for key, clock in state.parts[PART].clocks.items()}


# ── 申请 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_request_says_who_asked_and_with_which_agents_and_starts_the_three_days_for_the_presiding_officer():
    state = requested()
    assert state.facts["hearing"]["agents"] == [AGENT]
    assert state.clocks["hearing_host"]["due"] == "2025-04-25"
    assert state.clocks["decision"]["due"] is None


def test_three_agents_are_one_too_many():
    step_ = (*REQUEST[:3], {"hearing": {"requested_on": "2025-04-22", "agents": [AGENT] * 3}})
    assert refused(notified(), step_) == ("too_many_agents", "处罚法第六十四条第（五）项")


def test_a_late_request_is_refused_and_answered_on_paper():
    late = (REQUEST[0], "2025-04-25", "li", {"hearing": {"requested_on": "2025-04-25"}})
    assert refused(notified(), late) == ("hearing_request_late", "处罚法第六十四条第（一）项")
    state = take(notified(), LATE)
    assert (state.parts[PART].stage, state.facts.get("hearing")) == ("refused", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"requested_on": "2025-04-24"}, "request_in_time"), ({"ground": "no_right"}, "has_hearing_right"),
     ({"ground": "busy"}, "not_a_choice")],
)  # fmt: skip
def test_nobody_is_refused_a_hearing_without_a_ground(change, code):
    facts = {"hearing_refusal": {**LATE[3]["hearing_refusal"], **change}}
    answer = refused(notified(), (*LATE[:3], facts))
    assert answer[0] == code
    assert (answer[1] or "").startswith("处罚法第六十三条第一款")


def test_without_a_request_there_is_no_hearing():
    assert refused(notified(), HEARING[0]) == ("hearing_not_requested", "处罚法第六十四条第（一）项")


# ── 主持人 ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["presiding", "members", "recorder"])
def test_in_market_supervision_nobody_who_investigates_sits_in_the_hearing(role):
    li = {"officer_id": "off-li", "name": "李执法"}
    answer = refused(requested(), step("appoint_presiding", hearing={role: [li] if role == "members" else li}))
    assert answer[0] == "presiding_investigated"
    own = "处罚法第六十四条第（四）项"
    assert answer[1] == (own if role == "presiding" else "《市场监督管理行政处罚听证办法》第十一条第三款")


def test_elsewhere_the_general_act_asks_it_of_the_presiding_officer_alone():
    li = {"officer_id": "off-li", "name": "李执法"}
    state = take(requested("housing"), step("appoint_presiding", hearing={"recorder": li}))
    assert state.parts[PART].stage == "appointed"
    assert refused(requested("housing"), step("appoint_presiding", hearing={"presiding": li}))[0] == (
        "presiding_investigated"
    )


def test_the_market_has_two_members_at_most():
    members = [{"name": name} for name in ("甲", "乙", "丙")]
    answer = refused(requested(), step("appoint_presiding", hearing={"members": members}))
    assert answer == ("too_many_members", "市监听证办法第十一条第一款")


def test_only_the_head_appoints_and_only_the_appointed_presides(monkeypatch):
    assert refused(requested(), step("appoint_presiding", who="host"))[0] == "role_missing"
    monkeypatch.setitem(
        PEOPLE, "other", Performer("acc-other", "何主持", frozenset({"presiding_officer"}), "off-other")
    )
    answer = refused(at("schedule_hearing"), step("schedule_hearing", who="other"))
    assert answer == ("not_the_presiding", "处罚法第六十四条第（四）项")


def recusal(granted: bool | None) -> CaseState:
    """The party objects to the presiding officer the day before."""
    state = take(at("hold_hearing"), ("request_recusal", "2025-05-19", "li", {
        "recusals": [{"id": "r1", "officer_id": "off-host", "name": "郑主持", "reason": "亲属"}]}))  # fmt: skip
    if granted is None:
        return state
    return take(state, ("decide_recusal", "2025-05-19", "head", {"recusals": [{"id": "r1", "granted": granted}]}))


def test_the_hearing_waits_until_the_objection_to_its_presiding_officer_is_decided():
    held = step("hold_hearing")
    assert refused(recusal(None), held) == ("presiding_challenged", "处罚法第六十四条第（四）项")
    assert refused(recusal(True), held) == ("officer_recused", "处罚法第四十三条第一款")
    assert take(recusal(False), held, part=PART).parts[PART].stage == "heard"


def test_another_presiding_officer_tells_time_and_place_anew():
    new = {"hearing": {"presiding": {"officer_id": "off-other", "name": "何主持"}}, "reason": "郑主持回避"}
    state = take(recusal(True), ("replace_presiding", "2025-05-19", "head", new), part=PART)
    assert state.parts[PART].stage == "appointed"
    assert state.parts[PART].facts["hearing"]["notified_on"] is None


def test_the_presiding_officer_changes_members_and_recorder_who_must_withdraw():
    new = {"hearing": {"recorder": {"officer_id": "off-new", "name": "何某"}}, "reason": "原记录员与当事人是亲属"}
    state = take(at("hold_hearing"), ("change_hearing_staff", "2025-05-19", "host", new), part=PART)
    assert state.parts[PART].facts["hearing"]["recorder"]["name"] == "何某"
    li = {"hearing": {"recorder": {"officer_id": "off-li", "name": "李执法"}}, "reason": "换人"}
    answer = refused(at("hold_hearing"), ("change_hearing_staff", "2025-05-19", "host", li))
    assert answer[0] == "presiding_investigated"


# ── 时间、地点、通知、公告 ────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_handed_over_first_where_the_ministry_asks_for_it():
    answer = refused(at("schedule_hearing", skip=("hand_over_hearing_file",)), step("schedule_hearing"))
    assert answer == ("file_not_handed_over", "市监听证办法第十九条")
    state = at("schedule_hearing", "housing", skip=("hand_over_hearing_file",))
    assert take(state, step("schedule_hearing"), part=PART).parts[PART].stage == "scheduled"


def test_the_terms_of_the_market_ministry_run_one_after_the_other():
    assert terms(at("hold_hearing")) == {
        "hearing_file_handover": "2025-04-28", "hearing_date": "2025-05-07",
        "hearing_notice": "2025-05-09", "hearing_announcement": "2025-05-15",
    }  # fmt: skip
    assert terms(heard())["hearing_report"] == "2025-05-27"


def test_elsewhere_no_number_of_days_is_made_up():
    assert set(terms(at("hold_hearing", "housing"))) == {"hearing_notice"}


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"planned_at": "2025-05-13T09:00"}, "hearing_too_soon", "处罚法第六十四条第（二）项"),
        ({"openness": "privacy"}, "closed_without_reason", "处罚法第六十四条第（三）项"),
        ({"openness": "closed"}, "not_a_choice", "处罚法第六十四条第（三）项"),
        ({"place": None}, "fact_missing", "处罚法第六十四条第（二）项"),
    ],
)
def test_time_place_and_openness_are_as_the_law_has_them(change, code, article):
    assert refused(at("schedule_hearing"), step("schedule_hearing", hearing=change)) == (code, article)


def test_seven_working_days_after_the_thirtieth_of_april_is_the_fourteenth_of_may():
    state = take(
        at("schedule_hearing"), step("schedule_hearing", hearing={"planned_at": "2025-05-14T09:00"}), part=PART
    )
    assert terms(state)["hearing_notice"] == "2025-04-30"


def test_a_notice_served_six_working_days_before_makes_the_hearing_wait():
    late = step("serve_hearing_notice", on="2025-05-12", hearing={"notified_on": "2025-05-12"})
    state = take(at("serve_hearing_notice"), late, part=PART)
    assert state.parts[PART].facts["late"][0]["term"] == "hearing_notice"
    state = take(state, step("announce_hearing"), part=PART)
    assert refused(state, step("hold_hearing")) == ("hearing_notice_late", "处罚法第六十四条第（二）项")
    again: Step = ("postpone_hearing", "2025-05-13", "host", {"hearing_pause": {
        "postponed_because": "notice", "postponed_text": "通知晚了"}})  # fmt: skip
    assert take(state, again, part=PART).parts[PART].stage == "appointed"


def test_an_open_hearing_is_announced_three_working_days_before_in_the_market():
    source = "《市场监督管理行政处罚听证办法》第二十二条第二款"
    state = at("announce_hearing")
    assert refused(state, step("hold_hearing")) == ("hearing_not_announced", source)
    late = step("announce_hearing", on="2025-05-16", hearing={"announced_on": "2025-05-16"})
    assert refused(take(state, late, part=PART), step("hold_hearing")) == ("hearing_announced_late", source)


@pytest.mark.parametrize(("domain", "code"), [("transport", "hearing_not_announced"), ("housing", "")])
def test_who_announces_is_a_matter_of_the_field(domain, code):
    state = at("announce_hearing", domain)
    if code:
        article = "《交通运输行政执法程序规定》第九十一条第二款"
        assert refused(state, step("hold_hearing")) == (code, article)
    else:
        assert take(state, step("hold_hearing"), part=PART).parts[PART].stage == "heard"


@pytest.mark.parametrize("why", ["state_secret", "trade_secret", "privacy"])
def test_a_closed_hearing_has_its_reason_and_is_not_announced(why):
    closed = step("schedule_hearing", hearing={"openness": why, "closed_reason": "配方"})
    state = take(at("schedule_hearing"), closed, part=PART)
    assert "hearing_announcement" not in terms(state)
    state = take(state, step("serve_hearing_notice"), part=PART)
    assert refused(state, step("announce_hearing")) == ("hearing_is_closed", "处罚法第六十四条第（三）项")
    assert take(state, step("hold_hearing"), part=PART).parts[PART].stage == "heard"


# ── 举行 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"opened": False}, "hearing_not_opened", "处罚法第六十四条第（四）项"),
        ({"signed": "refused"}, "refusal_not_noted", "处罚法第六十四条第（八）项"),
        ({"cross_examination": None}, "fact_missing", "处罚法第六十四条第（七）项"),
        ({"charge": ""}, "fact_missing", "处罚法第六十四条第（七）项"),
        ({"defence": ""}, "fact_missing", "处罚法第六十四条第（七）项"),
        ({"closing": ""}, "fact_missing", "市监听证办法第二十五条第一款第（六）项"),
        ({"attendance": "nobody"}, "not_a_choice", "处罚法第六十四条第（五）项、第（六）项"),
    ],
)
def test_the_record_holds_both_sides_the_proof_and_the_last_words(change, code, article):
    assert refused(at("hold_hearing"), step("hold_hearing", hearing_record=change)) == (code, article)


def test_who_comes_as_agent_is_named():
    state = take(notified(), (*REQUEST[:3], {"hearing": {"requested_on": "2025-04-22"}}))
    for one in HEARING[:5]:
        state = take(state, one, part=PART if state.parts else "")
    assert refused(state, step("hold_hearing")) == ("agent_unnamed", "处罚法第六十四条第（五）项")


def test_a_refused_signature_is_noted_by_the_presiding_officer():
    noted = step("hold_hearing", hearing_record={"signed": "refused", "refusal": "当事人拒绝签名"})
    assert take(at("hold_hearing"), noted, part=PART).parts[PART].stage == "heard"


def test_another_day_than_the_one_told_is_a_postponement():
    other = step("hold_hearing", on="2025-05-21", hearing={"held_on": "2025-05-21"})
    assert refused(at("hold_hearing"), other) == ("not_on_the_day", "处罚法第六十四条第（二）项")


def test_the_time_of_the_hearing_is_left_out_of_the_time_for_the_decision():
    state = take(at("hold_hearing"), step("hold_hearing"), part=PART)
    assert state.clocks["decision"]["due"] == "2025-07-03"
    assert [(one["from"], one["to"]) for one in state.clocks["decision"]["pauses"]] == [("2025-04-22", "2025-05-20")]


def test_in_agriculture_the_party_has_three_more_days_for_evidence_and_the_report_waits_for_them():
    state = take(at("hold_hearing", "agriculture"), step("hold_hearing"), part=PART)
    assert terms(state)["hearing_evidence"] == "2025-05-23"
    article = "农业行政处罚程序规定第六十六条第（三）项"
    paper = {"title": "检疫证明", "received_on": "2025-05-22", "proves": "来源合法"}
    state = take(state, ("take_hearing_evidence", "2025-05-22", "li", {"hearing_evidence": [paper]}), part=PART)
    late = {"hearing_evidence": [{**paper, "received_on": "2025-05-26"}]}
    assert refused(state, ("take_hearing_evidence", "2025-05-26", "li", late)) == ("evidence_late", article)
    assert refused(state, step("report_hearing")) == ("evidence_time_open", article)
    assert take(state, step("report_hearing", on="2025-05-26"), part=PART).parts[PART].stage == "reported"


def test_elsewhere_there_is_no_such_time():
    state = take(at("hold_hearing"), step("hold_hearing"), part=PART)
    paper = {"hearing_evidence": [{"title": "检疫证明", "received_on": "2025-05-21"}]}
    assert refused(state, ("take_hearing_evidence", "2025-05-21", "li", paper))[0] == "no_time_for_evidence"


# ── 中止、终止 ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_suspended_hearing_goes_on_with_a_new_day():
    why = {"hearing_pause": {"suspended_because": "evidence", "suspended_text": "重新鉴定"}}
    state = take(at("hold_hearing"), ("suspend_hearing", "2025-05-20", "host", why), part=PART)
    assert refused(state, step("hold_hearing"))[0] == "wrong_stage"
    gone = {"reason": "鉴定已经作出"}
    state = take(state, ("resume_hearing", "2025-06-03", "host", gone), part=PART)
    plan = step("schedule_hearing", on="2025-06-03", hearing={"planned_at": "2025-06-16T09:00"})
    state = take(state, plan, part=PART)
    assert terms(state)["hearing_notice"] == "2025-06-05"
    bad = {"hearing_pause": {"suspended_because": "weather", "suspended_text": "雨"}}
    answer = refused(at("hold_hearing"), ("suspend_hearing", "2025-05-20", "host", bad))
    assert answer == ("not_a_choice", "市监听证办法第二十六条第一款")


@pytest.mark.parametrize(
    ("ground", "result"),
    [("withdrawn", "withdrawn"), ("waived", "waived"), ("absent", "waived"), ("left", "waived")],
)
def test_withdrawal_waiver_absence_and_leaving_end_the_hearing_and_the_case_goes_on(ground, result):
    state = take(at("hold_hearing"), end(ground=ground), part=PART)
    assert (state.parts[PART].stage, state.facts["hearing"]["result"]) == ("terminated", result)
    assert state.clocks["decision"]["due"]
    final = ("submit_review", "2025-05-21", "li", {"review": {"kind": "legal"}})
    assert refused(state, final, "")[0] == "final_review_not_due"


@pytest.mark.parametrize("ground", ["no_successor", "other"])
def test_an_end_that_is_no_waiver_gives_no_leave_to_punish(ground):
    state = take(at("hold_hearing"), end(ground=ground), part=PART)
    penalty = {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "100000.00"}], "reasons": "x"}}
    assert refused(state, ("propose_decision", "2025-05-28", "li", penalty), "")[0] == "hearing_open"
    state = take(state, step("appoint_presiding", on="2025-05-29"))
    assert state.parts["hearing-2"].stage == "appointed"


def test_absence_is_known_on_the_day_of_the_hearing_and_after_a_notice_in_time():
    early = (*end(ground="absent")[:1], "2025-05-19", *end(ground="absent")[2:])
    article = "处罚法第六十四条第（六）项"
    assert refused(at("hold_hearing"), early) == ("hearing_day_not_come", article)
    late = step("serve_hearing_notice", on="2025-05-12", hearing={"notified_on": "2025-05-12"})
    state = take(at("serve_hearing_notice"), late, part=PART)
    assert refused(state, end(ground="absent")) == ("hearing_notice_late", "处罚法第六十四条第（二）项")


def test_an_agent_gives_up_the_hearing_only_when_expressly_authorised():
    by_agent = end(by="agent")
    assert refused(at("hold_hearing"), by_agent) == ("waiver_not_authorised", "市监听证办法第十五条第三款")
    state = take(at("hold_hearing"), end(by="agent", authorised=True), part=PART)
    assert state.parts[PART].stage == "terminated"


def test_a_request_can_be_withdrawn_before_anybody_is_appointed():
    one = ("terminate_hearing", "2025-04-23", "head", {"hearing_end": END})
    state = take(requested(), one)
    assert (state.parts[PART].stage, state.facts["hearing"]["result"]) == ("terminated", "withdrawn")
    assert state.clocks["hearing_host"]["stopped"] == "2025-04-23"
    absent = ("terminate_hearing", "2025-04-23", "head", {"hearing_end": {**END, "ground": "absent"}})
    assert refused(requested(), absent)[0] == "not_a_choice"
