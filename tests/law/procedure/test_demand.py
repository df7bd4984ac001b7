"""催告与强制执行: four items, the party heard, own power only where a statute gives it, stays and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from execution_story import DEMAND, OFFICERS, SERVED, demanded, followed, paid, refused, served, surcharged
from procedure_story import take

from minzhifa.law.procedure import CaseState

PART = "demand-1"
ENFORCEMENT: dict[str, Any] = {
    "power": "law", "power_basis": "《某法》第十条", "reason": "经催告仍不履行", "way": "划拨存款",
    "planned_at": "2025-11-19T09:30", "homes": True,
}  # fmt: skip
LATER = date(2029, 12, 31)


def propose(state: CaseState, on: str = "2025-11-17", **change: Any) -> CaseState:
    return take(state, ("propose_enforcement", on, "li", {"enforcement": {**ENFORCEMENT, **change}}), part=PART)


@pytest.fixture
def ready() -> CaseState:
    return demanded(surcharged(served()))


def test_ten_working_days_and_the_named_day_run_from_the_demand(ready):
    clocks = ready.parts[PART].clocks
    assert (clocks["demand_notice"]["due"], clocks["demand_period"]["due"]) == ("2025-11-17", "2025-11-14")
    assert clocks["court_application"]["start"] == ready.clocks["litigation"]["due"]


@pytest.mark.parametrize(
    ("on", "change", "code", "article"),
    [
        ("2025-05-15", {}, "duty_not_yet_due", "强制法第三十四条"),
        ("2025-11-14", {}, "demand_day_passed", "强制法第三十五条第（一）项"),
        ("2025-11-03", {"due_on": None}, "fact_missing", "强制法第三十五条第（一）项"),
        ("2025-11-03", {"way": ""}, "fact_missing", "强制法第三十五条第（二）项、第（三）项"),
        ("2025-11-03", {"amount": None}, "demand_amount_unknown", "强制法第三十五条第（三）项"),
        ("2025-11-03", {"amount": "50000.01"}, "demand_amount", "强制法第三十五条第（三）项"),
        ("2025-11-03", {"duty": "act"}, "duty_day_unknown", "强制法第三十四条"),
    ],
)
def test_each_item_of_the_demand_is_asked_with_its_article(on, change, code, article):
    answer = refused(served(), ("issue_demand", on, "li", {"demand": {**DEMAND, **change}}))
    assert (answer.code, answer.article) == (code, article)


def test_a_surcharge_is_demanded_only_after_it_was_decided():
    step = ("issue_demand", "2025-11-03", "li", {"demand": {**DEMAND, "amount": "100000.00"}})
    assert refused(served(), step).code == "demand_amount"
    assert take(surcharged(served()), step).parts[PART].stage == "issued"


def test_a_demand_is_not_served_before_it_was_made():
    state = take(served(), ("issue_demand", "2025-11-03", "li", {"demand": DEMAND}))
    early = {"demand_service": {**SERVED, "served_on": "2025-11-01"}}
    answer = refused(state, ("serve_demand", "2025-11-03", "li", early), PART)
    assert (answer.code, answer.article) == ("served_before_made", "强制法第三十八条")


def test_the_party_is_heard_before_enforcement(ready):
    said = {"demand_statement": {"received_on": "2025-11-10", "point": "已经部分履行"}}
    state = take(ready, ("record_demand_statement", "2025-11-10", "li", said), part=PART)
    step = ("propose_enforcement", "2025-11-17", "li", {"enforcement": ENFORCEMENT})
    answer = refused(state, step, PART)
    assert (answer.code, answer.article) == ("demand_statement_open", "强制法第三十六条")
    yes = {"demand_statement": {"adopted": "adopted", "answer": "属实"}}
    assert refused(take(state, ("answer_demand_statement", "2025-11-11", "li", yes), part=PART), step, PART).code == (
        "demand_statement_adopted"
    )
    nay = {"demand_statement": {"adopted": "refused", "answer": "没有缴款记录"}}
    state = take(state, ("answer_demand_statement", "2025-11-11", "li", nay), part=PART)
    assert take(state, step, part=PART).parts[PART].stage == "enforcement_proposed"
    state = take(state, ("record_demand_statement", "2025-11-12", "li", said), part=PART)
    assert refused(state, step, PART).code == "demand_statement_open"


@pytest.mark.parametrize(
    ("on", "change", "code", "article"),
    [
        ("2025-11-14", {}, "demand_is_running", "强制法第三十七条第一款、第三款"),
        ("2025-11-17", {"power": "none"}, "no_own_power", "强制法第十三条"),
        ("2025-11-17", {"power": "seized"}, "nothing_seized", "强制法第四十六条第三款"),
        ("2025-11-17", {"planned_at": "2025-11-19T22:00"}, "at_night", "强制法第四十三条第一款"),
        ("2025-11-17", {"planned_at": "2025-11-19T05:59"}, "at_night", "强制法第四十三条第一款"),
        ("2025-11-17", {"planned_at": "2025-11-22T09:00"}, "on_a_holiday", "强制法第四十三条第一款"),
        ("2025-11-17", {"planned_at": "2025-11-19"}, "time_unknown", "强制法第四十三条第一款"),
        ("2025-11-17", {"homes": False}, "supplies_cut", "强制法第四十三条第二款"),
    ],
)
def test_each_condition_of_own_enforcement_is_asked_with_its_article(ready, on, change, code, article):
    step = ("propose_enforcement", on, "li", {"enforcement": {**ENFORCEMENT, **change}})
    answer = refused(ready, step, PART)
    assert (answer.code, answer.article) == (code, article)


def test_signs_that_property_is_hidden_make_it_immediate_and_urgency_opens_the_night(ready):
    assert propose(ready, "2025-11-05", hiding="账户正在清空").parts[PART].stage == "enforcement_proposed"
    assert propose(ready, urgency="渗漏", planned_at="2025-11-22T23:00").parts[PART].stage == "enforcement_proposed"


def test_money_is_enforced_only_after_thirty_days_of_surcharge():
    answer = refused(
        demanded(served()), ("propose_enforcement", "2025-11-17", "li", {"enforcement": ENFORCEMENT}), PART
    )
    assert (answer.code, answer.article) == ("no_surcharge", "强制法第四十六条第一款")
    state = demanded(surcharged(served(), "2025-10-20", from_on="2025-10-20"))
    answer = refused(state, ("propose_enforcement", "2025-11-19", "li", {"enforcement": ENFORCEMENT}), PART)
    assert (answer.code, answer.article) == ("surcharge_not_thirty_days", "强制法第四十六条第一款")
    later = {**ENFORCEMENT, "planned_at": "2025-11-25T09:30"}
    assert take(state, ("propose_enforcement", "2025-11-20", "li", {"enforcement": later}), part=PART)


def test_from_the_decision_to_the_end(ready):
    state = propose(ready)
    assert refused(state, ("approve_enforcement", "2025-11-18", "both", {}), PART).code == "own_proposal"
    state = take(state, ("approve_enforcement", "2025-11-18", "head", {}), part=PART)
    way = {"enforcement_service": {**SERVED, "served_on": "2025-11-18"}}
    state = take(state, ("serve_enforcement", "2025-11-18", "li", way), part=PART)
    deal = {"enforcement_agreement": {"text": "两期履行", "harmless": True, "reduced": "50000.01"}}
    answer = refused(state, ("agree_enforcement", "2025-11-19", "head", deal), PART)
    assert (answer.code, answer.article) == ("principal_reduced", "强制法第四十二条第一款")
    deal["enforcement_agreement"]["reduced"] = "50000.00"
    state = take(state, ("agree_enforcement", "2025-11-19", "head", deal), part=PART)
    done = {"officers": OFFICERS, "enforcement_result": {"done_on": "2025-11-19", "text": "划拨五万元，上缴国库"}}
    alone = refused(state, ("carry_out_enforcement", "2025-11-19", "li", {**done, "officers": OFFICERS[:1]}), PART)
    assert alone.code == "too_few_officers"
    state = take(state, ("carry_out_enforcement", "2025-11-19", "li", done), part=PART)
    assert state.parts[PART].stage == "enforced"
    assert all(clock["stopped"] for clock in state.parts[PART].clocks.values())


def test_a_stay_of_three_years_ends_the_enforcement(ready):
    stay = {"enforcement_stay": {"ground": "unable", "text": "没有财产"}}
    state = take(ready, ("suspend_enforcement", "2025-11-18", "head", stay), part=PART)
    over = {"enforcement_stay": {"harmless": True, "text": "确无能力"}}
    answer = refused(state, ("end_suspended_enforcement", "2025-12-01", "head", over), PART)
    assert (answer.code, answer.article) == ("stay_is_running", "强制法第三十九条第二款")
    back = take(state, ("resume_enforcement", "2025-12-01", "head", {"reason": "有财产"}), part=PART)
    assert back.parts[PART].stage == "served"
    gone = take(state, ("end_suspended_enforcement", "2028-11-19", "head", over), LATER, PART)
    assert gone.parts[PART].stage == "no_longer"


def test_the_end_of_a_demand_says_what_the_file_says(ready):
    def end(way: str) -> tuple[str, str, str, dict[str, Any]]:
        return ("end_demand", "2025-11-20", "li", {"demand_end": {"way": way, "text": "见附件"}})

    assert refused(ready, end("performed"), PART).code == "fine_unpaid"
    assert refused(ready, end("court"), PART).code == "no_application"
    assert take(paid(ready, "2025-11-18", "50000.00"), end("performed"), part=PART).parts[PART].stage == "ended"


def test_seized_goods_are_auctioned_only_after_unused_remedies(ready):
    held = CaseState(procedure="coercion", stage="in_force")
    state = replace(ready, parts={**ready.parts, "coercion-1": held})
    seized = {**ENFORCEMENT, "power": "seized"}
    step = ("propose_enforcement", "2025-11-17", "li", {"enforcement": seized})
    assert take(state, step, part=PART).parts[PART].stage == "enforcement_proposed"
    answer = refused(followed(state, "litigation", "2025-10-20"), step, PART)
    assert (answer.code, answer.article) == ("remedy_used", "强制法第四十六条第三款")
