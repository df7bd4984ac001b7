"""Cases of other procedures over the API, and which rule holds for a term."""

from __future__ import annotations

from typing import Any

import pytest

SPOT = {
    "facts": "未公示营业执照", "certain": True, "place": "门店", "certificate_shown": True, "told": True,
    "statement": "none", "signature": "signed",
}  # fmt: skip
FINE = [{"kind": "0201", "name": "罚款", "amount": "1000.00"}]


@pytest.fixture
def spot(filing: dict[str, Any]) -> dict[str, Any]:
    more = {"basis": ["《某法》第二条"], "penalties": FINE, "on_spot": SPOT, "occurred_on": filing["on"]}
    return {**filing, "procedure": "summary", **more}


def test_a_penalty_on_the_spot_is_entered_at_once(api: Any, spot: dict[str, Any]) -> None:
    answer = api.post("/cases", spot, key="on-spot-0001")
    assert answer.status_code == 201, answer.content.decode()
    assert (answer.json()["stage"], answer.json()["events"]) == ("delivered", ["register_lead", "penalize_on_spot"])
    assert api.post("/cases", spot, key="on-spot-0001").json()["code"] == answer.json()["code"]
    detail = api.get(f"/cases/{answer.json()['code']}").json()
    assert "simple_filing" in {term["term_id"] for term in detail["terms"]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"penalties": [{**FINE[0], "amount": "3000.01"}]}, "over_simple_limit"),
        ({"on_spot": {**SPOT, "told": False}}, "not_told"),
        ({"on_spot": None}, "fact_missing"),
        ({"approved": {"person_id": "head-7", "name": "郑某"}}, "bad_facts"),
    ],
)
def test_what_the_law_refuses_on_the_spot_is_refused_here(
    api: Any, spot: dict[str, Any], change: dict[str, Any], code: str
) -> None:
    answer = api.post("/cases", {**spot, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.content.decode()
    assert answer.json()["article"]
    assert api.get("/cases").json()["items"] == []


def test_a_decision_to_spare_is_proposed_and_with_the_heads_approval_made(api: Any, filing: dict[str, Any]) -> None:
    ground = {"ground": "minor", "facts": "当场改正", "corrected": True, "harm": "none", "list": "轻微不罚清单第一项"}
    body = {**filing, "procedure": "no_penalty", "no_penalty": ground}
    first = api.post("/cases", body)
    assert first.status_code == 201, first.content.decode()
    assert first.json()["stage"] == "no_penalty_proposed"
    made = api.post("/cases", {**body, "approved": {"person_id": "head-7", "name": "郑某", "opinion": "同意不予处罚"}})
    assert made.status_code == 201, made.content.decode()
    assert made.json()["stage"] == "spared"


def test_a_procedure_that_cannot_begin_here_is_refused(api: Any, filing: dict[str, Any]) -> None:
    assert api.post("/cases", {**filing, "procedure": "coercion"}).status_code == 422


def test_the_rule_that_holds_is_told_with_what_gave_way(api: Any) -> None:
    answer = api.get("/rules/terms/public_notice", domain="transport", on="2026-03-01").json()
    assert (answer["rule"]["period"], answer["rule"]["rank"]) == ("60d", "规章")
    assert [(one["rule"]["domain"], one["principle"]) for one in answer["gave_way"]] == [("general", "longer")]
    assert "取较长的" in answer["reason"]
    assert answer["reason_mark"] == "M"


@pytest.mark.parametrize(
    ("term", "domain", "code"),
    [("filing_check", "emergency", "rule_not_loaded"), ("coffee_break", "market", "no_rule")],
)
def test_a_rule_that_is_not_there_is_told_as_that(api: Any, term: str, domain: str, code: str) -> None:
    answer = api.get(f"/rules/terms/{term}", domain=domain, on="2026-03-01")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_the_threshold_that_holds_is_told_with_what_gave_way(api: Any) -> None:
    road, on = "/rules/values/simple_fine_limit", "2026-03-01"
    answer = api.get(road, domain="public_security", party_kind="natural_person", on=on).json()
    assert (answer["rule"]["value"], answer["rule"]["operator"], answer["rule"]["rank"]) == ("500.00", "<=", "法律")
    assert [(one["rule"]["domain"], one["principle"]) for one in answer["gave_way"]] == [("general", "special")]
    listed = api.get("/rules/values/hearing_kinds", domain="housing", region="350102", on=on).json()
    assert "责令停止执业" in listed["rule"]["value"]
    assert listed["gave_way"][0]["principle"] == "stricter"


def test_a_threshold_by_kind_of_party_asks_for_the_kind(api: Any) -> None:
    answer = api.get("/rules/values/simple_fine_limit", on="2026-03-01")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_rule")
    assert "当事人类别" in answer.json()["detail"]
