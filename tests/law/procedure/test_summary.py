"""简易程序: what may be decided on the spot, told and heard, filed with the agency, cash on its way to the bank."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from procedure_story import OFFICERS, PARTY, TODAY, Step, attempt, take
from test_benchmark_deviation import TEXT

from minzhifa.law.benchmark import parse
from minzhifa.law.benchmark.compute import compute
from minzhifa.law.procedure import CaseState, Refusal

DAY = "2025-03-10"  # a Monday
PERSON = {"kind": "natural_person", "name": "林某", "address": "莆田市"}


def opened(domain: str = "market") -> CaseState:
    facts = {"source_kind": "inspection", "summary": "未公示许可证", "domain": domain, "received_on": DAY}
    return take(CaseState(procedure="summary"), ("register_lead", DAY, "li", facts))


def decision(fine: str | None = "200.00", party: dict[str, Any] | None = None, **spot: Any) -> Step:
    penalties = [{"kind": "0201", "name": "罚款", "amount": fine}] if fine else [{"kind": "0101", "name": "警告"}]
    told = {
        "facts": "未公示许可证", "certain": True, "place": "门店", "certificate_shown": True, "told": True,
        "statement": "none", "signature": "signed",
    }  # fmt: skip
    facts = {
        "officers": OFFICERS, "party": party or PARTY, "occurred_on": DAY, "violated": ["某法第一条"],
        "basis": ["某法第二条"], "penalties": penalties, "on_spot": {**told, **spot},
    }  # fmt: skip
    return "penalize_on_spot", DAY, "li", facts


def refused(state: CaseState, step: Step) -> Refusal:
    outcome = attempt(state, step)
    assert isinstance(outcome, Refusal)
    return outcome


def test_a_decision_on_the_spot_is_made_and_delivered_in_one_act():
    state = take(opened(), decision())
    assert state.stage == "delivered"
    assert state.facts["decision"]["decided_on"] == DAY
    assert state.facts["service"]["served_on"] == DAY


def test_reconsideration_comes_first_so_no_term_for_a_lawsuit_begins():
    clocks = take(opened(), decision()).clocks
    assert "reconsideration" in clocks
    assert "litigation" not in clocks


@pytest.mark.parametrize(
    ("party", "fine", "allowed"),
    [
        (PERSON, "200.00", True), (PERSON, "200.01", False), (PARTY, "3000.00", True), (PARTY, "3000.01", False),
        ({**PARTY, "kind": "other_organisation"}, "3000.00", True),
    ],
)  # fmt: skip
def test_the_limit_depends_on_who_is_fined(party, fine, allowed):
    outcome = attempt(opened(), decision(fine, party))
    if allowed:
        assert not isinstance(outcome, Refusal), outcome
    else:
        assert isinstance(outcome, Refusal)
        assert (outcome.code, outcome.article) == ("over_simple_limit", "《行政处罚法》第五十一条")


def test_a_warning_needs_no_limit_but_confiscation_is_no_matter_for_the_spot():
    assert take(opened(), decision(None)).stage == "delivered"
    action, on, who, facts = decision()
    facts["penalties"] = [{"kind": "0203", "name": "没收非法财物"}]
    assert refused(opened(), (action, on, who, facts)).code == "not_on_spot"


@pytest.mark.parametrize(
    ("spot", "code"),
    [
        ({"certain": False}, "facts_uncertain"),
        ({"certificate_shown": False}, "certificate_not_shown"),
        ({"told": False}, "not_told"),
        ({"statement": "made"}, "statement_unanswered"),
        ({"statement": "made", "statement_text": "刚换证"}, "statement_unanswered"),
        ({"signature": "refused"}, "refusal_not_noted"),
    ],
)
def test_no_step_of_the_spot_is_skipped(spot, code):
    answer = refused(opened(), decision(**spot))
    assert answer.code == code
    assert answer.article and "条" in answer.article


def test_two_officers_are_needed_on_the_spot_too():
    action, on, who, facts = decision()
    assert refused(opened(), (action, on, who, {**facts, "officers": OFFICERS[:1]})).code == "too_few_officers"


@pytest.mark.parametrize(
    ("domain", "due"),
    [("market", "2025-03-19"), ("housing", "2025-03-13"), ("ecology", "2025-03-13"), ("agriculture", "2025-03-12")],
)
def test_the_agency_is_told_within_the_days_of_its_own_rules(domain, due):
    assert take(opened(domain), decision()).clocks["simple_filing"]["due"] == due


def test_transport_says_five_days_which_may_be_read_two_ways():
    clock = take(opened("transport"), decision()).clocks["simple_filing"]
    assert "另一种读法" in clock["explanation"]


CASH = {"collection": {"ground": "small", "receipt": "FJ0001"}, "payments": [{"amount": "100.00", "paid_on": DAY}]}


def test_small_fines_may_be_collected_and_reach_the_bank_in_two_times_two_working_days():
    state = take(take(opened(), decision("100.00")), ("collect_on_spot", DAY, "li", CASH))
    assert state.clocks["cash_to_agency"]["due"] == "2025-03-12"
    state = take(state, ("hand_in_cash", "2025-03-11", "li", {"cash": {"handed_in_on": "2025-03-11"}}))
    assert state.clocks["cash_to_agency"]["stopped"] == "2025-03-11"
    assert state.clocks["cash_to_bank"]["due"] == "2025-03-13"
    state = take(state, ("deposit_cash", "2025-03-12", "section", {"cash": {"deposited_on": "2025-03-12"}}))
    assert state.clocks["cash_to_bank"]["stopped"] == "2025-03-12"


def test_on_water_the_days_count_from_the_landing():
    landed = {**CASH, "collection": {**CASH["collection"], "landed_on": "2025-03-12"}}
    state = take(take(opened(), decision("100.00")), ("collect_on_spot", "2025-03-12", "li", landed))
    assert state.clocks["cash_to_agency"]["due"] == "2025-03-14"


@pytest.mark.parametrize(
    ("fine", "collection", "code"),
    [
        ("150.00", {"ground": "small", "receipt": "F1"}, "over_cash_limit"),
        ("150.00", {"ground": "hard", "receipt": "F1"}, "hardship_unknown"),
        ("150.00", {"ground": "remote", "receipt": "F1"}, "not_requested"),
        ("100.00", {"ground": "small"}, "fact_missing"),
    ],
)
def test_cash_is_collected_only_on_a_ground_and_against_a_receipt(fine, collection, code):
    state = take(opened(), decision(fine))
    paid = {"collection": collection, "payments": [{"amount": fine, "paid_on": DAY}]}
    assert refused(state, ("collect_on_spot", DAY, "li", paid)).code == code


def test_a_case_ends_when_it_is_filed_paid_and_the_cash_is_in_the_bank():
    state = take(take(opened(), decision("100.00")), ("collect_on_spot", DAY, "li", CASH))
    state = take(state, ("file_on_spot_decision", "2025-03-12", "li", {"on_spot": {"filed_on": "2025-03-12"}}))
    done = ("record_performance", "2025-03-14", "li", {"performance": {"on": DAY, "summary": "当场收缴"}})
    assert refused(state, done).code == "cash_not_deposited"
    state = take(state, ("hand_in_cash", "2025-03-12", "li", {"cash": {"handed_in_on": "2025-03-12"}}))
    state = take(state, ("deposit_cash", "2025-03-13", "section", {"cash": {"deposited_on": "2025-03-13"}}))
    state = take(take(state, done), ("archive_case", "2025-03-20", "keeper", {"archive": {"on": "2025-03-20"}}))
    assert state.stage == "archived"


def test_what_goes_beyond_the_spot_becomes_an_ordinary_case_with_all_its_facts():
    step = ("convert_to_ordinary", DAY, "li", {"conversion": {"reason": "amount"}})
    state = take(opened(), step)
    assert (state.procedure, state.stage) == ("ordinary", "lead")
    assert state.facts["summary"] == "未公示许可证"
    assert "filing_check" in state.clocks
    filing = {"cause": "某案", "party": PARTY, "officers": OFFICERS, "violated": ["某法第一条"]}
    assert take(state, ("propose_filing", "2025-03-11", "li", filing)).stage == "filing_proposed"


def test_a_decision_of_today_cannot_be_made_tomorrow():
    action, _, who, facts = decision()
    late = (action, date.fromordinal(TODAY.toordinal() + 1).isoformat(), who, facts)
    assert refused(opened(), late).code == "future_day"


@pytest.mark.parametrize(("reason", "code"), [("", "deviation_reason"), ("另有情节", "deviation_review")])
def test_a_fine_on_the_spot_keeps_to_the_benchmark(reason: str, code: str) -> None:
    action, on, who, facts = decision("200.00")
    kept = compute(parse(TEXT.format(high=70000)), {}).to_json()
    facts["discretion"] = {"calculation": kept, **({"deviation_reason": reason} if reason else {})}
    assert refused(opened(), (action, on, who, facts)).code == code
