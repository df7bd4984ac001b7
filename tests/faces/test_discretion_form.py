"""Discretion on the desk: facts asked once, the answer kept with the case, a departure with its reason."""

from __future__ import annotations

from typing import Any

from case_desk import problems
from case_story import OFFICER
from test_statutory_range import UNLICENSED, catalogue, conclude, desk, investigated

__all__ = ["catalogue", "desk"]
FACTS = {
    "discretion__code": "BM01", "discretion__inputs__circumstance": "lighter",
    "discretion__inputs__statutory_min": "50000", "discretion__inputs__statutory_max": "100000",
}  # fmt: skip


def kept(desk: Any) -> dict[str, Any]:
    """The case's facts on discretion."""
    from minzhifa.cases.models import Case

    found: dict[str, Any] = Case.objects.get(code=desk.code).state["facts"]["discretion"]
    return found


def test_choosing_a_benchmark_asks_for_its_facts_with_the_known_ones_filled_in(desk):
    investigated(desk, UNLICENSED)
    page = desk.open(OFFICER, "do/conclude_investigation/").content.decode()
    assert "适用的裁量基准" in page
    piece = desk.open(OFFICER, "reckon/conclude_investigation?discretion.code=BM01").content.decode()
    assert 'name="discretion.inputs.circumstance"' in piece


def test_the_calculation_is_kept_with_its_inputs_version_and_proof(desk):
    investigated(desk, UNLICENSED)
    answer = conclude(desk, "60000", range__choice="1", **FACTS)
    assert answer.status_code == 302, problems(answer)
    calculation = kept(desk)["calculation"]
    assert (calculation["benchmark"], calculation["range"]) == ("BM01", {"min": "50000.00", "max": "65000.00"})
    assert calculation["inputs"]["circumstance"] == "lighter"
    assert calculation["proof"] and calculation["version"]
    assert "deviation" not in kept(desk)
    tab = desk.open(OFFICER, "discretion/").content.decode()
    assert "¥57,500.00" in tab
    assert "如果情节为从重" in tab


def test_a_fine_outside_the_range_needs_a_reason_and_a_legal_review(desk):
    investigated(desk, UNLICENSED)
    refused = conclude(desk, "80000", range__choice="1", **FACTS)
    assert refused.status_code == 422
    assert any("高于基准推荐幅度的上限 ¥65,000.00" in one for one in problems(refused))
    answer = conclude(desk, "80000", range__choice="1", **FACTS, discretion__deviation_reason="另有严重情节")
    assert answer.status_code == 302, problems(answer)
    assert kept(desk)["deviation"]["fine"] == "80000.00"
    case_review = desk.send(OFFICER, "do/submit_review/", review__kind="case")
    assert any("法制审核" in one for one in problems(case_review))
    assert desk.send(OFFICER, "do/submit_review/", review__kind="legal").status_code == 302
    assert "偏离基准" in desk.open(OFFICER, "discretion/").content.decode()


def test_a_fact_that_is_lacking_is_named_beside_the_form(desk):
    investigated(desk, UNLICENSED)
    without = {key: value for key, value in FACTS.items() if "circumstance" not in key}
    answer = conclude(desk, "60000", range__choice="1", **without)
    assert answer.status_code == 422
    assert any("缺少计算所需的事实：情节（circumstance）" in one for one in problems(answer))
