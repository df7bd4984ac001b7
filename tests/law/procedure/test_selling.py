"""Goods that do not keep: sold with leave, the price kept and refunded; goods returned, claimed or surrendered."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import Step, attempt, before, take
from test_coercion import IMPOSE, PART, PROPOSE, RELEASE, refused

from minzhifa.law.procedure import CaseState, Refusal

SALE_LAW = "强制法第二十八条第二款"
SALE: dict[str, Any] = {
    "goods": [{"name": "鲜奶", "quantity": "10箱"}], "why": "次日到期", "way": "sell",
    "price_basis": "批发市场同日价格", "evidence_kept": "拍照、留样", "consent": "owner",
}  # fmt: skip
RESULT: dict[str, Any] = {
    "sold_on": "2025-03-12", "buyer": "某某商行", "proceeds": "1200.50", "kept_in": "涉案款专户",
}  # fmt: skip
BACK: dict[str, Any] = {"returned_on": "2025-03-21", "receiver": "林某", "text": "其余饼干", "signed": True}


@pytest.fixture
def in_force() -> CaseState:
    state = take(before("set_elements"), PROPOSE)
    return take(take(state, ("approve_coercion", "2025-03-09", "head", {}), part=PART), IMPOSE, part=PART)


def propose(**change: Any) -> Step:
    return "propose_sale", "2025-03-11", "li", {"coercion_sale": {**SALE, **change}}


def result(**change: Any) -> Step:
    return "record_sale", "2025-03-12", "li", {"coercion_sale": {**RESULT, **change}}


def give_back(**change: Any) -> Step:
    return "return_goods", "2025-03-21", "li", {"coercion_return": {**BACK, **change}}


def sold(state: CaseState, **change: Any) -> CaseState:
    state = take(state, propose(), part=PART)
    state = take(state, ("approve_sale", "2025-03-11", "head", {}), part=PART)
    return take(state, result(**change), part=PART)


def released(state: CaseState) -> CaseState:
    return take(state, ("release_coercion", "2025-03-20", "head", RELEASE), part=PART)


def in_domain(state: CaseState, domain: str) -> CaseState:
    return CaseState.from_json({**state.to_json(), "facts": {**state.facts, "domain": domain}})


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("market", "sale_without_consent"),
        ("agriculture", "sale_without_consent"),
        ("transport", None),
        ("housing", None),
    ],
)
def test_where_the_field_asks_for_consent_nothing_is_sold_without(in_force, domain, code):
    answer = attempt(in_domain(in_force, domain), propose(consent="none"), part=PART)
    assert (answer.code if isinstance(answer, Refusal) else None) == code


def test_an_unknown_owner_is_looked_for_until_the_notice_is_over(in_force):
    answer = refused(in_force, propose(consent="announced", announced_until="2025-03-11"))
    assert answer.code == "notice_is_running"
    assert refused(in_force, propose(consent="announced")).code == "notice_end_unknown"
    take(in_force, propose(consent="announced", announced_until="2025-03-10"), part=PART)


def test_nothing_is_sold_that_the_head_did_not_approve(in_force):
    assert refused(in_force, result()).code == "sale_not_approved"
    state = take(in_force, propose(), part=PART)
    assert refused(state, result()).code == "sale_not_approved"
    assert refused(state, ("approve_sale", "2025-03-11", "both", {})).code == "own_proposal"
    state = take(state, ("refuse_sale", "2025-03-11", "head", {"reason": "可以冷藏"}), part=PART)
    assert refused(state, result()).code == "sale_not_approved"


def test_leave_given_cannot_be_slipped_into_the_facts(in_force):
    step = result()
    answer = refused(in_force, (*step[:3], {**step[3], "sale_open": True}))
    assert answer.code == "sale_not_approved"


@pytest.mark.parametrize(
    ("change", "code"), [({"proceeds": "0"}, "sold_for_nothing"), ({"sold_on": "2025-03-10"}, "sold_before_approval")]
)
def test_a_sale_comes_after_leave_and_brings_money(in_force, change, code):
    state = take(in_force, propose(), part=PART)
    state = take(state, ("approve_sale", "2025-03-11", "head", {}), part=PART)
    answer = refused(state, result(**change))
    assert (answer.code, answer.article) == (code, SALE_LAW)


def test_while_a_sale_is_open_goods_are_neither_returned_nor_sold_again(in_force):
    state = take(in_force, propose(), part=PART)
    state = take(state, ("approve_sale", "2025-03-11", "head", {}), part=PART)
    assert refused(state, propose()).code == "sale_is_open"
    state = released(state)
    assert refused(state, give_back()).code == "sale_is_open"
    told = {"coercion_sale": {**RESULT, "sold_on": "2025-03-12"}}
    assert take(state, ("record_sale", "2025-03-21", "li", told), part=PART).parts[PART].facts["sale_open"] is False
    dropped: Step = ("drop_sale", "2025-03-21", "li", {"coercion_sale": {"dropped": "已经解除，不再变卖"}})
    state = take(state, dropped, part=PART)
    assert refused(state, dropped).code == "sale_not_approved"
    take(state, give_back(), part=PART)


@pytest.mark.parametrize("refund", [None, "1200.00", "1200.51"])
def test_the_whole_price_is_refunded(in_force, refund):
    state = released(sold(in_force))
    answer = refused(state, give_back(refund=refund))
    assert (answer.code, answer.article) == ("proceeds_not_refunded", SALE_LAW)
    assert "1200.5" in answer.message.replace(",", "")
    assert take(state, give_back(refund="1200.50"), part=PART).parts[PART].stage == "released"


def test_of_two_sales_the_sum_is_refunded(in_force):
    state = sold(sold(in_force), proceeds="99.50")
    assert [one["id"] for one in state.parts[PART].facts["sales"]] == ["sale-1", "sale-2"]
    assert refused(released(state), give_back(refund="99.50")).code == "proceeds_not_refunded"
    take(released(state), give_back(refund="1300"), part=PART)


def test_a_price_far_below_the_market_is_made_good(in_force):
    state = released(sold(in_force, below_market=True))
    assert refused(state, give_back(refund="1200.50")).code == "loss_not_compensated"
    take(state, give_back(refund="1200.50", compensation="300"), part=PART)


def test_without_a_sale_there_is_nothing_to_refund_and_the_list_is_signed(in_force):
    state = released(in_force)
    assert refused(state, give_back(refund="1")).code == "nothing_was_sold"
    answer = refused(state, give_back(signed=False))
    assert (answer.code, answer.article) == ("return_not_signed", f"{SALE_LAW}；市监程序第四十二条第二款")


def test_goods_that_nobody_claims_are_surrendered_after_the_notice(in_force):
    told = {"coercion_return": {"why": "下落不明", "announced_on": "2025-03-20", "place": "本局仓库"}}
    announce: Step = ("announce_goods", "2025-03-20", "li", told)
    answer = refused(in_domain(released(in_force), "housing"), announce)
    assert (answer.code, answer.article) == ("claiming_not_provided", SALE_LAW)
    state = take(released(in_force), announce, part=PART)
    due = state.parts[PART].clocks["public_notice"]["due"]
    surrender = {"coercion_end": {"text": "上缴国库"}}
    assert refused(state, ("surrender_goods", due, "head", surrender)).code == "claiming_is_running"
    state = take(state, ("surrender_goods", "2025-05-20", "head", surrender), part=PART)
    assert state.parts[PART].stage == "disposed"


def test_what_the_decision_confiscated_in_time_is_carried_out_even_later(in_force):
    state = before("serve_decision")
    facts = {**state.facts, "decision": {**state.facts["decision"], "decided_on": "2025-04-05"}}
    kinds = [{"kind": "0203", "name": "没收非法财物"}]
    facts["decision"]["penalties"] = kinds
    held = CaseState.from_json({**state.to_json(), "facts": facts, "parts": in_force.to_json()["parts"]})
    end = {"coercion_end": {"way": "confiscated", "basis": "处罚决定书", "text": "移交罚没仓库"}}
    dispose: Step = ("dispose_coercion", "2025-04-30", "head", end)
    assert take(held, dispose, part=PART).parts[PART].stage == "disposed"
    late = {**facts, "decision": {**facts["decision"], "decided_on": "2025-04-29"}}
    answer = refused(CaseState.from_json({**held.to_json(), "facts": late}), dispose)
    assert (answer.code, answer.article) == ("seizure_expired", "强制法第二十七条、第二十八条第一款第（四）项")
    burnt = {"coercion_end": {"way": "destroyed", "basis": "处罚决定书", "text": "销毁"}}
    assert refused(held, (*dispose[:3], burnt)).code == "destroying_without_statute"
