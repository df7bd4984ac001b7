"""Acts of old records: the same guards, three-valued; what is unknown is handed back, what is bad refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from procedure_story import STORY, TODAY, attempt, before, rules, step_of, take

from minzhifa.law.procedure import (
    GUARDS,
    CaseState,
    Command,
    Performer,
    Recorded,
    Refusal,
    decide,
    decide_recorded,
    evolve,
)

THEN = Performer("", "原办案机关", frozenset({"officer", "agency_head", "system"}))
LEAD = {"source_kind": "other", "summary": "公示的旧案", "domain": "market", "back_entry": {"ref": "R1"}}
Acts = list[tuple[str, str, dict[str, Any]]]
ROAD: Acts = [
    ("register_lead", "", LEAD),
    ("propose_filing", "", {"cause": "案由"}),
    ("approve_filing", "", {}),
    ("conclude_investigation", "", {"opinion": {"outcome": "penalty"}}),
    ("approve_notice", "", {}),
    ("serve_notice", "", {}),
    ("propose_decision", "", {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "5000.00"}]}}),
    ("approve_decision", "", {}),
    ("serve_decision", "", {}),
    ("record_performance", "", {}),
]


def recorded(state: CaseState, action: str, on: str, facts: dict[str, Any], **how: Any) -> Recorded | Refusal:
    return decide_recorded(state, Command(action, THEN, on, facts), rules(), TODAY, **how)


Known = dict[str, dict[str, Any]]


def entered(until: str, days: dict[str, str] | None = None, facts: Known | None = None) -> CaseState:
    """The record taken in as far as `until`, on the days and with the facts it names."""
    state = CaseState()
    for action, _, known in ROAD:
        found = recorded(state, action, (days or {}).get(action, ""), {**known, **(facts or {}).get(action, {})})
        assert isinstance(found, Recorded), (action, found)
        for event in found.events:
            state = evolve(state, event)
        if action == until:
            break
    return state


def test_a_record_that_knows_nothing_but_its_outcome_is_decided() -> None:
    state = entered("approve_decision")
    assert state.stage == "decided"
    assert state.done["approve_decision"] == "" and state.facts["decision"]["decided_on"] is None
    assert state.facts["decision"]["penalties"][0]["amount"] == "5000.00"
    assert not any((state.facts.get("pending") or {}).values())


def test_a_record_can_be_followed_to_performance() -> None:
    assert entered("record_performance").stage == "performed"


def test_no_clock_starts_on_a_day_that_is_not_known() -> None:
    assert entered("record_performance").clocks == {}
    half = entered("serve_notice", {"serve_notice": "2025-04"}, {"serve_notice": {"notice": {"served_on": "2025-04"}}})
    assert half.done["serve_notice"] == "2025-04"
    assert all(clock["due"] is None for clock in half.clocks.values())


def test_every_unmade_check_is_a_guard_of_the_act_with_sentence_and_article() -> None:
    state = entered("propose_decision")
    found = recorded(state, "approve_decision", "2025-04-29", {})
    assert isinstance(found, Recorded)
    names = [one.guard for one in found.unmade]
    assert {"performer", "statement_window_closed", "never_heavier", "approver_is_not_proposer"} <= set(names)
    assert set(names) <= {*GUARDS, "performer", "facts"} and "day_is_possible" not in names
    assert all(one.message.endswith("。") and one.article for one in found.unmade)
    kept = evolve(state, found.events[0]).facts["acts"]["approve_decision"]
    assert [one["guard"] for one in kept["unmade"]] == names


def test_missing_facts_are_all_listed() -> None:
    state = entered("approve_decision")
    found = recorded(state, "serve_decision", "2025-05-01", {})
    assert isinstance(found, Recorded)
    missing = [one.fields[0] for one in found.unmade if one.code == "fact_missing"]
    assert missing == ["service.way", "service.served_on", "service.receiver"]


TOLD = {"serve_notice": {"notice": {"served_on": "2025-04-17", "penalties": None}}}
FINE = [{"kind": "0201", "name": "罚款", "amount": "60000.00"}]
INVALID = [{"officer_id": "a", "name": "甲", "valid": False, "why": "执法证已过期"}]


@pytest.mark.parametrize(
    ("until", "days", "facts", "act", "code"),
    [
        ("propose_decision", {"serve_notice": "2025-04-17"}, TOLD, ("approve_decision", "2025-04-16", {}),
         "decision_before_notice"),
        ("propose_decision", {"serve_notice": "2025-04-17"}, TOLD, ("approve_decision", "2025-04-18", {}),
         "statement_window_open"),
        ("approve_decision", {"approve_decision": "2025-04-29"}, {},
         ("serve_decision", "2025-04-28", {"service": {"served_on": "2025-04-28"}}), "served_before_decision"),
        ("approve_filing", {}, {}, ("conclude_investigation", "", {
            "penalties": FINE, "range": {"unit": "yuan", "min": "1000", "max": "50000"}}), "outside_range"),
        ("propose_filing", {}, {}, ("approve_filing", "2025-03-06", {"officers": INVALID}), "certificate_not_valid"),
        ("propose_filing", {}, {}, ("approve_filing", "2026-03-06", {}), "future_day"),
        ("approve_filing", {"approve_filing": "2025-03-06"}, {}, ("conclude_investigation", "2025-03-05", {}),
         "out_of_order"),
        ("propose_decision", {}, {}, ("serve_decision", "2025-04-28", {}), "wrong_stage"),
        ("propose_decision", {}, {}, ("approve_decision", "2025-02-30", {}), "bad_day"),
        ("approve_filing", {}, {}, ("conclude_investigation", "", {"penalties": "罚款"}), "bad_fact"),
    ],
)  # fmt: skip
def test_a_known_bad_fact_refuses_with_its_article(
    until: str, days: dict[str, str], facts: dict[str, Any], act: tuple[str, str, dict[str, Any]], code: str
) -> None:
    found = recorded(entered(until, days, facts), *act)
    assert isinstance(found, Refusal), found
    assert (found.code, found.unknown) == (code, False)
    assert found.article


def test_acts_before_the_loaded_rules_are_taken_without_being_measured_by_them() -> None:
    state = entered("propose_decision")
    found = recorded(state, "approve_decision", "2014-10-09", {})
    assert isinstance(found, Recorded)
    assert [(one.guard, one.code) for one in found.unmade] == [("rule_version", "no_rule_version")]
    assert "no rule version" in found.unmade[0].message
    assert evolve(state, found.events[0]).stage == "decided"


def test_the_day_of_a_later_act_tells_that_an_undated_one_was_before_the_rules() -> None:
    found = recorded(entered("propose_filing"), "approve_filing", "", {}, latest=date(2014, 10, 9))
    assert isinstance(found, Recorded)
    assert [one.code for one in found.unmade] == ["no_rule_version"]
    assert "2014-10-09" in found.unmade[0].message


def test_a_year_in_which_the_rules_changed_settles_nothing() -> None:
    found = recorded(entered("propose_filing"), "approve_filing", "2021", {})
    assert isinstance(found, Recorded)
    assert [one.code for one in found.unmade] == ["no_rule_version"]


def test_days_in_the_wrong_order_refuse_under_the_former_law_too() -> None:
    state = entered("approve_decision", {"approve_decision": "2014-10-09"})
    found = recorded(state, "serve_decision", "2014-10-08", {})
    assert isinstance(found, Refusal) and found.code == "out_of_order"
    assert found.article and "2021年7月15日前" in found.article


def test_a_live_case_has_no_recorded_acts_at_any_step() -> None:
    for action, on, _, facts in STORY:
        found = recorded(before(action), action, on, facts)
        assert isinstance(found, Refusal), action
        assert found.code == "not_a_back_entry" and found.article


def test_whoever_acts_on_an_old_case_today_is_asked_everything() -> None:
    state = entered("serve_notice")
    outcome = attempt(state, step_of("propose_decision"))
    assert isinstance(outcome, Refusal) and outcome.unknown
    undated = decide(state, Command("propose_decision", THEN, "", {}), rules(), TODAY)
    assert isinstance(undated, Refusal) and undated.unknown


def test_what_is_fully_known_is_the_same_event_for_both() -> None:
    lead = {**step_of("register_lead")[3], "back_entry": {"ref": "R1"}}
    state = take(CaseState(), ("register_lead", "2025-03-03", "li", lead))
    name, on, _, facts = step_of("propose_filing")
    by = Performer("acc-li", "李执法", frozenset({"officer"}), "off-li")
    live = decide(state, Command(name, by, on, facts), rules(), TODAY)
    old = decide_recorded(state, Command(name, by, on, facts), rules(), TODAY)
    assert isinstance(old, Recorded) and not isinstance(live, Refusal)
    assert old.unmade == ()
    act = old.events[0].facts["acts"]["propose_filing"]
    assert act.pop("recorded") is True and act.pop("unmade") == []
    assert old.events == live


def test_one_named_officer_is_not_proof_that_there_was_no_second() -> None:
    one = [{"officer_id": "a", "name": "甲", "valid": None}]
    found = recorded(entered("propose_filing"), "approve_filing", "2025-03-06", {"officers": one})
    assert isinstance(found, Recorded)
    assert "too_few_officers" in [one.code for one in found.unmade]
