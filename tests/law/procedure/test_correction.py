"""补正、更正: slips are put right and served; what was decided is never changed that way."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import Step, attempt, take, walk

from minzhifa.law.procedure import CaseState, Refusal

PART = "correction-1"
ITEMS = [{"place": "尾部", "wrong": "", "right": "2025年4月29日"}]
SLIP: dict[str, Any] = {"kind": "supplement", "items": ITEMS, "reason": "制作时遗漏", "harmless": True}
SERVICE = {"way": "direct", "served_on": "2025-05-06", "receiver": "法定代表人"}


def propose(**change: Any) -> Step:
    return ("propose_correction", "2025-05-05", "li", {"correction": {**SLIP, **change}})


def refused(state: CaseState, step: Step, part: str = "") -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


@pytest.fixture
def served() -> CaseState:
    return walk("serve_decision")


def test_an_omission_is_made_good_approved_and_served(served):
    state = take(served, propose())
    state = take(state, ("approve_correction", "2025-05-06", "head", {}), part=PART)
    state = take(state, ("serve_correction", "2025-05-06", "li", {"correction_service": SERVICE}), part=PART)
    assert state.parts[PART].stage == "corrected"
    assert state.facts["decision"] == served.facts["decision"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"wrong": "罚款50000元", "right": "罚款60000元"}, "correction_changes_amount"),
        ({"wrong": "50,000.00", "right": "5,000.00"}, "correction_changes_amount"),
        ({"wrong": "5万元", "right": "4万元"}, "correction_changes_amount"),
        ({"wrong": "伍万元整", "right": "肆万元整"}, "correction_changes_amount"),
        ({"wrong": "5000元", "right": "50000元"}, "correction_changes_amount"),
        ({"wrong": "罚款", "right": "没收违法所得"}, "correction_changes_kind"),
        ({"wrong": "", "right": "责令停产停业"}, "correction_changes_kind"),
        ({"wrong": "某某食品有限公司", "right": "某某食品商行"}, "correction_changes_party"),
        ({"wrong": "91350305MABM9MH479", "right": "91350305MABM9MH478"}, "correction_changes_party"),
    ],
)
def test_amount_kind_and_party_are_never_changed_by_a_correction(served, item, code):
    answer = refused(served, propose(items=[{"place": "决定", **item}], kind="rectify"))
    assert answer.code == code
    assert "住建程序第二十八条第一款" in str(answer.article)


@pytest.mark.parametrize(
    "item",
    [
        {"wrong": "某某食品有限公词", "right": "某某食品有限公司"},
        {"wrong": "处以罚敖50000元", "right": "处以罚款50000元"},
        {"wrong": "单价12元乘以10箱等于110元", "right": "单价12元乘以10箱等于120元"},
    ],
)
def test_letters_and_sums_on_the_way_are_put_right(served, item):
    assert take(served, propose(items=[{"place": "事实", **item}], kind="rectify")).parts[PART].stage == "proposed"


def test_what_touches_the_party_is_no_slip(served):
    answer = refused(served, propose(harmless=False))
    assert (answer.code, "第二款" in str(answer.article)) == ("correction_harms", True)
    assert refused(served, propose(harmless=None)).code == "fact_missing"


def test_a_place_without_its_new_words_is_asked_for(served):
    answer = refused(served, propose(items=[{"place": "尾部", "wrong": "甲", "right": ""}]))
    assert (answer.code, answer.unknown) == ("correction_unknown", True)


def test_nobody_approves_his_own_and_nothing_is_served_unapproved(served):
    state = take(served, propose())
    assert refused(state, ("approve_correction", "2025-05-06", "both", {}), PART).code == "own_proposal"
    step = ("serve_correction", "2025-05-06", "li", {"correction_service": SERVICE})
    assert refused(state, step, PART).code == "wrong_stage"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"served_on": "2025-05-05"}, "served_before_decision"),
        ({"way": "left"}, "left_without_proof"),
        ({"way": "electronic", "confirmation": False}, "no_consent"),
    ],
)
def test_service_needs_its_proof(served, change, code):
    state = take(take(served, propose()), ("approve_correction", "2025-05-06", "head", {}), part=PART)
    step = ("serve_correction", "2025-05-07", "li", {"correction_service": {**SERVICE, **change}})
    assert refused(state, step, PART).code == code


def test_the_case_is_not_closed_while_a_correction_is_open():
    state = take(walk("record_performance"), ("propose_correction", "2025-05-09", "li", {"correction": SLIP}))
    answer = refused(state, ("propose_closing", "2025-05-12", "li", {"closing": {"reason": "performed"}}))
    assert answer.code == "part_is_open"


def test_before_the_decision_there_is_nothing_to_correct():
    assert refused(walk("serve_notice"), propose()).code == "wrong_stage"
