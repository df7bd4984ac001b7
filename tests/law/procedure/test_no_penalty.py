"""不予处罚: each legal ground with its own conditions, the history asked, the education recorded, on both roads."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from procedure_story import OFFICERS, PARTY, Step, attempt, before, step_of, take

from minzhifa.law.procedure import CaseState, Refusal

CLEAN = {"checked": True, "penalties": []}
FACTS = {"facts": "未公示许可证，当日改正"}
GOOD: dict[str, dict[str, Any]] = {
    "minor": {"corrected": True, "harm": "none"},
    "first": {"corrected": True, "harm": "slight"},
    "no_fault": {"proof": "供货商提供的检验报告"},
    "incapable": {"proof": "鉴定意见"},
    "under_14": {"born_on": "2011-03-11"},
    "limitation": {},
    "not_established": {},
}


def opened() -> CaseState:
    lead = {"source_kind": "inspection", "summary": "未公示许可证", "domain": "market", "received_on": "2025-03-03"}
    return take(CaseState(procedure="no_penalty"), ("register_lead", "2025-03-03", "li", lead))


def proposal(ground: str, **more: Any) -> Step:
    facts = {
        "officers": OFFICERS, "party": PARTY, "cause": "某案", "violated": ["某法第一条"], "history": CLEAN,
        "occurred_on": "2021-01-05" if ground == "limitation" else "2025-03-03", "discovered_on": "2025-03-03",
        "no_penalty": {"ground": ground, **FACTS, **GOOD[ground]},
    }  # fmt: skip
    return "propose_no_penalty", "2025-03-04", "li", {**facts, **more}


def refused(state: CaseState, step: Step) -> Refusal:
    outcome = attempt(state, step)
    assert isinstance(outcome, Refusal)
    return outcome


@pytest.mark.parametrize("ground", GOOD)
def test_every_legal_ground_leads_to_a_decision_not_to_punish(ground):
    state = take(take(opened(), proposal(ground)), ("approve_no_penalty", "2025-03-05", "head", {}))
    assert state.stage == "spared"
    assert state.facts["decision"]["outcome"] == ("not_established" if ground == "not_established" else "no_penalty")
    assert state.clocks["filing_check"]["stopped"] == "2025-03-05"


@pytest.mark.parametrize(
    ("ground", "changed", "code", "article"),
    [
        ("minor", {"corrected": False}, "ground_fails", "处罚法第三十三条第一款"),
        ("minor", {"harm": "slight"}, "harm_done", "处罚法第三十三条第一款"),
        ("first", {"harm": "grave"}, "harm_done", "处罚法第三十三条第一款"),
        ("no_fault", {"proof": None}, "ground_unknown", "处罚法第三十三条第二款"),
        ("incapable", {"proof": None}, "ground_unknown", "处罚法第三十一条"),
        ("under_14", {"born_on": "2011-03-03"}, "old_enough", "处罚法第三十条"),
        ("under_14", {"born_on": None}, "age_unknown", "处罚法第三十条"),
    ],
)
def test_a_ground_whose_conditions_fail_is_refused_with_its_article(ground, changed, code, article):
    action, on, who, facts = copy.deepcopy(proposal(ground))
    facts["no_penalty"] |= changed
    answer = refused(opened(), (action, on, who, facts))
    assert (answer.code, answer.article) == (code, article)


def test_within_the_limitation_its_passing_is_no_ground():
    answer = refused(opened(), proposal("limitation", occurred_on="2024-05-06"))
    assert (answer.code, answer.article) == ("limitation_not_passed", "处罚法第三十六条")


def test_a_first_offence_is_one_by_the_history_not_by_assertion():
    past = {"checked": True, "penalties": [{"same": True, "agency": "某市监局", "decided_on": "2024-02-02"}]}
    answer = refused(opened(), proposal("first", history=past))
    assert answer.code == "not_first_offence"
    assert "某市监局" in answer.message
    other = {"checked": True, "penalties": [{"same": False, "agency": "某市监局", "decided_on": "2024-02-02"}]}
    assert take(opened(), proposal("first", history=other)).stage == "no_penalty_proposed"
    unasked = refused(opened(), proposal("first", history=None))
    assert (unasked.code, unasked.unknown) == ("history_unknown", True)


def test_the_decision_is_not_served_before_the_party_was_educated():
    state = take(take(opened(), proposal("minor")), ("approve_no_penalty", "2025-03-05", "head", {}))
    served = ("serve_no_penalty", "2025-03-06", "li", {
        "service": {"way": "direct", "served_on": "2025-03-06", "receiver": "林某"}})  # fmt: skip
    answer = refused(state, served)
    assert (answer.code, answer.article) == ("not_educated", "处罚法第三十三条第三款")
    state = take(
        state, ("record_education", "2025-03-06", "li", {"education": [{"way": "说服教育", "text": "讲明规定"}]})
    )
    state = take(state, served)
    assert {"reconsideration", "litigation"} <= set(state.clocks)
    assert take(state, ("archive_case", "2025-03-10", "keeper", {"archive": {"on": "2025-03-10"}})).stage == "archived"


def test_nobody_approves_his_own_proposal_here_either():
    state = take(opened(), proposal("minor"))
    assert refused(state, ("approve_no_penalty", "2025-03-05", "both", {})).code == "own_proposal"
    back = take(state, ("return_no_penalty", "2025-03-05", "head", {"reason": "补充改正的证据"}))
    assert back.stage == "checking"


def test_what_needs_more_becomes_an_ordinary_case():
    state = take(opened(), ("convert_to_ordinary", "2025-03-04", "li", {"conversion": {"text": "危害后果需要鉴定"}}))
    assert (state.procedure, state.stage) == ("ordinary", "lead")


def test_the_ordinary_road_asks_for_the_same_ground():
    action, on, who, facts = step_of("conclude_investigation", opinion={"outcome": "no_penalty", "reasons": "轻微"})
    assert refused(before("conclude_investigation"), (action, on, who, facts)).code == "ground_unknown"
    facts = {**facts, "no_penalty": {"ground": "minor", "corrected": True, "harm": "none"}}
    assert take(before("conclude_investigation"), (action, on, who, facts)).stage == "concluded"


LISTED: dict[str, Any] = {
    "ref": "DEMO-1/3", "found": True, "in_force": True, "ours": True, "fits": True, "title": "某清单", "kind": "first",
    "violation": "未公示许可证", "months": 24, "harm": "", "corrected": "", "amount_of": "", "amount_most": "",
}  # fmt: skip


def by_list(ground: str = "first", *, stated: dict[str, Any] | None = None, **said: Any) -> Step:
    """A proposal that names an entry of a list, as the platform read it."""
    named = {"ground": ground, **FACTS, **GOOD[ground], "entry": "DEMO-1/3", **(stated or {})}
    return proposal(ground, no_penalty=named, listed={**LISTED, **said})


def test_an_entry_that_is_in_force_ours_and_about_the_act_carries_the_proposal():
    assert take(opened(), by_list()).facts["listed"]["title"] == "某清单"


@pytest.mark.parametrize(
    ("said", "stated", "code"),
    [
        ({"found": False}, {}, "no_such_entry"),
        ({"in_force": False}, {}, "list_not_in_force"),
        ({"ours": False}, {}, "list_of_others"),
        ({"kind": "minor"}, {}, "list_of_other_kind"),
        ({"fits": False}, {}, "entry_of_other_matter"),
        ({"fits": None}, {}, "entry_unmatched"),
        ({"ref": "DEMO-1/4"}, {}, "list_unknown"),
        ({"harm": "none"}, {}, "entry_condition"),
        ({"corrected": "ordered"}, {}, "entry_condition"),
        ({"corrected": "ordered"}, {"corrected_when": "later"}, "entry_condition"),
        ({"corrected": "before_found"}, {"corrected_when": "ordered"}, "entry_condition"),
        ({"amount_of": "货值金额", "amount_most": "500.00"}, {}, "entry_condition"),
        ({"amount_of": "货值金额", "amount_most": "500.00"}, {"amount": "500.01"}, "entry_condition"),
    ],
)
def test_an_entry_that_does_not_carry_it_is_refused_with_the_article_on_first_and_minor_offences(said, stated, code):
    answer = refused(opened(), by_list(stated=stated, **said))
    assert (answer.code, answer.article) == (code, "处罚法第三十三条第一款")


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ({"corrected": "ordered"}, {"corrected_when": "before_found"}),
        ({"harm": "none"}, {"harm": "none"}),
        ({"amount_of": "货值金额", "amount_most": "500.00"}, {"amount": "500.00"}),
    ],
)
def test_conditions_of_an_entry_that_are_met_let_it_pass(said, stated):
    assert take(opened(), by_list(stated=stated, **said)).stage == "no_penalty_proposed"


@pytest.mark.parametrize(
    ("months", "decided", "taken"),
    [(24, "2023-03-02", True), (24, "2023-03-03", False), (None, "2011-01-01", False)],
)
def test_an_earlier_penalty_counts_within_the_lists_period_alone(months, decided, taken):
    action, on, who, facts = by_list(months=months)
    past = {"decided_on": decided, "agency": "某局", "cause": "某案", "same": True}
    outcome = attempt(opened(), (action, on, who, {**facts, "history": {"checked": True, "penalties": [past]}}))
    assert isinstance(outcome, Refusal) is not taken
    if not taken:
        assert outcome.code == "not_first_offence"


def test_without_a_list_any_earlier_penalty_counts_and_none_is_needed():
    past = {"decided_on": "2011-01-01", "agency": "某局", "cause": "某案", "same": True}
    assert refused(opened(), proposal("first", history={"checked": True, "penalties": [past]})).code == (
        "not_first_offence"
    )
    assert take(opened(), proposal("first")).stage == "no_penalty_proposed"


def test_a_list_is_asked_about_again_when_the_decision_is_made():
    state = take(opened(), by_list())
    ended = {"history": CLEAN, "listed": {**LISTED, "in_force": False}}
    assert refused(state, ("approve_no_penalty", "2025-03-05", "head", ended)).code == "list_not_in_force"


def test_a_list_for_another_ground_than_first_or_minor_offences_is_refused():
    assert refused(opened(), by_list("no_fault")).code == "list_of_other_kind"


@pytest.mark.parametrize("way", ["persuasion", "劝导示范", "warning", "interview"])
def test_education_is_recorded_in_one_of_the_four_ways(way):
    taught = {"education": [{"way": way, "text": "讲明规定"}]}
    assert take(opened(), ("record_education", "2025-03-03", "li", taught)).facts["education"][0]["way"] == way


@pytest.mark.parametrize(("row", "article"), [({"way": "批评", "text": "讲明规定"}, "第二十七条"),
                                              ({"way": "persuasion", "text": " "}, "第三十三条第三款")])  # fmt: skip
def test_another_way_or_one_without_words_is_refused_with_its_article(row, article):
    answer = refused(opened(), ("record_education", "2025-03-03", "li", {"education": [row]}))
    assert str(answer.article).endswith(article)
