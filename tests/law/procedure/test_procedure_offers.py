"""What the case page says may be done next, and what an old record can and cannot prove."""

from __future__ import annotations

from datetime import date

from procedure_story import PEOPLE, TODAY, attempt, before, rules, take, walk

from minzhifa.law.procedure import CaseState, Command, Performer, Refusal, available, examine


def _offers(state: CaseState, who: str, on: date) -> dict[str, tuple[bool, str]]:
    found = available(state, PEOPLE[who], rules(), on)
    return {one.action: (one.allowed, one.why.code if one.why else "") for one in found}


def test_a_blocked_act_says_why_and_names_the_article() -> None:
    found = available(before("propose_decision"), PEOPLE["li"], rules(), date(2025, 4, 22))
    decision = next(one for one in found if one.action == "propose_decision")
    assert decision.mine and not decision.allowed and decision.why
    assert decision.why.code == "statement_window_open"
    assert decision.why.article and "第六十二条" in decision.why.article


def test_facts_the_form_will_ask_for_do_not_block_the_offer() -> None:
    offers = _offers(before("conclude_investigation"), "li", date(2025, 4, 10))
    assert offers["conclude_investigation"] == (True, "")
    assert _offers(before("propose_filing"), "li", date(2025, 3, 5))["propose_filing"] == (True, "")


def test_a_head_sees_his_approvals_and_not_the_officers_acts() -> None:
    offers = _offers(before("approve_decision"), "head", date(2025, 4, 29))
    assert offers["approve_decision"] == (True, "")
    assert offers["recall_request"] == (False, "role_missing")


def test_the_proposer_is_told_that_he_cannot_approve() -> None:
    assert _offers(before("approve_decision"), "both", date(2025, 4, 29))["approve_decision"] == (False, "own_proposal")


def test_nothing_is_offered_after_archive() -> None:
    assert _offers(walk(), "both", TODAY) == {}


def test_every_offer_carries_its_fields_with_ground_and_its_documents() -> None:
    found = available(before("serve_decision"), PEOPLE["li"], rules(), date(2025, 4, 30))
    serve = next(one for one in found if one.action == "serve_decision")
    assert {need.key for need in serve.fields} == {"service.way", "service.served_on", "service.receiver"}
    assert all(need.ground for need in serve.fields)
    assert "service_proof" in serve.documents


def _old_case(**facts: object) -> CaseState:
    lead = {"source_kind": "record", "summary": "公示的旧案", "domain": "market", "back_entry": "FJ000", **facts}
    return take(CaseState(), ("register_lead", "2025-05-01", "replay", lead))


def test_an_old_record_takes_back_entries_and_keeps_them() -> None:
    state = take(
        _old_case(), ("back_entry", "", "replay", {"entries": [{"item": "文号", "text": "闽莆环罚〔2026〕6号"}]})
    )
    assert state.facts["entries"][0]["text"] == "闽莆环罚〔2026〕6号"
    assert state.stage == "lead"


def test_an_unknown_performer_leaves_the_act_not_made_instead_of_refused() -> None:
    outcome = attempt(_old_case(), ("propose_filing", "2025-05-02", "nobody", {"cause": "x"}))
    assert isinstance(outcome, Refusal) and outcome.unknown


def test_a_known_bad_fact_is_found_although_the_case_never_came_so_far() -> None:
    facts = {
        "notice": {"served_on": "2025-05-10", "way": "direct", "hearing_told": False},
        "opinion": {"outcome": "penalty"},
    }
    state = _old_case()
    state = CaseState(state.procedure, state.stage, {**state.facts, **facts}, state.done, state.clocks)
    command = Command("propose_decision", Performer("", "", frozenset()), "2025-05-12", {})
    found = examine(state, command, rules(), TODAY, any_stage=True)
    bad = [one for one in found if not one.unknown]
    assert [one.code for one in bad] == ["statement_window_open"]
    assert found[-1].unknown


def test_a_law_of_another_field_is_cited_as_an_analogy_only() -> None:
    state = take(CaseState(), ("register_lead", "2025-05-01", "li", {
        "source_kind": "inspection", "summary": "x", "domain": "ecology"}))  # fmt: skip
    outcome = attempt(state, ("propose_decline", "2025-05-02", "li", {}))
    assert isinstance(outcome, Refusal) and outcome.article == "参照市监程序第二十条第一款"
