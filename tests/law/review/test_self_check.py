"""The self-check: pure data over state and rules, a sentence for every finding, a score with vetoes."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from minzhifa.law.errors import BadInput
from minzhifa.law.procedure import CaseState
from minzhifa.law.review import Finding, check, load, score
from minzhifa.law.review.tests import TESTS
from minzhifa.rules import shipped

sys.path.insert(0, str(Path(__file__).parent.parent / "procedure"))
from procedure_story import ELEMENTS, TODAY, before, rules, take, walk


def _with(state: CaseState, **facts: object) -> CaseState:
    return replace(state, facts={**state.facts, **facts})


def _by_id(state: CaseState, on: date = TODAY) -> dict[str, Finding]:
    return {one.rule_id: one for one in check(state, rules(), on)}


def test_there_are_more_than_twenty_six_rules_worth_a_hundred_points() -> None:
    found = shipped().review_rules
    assert len(found) >= 26
    assert sum(rule.points for rule in found) == 100
    assert len({rule.dimension for rule in found}) == 7


def test_rules_name_known_tests_acts_and_articles() -> None:
    actions = set(shipped().procedures["ordinary"].actions)
    for rule in shipped().review_rules:
        assert rule.test in TESTS and set(rule.since) <= actions and "条" in rule.article, rule.id
    assert {rule.test for rule in shipped().review_rules} == set(TESTS)


def test_every_finding_says_why_in_a_sentence() -> None:
    for state in (CaseState(), before("conclude_investigation"), walk()):
        assert [one.rule_id for one in check(state, rules(), TODAY) if not one.detail.endswith("。")] == []


def test_a_lawful_case_has_no_veto_and_is_good() -> None:
    result = score(check(walk(), rules(), TODAY))
    assert result.vetoes == () and result.points >= 90 and result.grade == "优秀"


def test_nothing_is_due_before_it_could_be_done() -> None:
    findings = check(CaseState(), rules(), TODAY)
    assert not any(one.due for one in findings)
    assert score(findings).points == 100


def test_an_officer_without_certificate_is_a_veto() -> None:
    state = walk()
    people = [{**one, "valid": False, "why": "执法证已到期"} for one in state.facts["officers"]]
    findings = check(_with(state, officers=people), rules(), TODAY)
    assert score(findings).grade == "不合格"
    assert "已到期" in {one.rule_id: one for one in findings}["subject-officers"].detail


def test_an_unknown_certificate_is_a_question_and_no_fault() -> None:
    state = walk()
    people = [{**one, "valid": None} for one in state.facts["officers"]]
    assert _by_id(_with(state, officers=people))["subject-officers"].ok is None


def test_a_gap_in_the_matrix_is_a_veto() -> None:
    state = _with(walk(), elements=[{**ELEMENTS[0], "evidence": []}])
    finding = _by_id(state)["fact-matrix"]
    assert finding.ok is False and finding.veto


def test_a_heavier_penalty_than_told_is_found() -> None:
    state = walk()
    decision = {**state.facts["decision"], "penalties": [{"kind": "0201", "amount": "90000"}]}
    assert _by_id(_with(state, decision=decision))["procedure-not-heavier"].ok is False


def test_a_decision_inside_the_statement_window_is_found() -> None:
    state = walk()
    early = replace(state, done={**state.done, "propose_decision": "2025-04-20", "approve_decision": "2025-04-20"})
    assert _by_id(early)["procedure-window"].ok is False


def test_an_open_term_that_ran_out_by_the_day_of_the_check_is_found() -> None:
    state = before("conclude_investigation")
    assert _by_id(state, date(2025, 6, 4))["procedure-decision-term"].ok is True
    assert _by_id(state, date(2025, 6, 5))["procedure-decision-term"].ok is False


def test_a_reviewer_who_investigated_is_found() -> None:
    state = walk()
    reviews = [{**state.facts["reviews"][0], "reviewer": {"officer_id": "off-wang", "name": "王执法"}}]
    assert _by_id(_with(state, reviews=reviews))["subject-reviewer"].ok is False


def test_a_table_with_a_second_rule_of_one_id_is_refused() -> None:
    rule = {"id": "a", "title": "甲", "dimension": "乙", "test": "order", "points": 1, "article": "第一条"}
    with pytest.raises(BadInput):
        load({"rule": [rule, rule]})
    with pytest.raises(BadInput):
        load({"rule": [{**rule, "colour": "red"}]})


def test_a_decision_made_late_is_no_good_file_and_the_finding_says_so() -> None:
    state = take(before("approve_decision"), ("approve_decision", "2025-06-10", "head", {}))
    findings = check(state, rules(), TODAY)
    result = score(findings)
    assert {one.rule_id: one.ok for one in findings}["procedure-decision-term"] is False
    assert (result.points, result.grade) == (74, "合格")
    assert "在办案期限内作出决定" in result.capped


def test_other_duties_done_late_keep_a_file_from_the_best_grade() -> None:
    state = _with(walk(), late=[{"id": "late-1", "term": "filing_check", "sentence": "核查逾期。"}])
    result = score(check(state, rules(), TODAY))
    assert (result.points, result.grade) == (89, "良好")


def test_a_missing_opinion_is_a_fault_only_where_the_rules_ask_for_it() -> None:
    def finding(state: CaseState) -> Finding:
        return {one.rule_id: one for one in check(state, rules(), TODAY)}["procedure-endorsement"]

    assert finding(walk()).ok is True
    assert finding(_with(walk(), domain="transport")).ok is False
    opinion = {"text": "同意", "name": "陈科长", "on": "2025-04-10"}
    assert finding(_with(walk(), domain="transport", endorsements={"conclusion": opinion})).ok is True


def test_a_fine_that_nobody_enforced_in_time_is_found() -> None:
    state = before("record_payment")
    kept = _by_id(state, date(2026, 1, 30))["execution-window"]
    lost = _by_id(state, date(2026, 1, 31))["execution-window"]
    assert (kept.ok, lost.ok, lost.article) == (True, False, "强制法第五十三条；处罚法第七十二条第二款")
    assert "2026年1月30日" in lost.detail
    assert _by_id(walk(), date(2026, 1, 31))["execution-window"].ok is True


def test_a_decision_before_the_earliest_end_of_a_term_without_calendar_is_in_time() -> None:
    state = walk()
    open_end = {**state.clocks["decision"], "due": None, "raw": "2027-03-01", "missing_year": 2027}
    kept = [
        [one for one in check(replace(state, clocks={**state.clocks, "decision": clock}), rules(), TODAY)
         if "作出处理决定" in one.detail]
        for clock in ({**open_end, "stopped": "2027-02-26"}, {**open_end, "stopped": "2027-03-02"})
    ]  # fmt: skip
    assert [one.ok for found in kept for one in found] == [True, None]
    assert "不早于2027年3月1日届满，已按期完成" in kept[0][0].detail
