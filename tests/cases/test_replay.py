"""Old records enter through the same decider, lose nothing, and stop at their last known stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from old_records import ORDINARY, OTHERS, RECORDS, page_of, replay


@pytest.fixture(scope="module")
def numbers_before(province: None, django_db_blocker: Any) -> list[Any]:
    """The number counters before the first record: other tests may have really committed numbers."""
    from minzhifa.documents.models import NumberCounter

    with django_db_blocker.unblock():
        return list(NumberCounter.objects.order_by("id").values())


@pytest.fixture(scope="module")
def answers(numbers_before: list[Any], django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Every record replayed once, rolled back afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield {r["id"]: replay(r).to_json() for r in RECORDS}
        transaction.set_rollback(True)


def test_every_record_enters(answers: dict[str, Any]) -> None:
    assert {i: a["refusal"] for i, a in answers.items() if not a["ok"]} == {}
    assert all(a["refusal"] is None and a["case_code"] for a in answers.values())


# Records of other procedures: procedure of the case, its stage, and the stages of the parts inside it.
ROADS = {
    "FJ003": ("ordinary", "lead", {"rectification": "ordered"}),
    "FJ023": ("ordinary", "lead", {"criminal_transfer": "sent"}),
    "FJ035": ("ordinary", "lead", {"rectification": "ordered"}),
    "FJ037": ("no_penalty", "spared", {}),
    "FJ041": ("ordinary", "declined", {}),
    "FJ069": ("ordinary", "lead", {"criminal_transfer": "sent"}),
    "FJ073": ("ordinary", "lead", {"coercion": "emergency"}),
    "FJ091": ("ordinary", "investigating", {}),
    "FJ103": ("ordinary", "lead", {"coercion": "in_force"}),
    "FJ105": ("ordinary", "lead", {}),
    "FJ111": ("ordinary", "lead", {"rectification": "ordered"}),
}


def test_records_of_other_procedures_enter_by_their_own_road(answers: dict[str, Any]) -> None:
    assert {r["id"] for r in OTHERS} == set(ROADS)
    found = {}
    for ref in ROADS:
        state = page_of(answers[ref]["case_code"]).state
        found[ref] = state.procedure, state.stage, {one.procedure: one.stage for one in state.parts.values()}
    assert found == ROADS


def test_what_a_record_does_not_say_of_its_road_is_listed_and_not_invented(answers: dict[str, Any]) -> None:
    state = page_of(answers["FJ023"]["case_code"]).state
    (part,) = state.parts.values()
    assert (part.done["hand_to_police"], part.done["approve_criminal_transfer"]) == ("2025-02-21", "")
    steps = {(n["step"], n["code"]) for n in answers["FJ023"]["not_made"]}
    assert ("approve_criminal_transfer", "fact_missing") in steps
    assert "没有载明据以强制执行的行政决定" in answers["FJ105"]["not_made"][0]["reason"]
    spared = page_of(answers["FJ037"]["case_code"]).state.facts
    assert (spared["decision"]["outcome"], spared["no_penalty"].get("ground")) == ("no_penalty", None)


def test_the_page_shows_every_fact_of_the_record(answers: dict[str, Any]) -> None:
    for record in RECORDS:
        page = page_of(answers[record["id"]]["case_code"])
        assert page.record == record
        shown = "".join(e["text"] for e in page.state.facts["entries"])
        for value in _scalars({k: v for k, v in record.items() if k not in ("shows_outcome",)}):
            assert value in shown, (record["id"], value)
        assert page.case.agency_name == (record["agency"] or f"{record['region']}（机关名称未载明）")
        assert page.party is None or page.party.address == (record["party"]["address"] or "")


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None and not isinstance(value, bool) and value != "":
        yield str(value).strip()


def test_amounts_keep_their_cents(answers: dict[str, Any]) -> None:
    page = page_of(answers["FJ051"]["case_code"])
    assert any("7996.25" in e["text"] for e in page.state.facts["entries"])
    assert page.record["penalties"][0]["amount_yuan"] == 7996.25


def test_partial_dates_stay_partial(answers: dict[str, Any]) -> None:
    page = page_of(answers["FJ107"]["case_code"])
    assert page.case.opened == "2025-04"
    assert page.state.facts["back_entry"]["days"] == {"inspection": "2025-04", "decision": "2025-06"}


# Read by hand from each record: the last stage that it states, or that what it states cannot do without.
STAGES = {
    "FJ001": "decided",  # a decision paper with its number; the page stops before the outcome
    "FJ005": "decided",  # a decision paper with its number; the page stops before the outcome
    "FJ007": "decided",  # day of the decision
    "FJ009": "decided",  # a decision paper with its number
    "FJ011": "decided",  # a decision paper with its number
    "FJ013": "decided",  # heard, decided 2019-02-15, contested
    "FJ015": "served",  # decided 2014-10-09, served the next day
    "FJ017": "investigating",  # the street office established the facts; the outcome lies outside the excerpt
    "FJ019": "decided",  # a fine was imposed
    "FJ021": "decided",  # licences revoked; when the public notice counts as service is not said
    "FJ025": "investigating",
    "FJ027": "investigating",
    "FJ029": "decided",
    "FJ031": "decided",
    "FJ033": "decided",
    "FJ039": "decided",
    "FJ043": "decided",
    "FJ045": "decided",
    "FJ047": "decided",
    "FJ049": "decided",
    "FJ051": "decided",
    "FJ053": "decided",
    "FJ055": "decided",
    "FJ057": "investigating",
    "FJ059": "decided",
    "FJ061": "decided",
    "FJ063": "decided",
    "FJ065": "decided",
    "FJ067": "decided",
    "FJ071": "served",  # served 2004-10-08, contested
    "FJ075": "decided",
    "FJ077": "decided",
    "FJ079": "decided",
    "FJ081": "decided",
    "FJ083": "decided",
    "FJ085": "decided",  # a court examines its enforcement
    "FJ087": "decided",
    "FJ089": "decided",  # contested in two instances
    "FJ093": "decided",
    "FJ095": "decided",
    "FJ097": "decided",
    "FJ099": "decided",
    "FJ101": "decided",
    "FJ107": "decided",
    "FJ109": "decided",  # closure and confiscation are named, the fine lies outside the excerpt
    "FJ113": "decided",
}


def test_every_record_stands_at_its_last_known_stage(answers: dict[str, Any]) -> None:
    assert {r["id"] for r in ORDINARY} == set(STAGES)
    assert {i: page_of(answers[i]["case_code"]).case.stage for i in STAGES} == STAGES


def test_acts_before_the_loaded_rules_are_not_measured_by_them(answers: dict[str, Any]) -> None:
    for ref, step in (
        ("FJ015", "approve_decision"), ("FJ015", "serve_decision"), ("FJ019", "approve_filing"),
        ("FJ085", "approve_decision"), ("FJ089", "approve_decision"), ("FJ007", "record_inspection"),
    ):  # fmt: skip
        entries = [n for n in answers[ref]["not_made"] if n["step"] == step]
        assert [n["code"] for n in entries] == ["no_rule_version"], (ref, step)
        assert "no rule version" in entries[0]["reason"]
    assert "no_rule_version" not in {n["code"] for n in answers["FJ007"]["not_made"] if n["step"] == "approve_decision"}


def test_a_check_on_an_unknown_fact_is_listed_by_guard_and_the_record_goes_on(answers: dict[str, Any]) -> None:
    listed = answers["FJ093"]["not_made"]
    assert all(set(n) == {"step", "label", "guard", "reason", "code", "article"} for n in listed)
    guards = {(n["step"], n["guard"]) for n in listed}
    assert {
        ("approve_filing", "two_valid_officers"), ("approve_filing", "performer"),
        ("conclude_investigation", "matrix_is_complete"), ("approve_decision", "statement_window_closed"),
        ("approve_decision", "day_is_possible"),
    } <= guards  # fmt: skip
    assert ("approve_filing", "day_is_possible") not in guards  # its day is known
    assert len({(n["step"], n["guard"], n["reason"]) for n in listed}) == len(listed)
    state = page_of(answers["FJ093"]["case_code"]).state
    assert (state.stage, state.done["approve_filing"], state.done["approve_decision"]) == ("decided", "2024-11-26", "")


def test_only_the_checks_of_steps_that_the_record_came_to_are_listed(answers: dict[str, Any]) -> None:
    assert {n["step"] for n in answers["FJ025"]["not_made"]} <= {
        "register_lead", "record_inspection", "propose_filing", "approve_filing",
    }  # fmt: skip


def test_the_stage_bar_shows_the_known_days_and_says_which_are_not_known(answers: dict[str, Any]) -> None:
    bar = {step.label: (step.state, step.on) for step in page_of(answers["FJ015"]["case_code"]).bar}
    assert bar["决定"] == ("done", "2014-10-09")
    assert bar["送达执行"] == ("current", "2014-10-10")
    assert bar["立案"] == ("done", "日期不详")
    assert bar["结案归档"] == ("todo", "")


def test_no_old_record_is_overdue_or_waits_for_anybody(answers: dict[str, Any]) -> None:
    from minzhifa.cases.models import Case, PendingApproval

    assert not Case.objects.exclude(next_due=None).exists()
    assert not PendingApproval.objects.exists()
    for ref in STAGES:
        page = page_of(answers[ref]["case_code"])
        assert all(term.days_left is None for term in page.terms), ref


def test_suffixes_of_the_procedure_are_recorded_facts(answers: dict[str, Any]) -> None:
    kinds = {f["kind"] for f in page_of(answers["FJ113"]["case_code"]).state.facts["follow_ups"]}
    assert {"reconsideration", "litigation"} <= kinds
    kinds = {f["kind"] for f in page_of(answers["FJ015"]["case_code"]).state.facts["follow_ups"]}
    assert "court_execution" in kinds and "litigation" not in kinds


def test_the_code_carries_the_year_of_entry_and_the_records_number_draws_none(
    answers: dict[str, Any], numbers_before: list[Any]
) -> None:
    from minzhifa.documents.models import NumberCounter

    assert {a["case_code"].split("-")[2] for a in answers.values() if a["ok"]} == {"2026"}
    assert list(NumberCounter.objects.order_by("id").values()) == numbers_before


def test_the_same_id_again_gives_the_same_case(answers: dict[str, Any]) -> None:
    again = replay({**ORDINARY[0], "cause": "改过的案由"}).to_json()
    assert json.dumps(again) == json.dumps(answers[ORDINARY[0]["id"]])


def test_the_papers_of_the_file_show_the_whole_record_under_its_own_number(answers: dict[str, Any]) -> None:
    from minzhifa.access import rls
    from minzhifa.cases.replay import archivist
    from minzhifa.documents.queries import document_data

    for record in RECORDS:
        page = page_of(answers[record["id"]]["case_code"])
        (paper,) = page.documents
        with rls.acting(archivist()):
            shown = document_data(archivist(), paper.id)["summary"]
        assert paper.recorded
        for value in _scalars({k: v for k, v in record.items() if k not in ("shows_outcome",)}):
            assert value in shown, (record["id"], value)
