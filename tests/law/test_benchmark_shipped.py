"""All 31 shipped benchmarks: each computes, or answers what is not known of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmark_texts import answer

from minzhifa.law.benchmark import counterfactuals, read_facts, replay
from minzhifa.law.benchmark.compute import compute
from minzhifa.rules.benchmarks import shipped_benchmark, shipped_texts

ROWS = {
    row["id"]: row
    for line in (Path(__file__).parents[2] / "data" / "benchmarks.jsonl").read_text("utf-8").splitlines()
    if (row := json.loads(line))
}
SCORE = dict.fromkeys(
    ("repeated", "serious", "key_area", "refused", "threatened", "obstructed", "impact", "measures", "merit"), False
)
BUILD = {"kind": "building", "serious": False, "area": 30000, "contract_price": 10_000_000}
CHILD = {"violation": "employ", "toxic": False, "overdue": False, "illegal_unit": False, "persons": 2, "months": "1.5"}
RECTIFIED = {"first_offence": True, "no_pollution": True, "stopped": True, "approved": True, "panel": True}
SIMPLE = dict.fromkeys(("mitigated", "lighter_only", "reckoned", "filed"), False)

COMPUTED: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("BF08", {"refused": False}, ("5.00", "5.00", "5.00")),
    ("BF08", {"refused": True}, ("10.00", "10.00", "10.00")),
    ("BF13", {"party": "organisation", **SIMPLE}, ("0.00", "3000.00", "1500.00")),
    ("BN01", {"goods_value": 10000, "gains": 0}, ("1000.00", "4000.00", "2500.00")),
    ("BN01", {"goods_value": 20000, "gains": 4000}, ("4000.00", "10000.00", "7000.00")),
    ("BN01", {"goods_value": 60000, "gains": 10000}, ("25000.00", "30000.00", "27500.00")),
    ("BN02", {"goods_value": 60000, "gains": 10000}, ("20000.00", "20000.00", "20000.00")),
    ("BN04", {"goods_value": 4999}, ("50000.00", "70000.00", "60000.00")),
    ("BN04", {"goods_value": 5000}, ("70000.00", "100000.00", "85000.00")),
    ("BN04", {"goods_value": 10000}, ("100000.00", "200000.00", "150000.00")),
    ("BN05", {"times": 1, "gains": 0}, ("30000.00", "30000.00", "30000.00")),
    ("BN05", {"times": 3, "gains": 20000}, ("100000.00", "160000.00", "130000.00")),
    ("BN08", {"party": "builder", **BUILD}, ("130000.00", "170000.00", "150000.00")),
    ("BN08", {"party": "contractor", **BUILD, "serious": True}, ("20000.00", "30000.00", "25000.00")),
    ("BN10", {"circumstance": "normal", "cost": 100000}, ("7000.00", "8000.00", "7500.00")),
    ("BN11", {"circumstance": "heavier", "overdue": True}, ("41000.00", "50000.00", "45500.00")),
    ("BN13", {"area": 200, "restored": True}, ("0.00", "5000.00", "2500.00")),
    ("BN13", {"area": 12000, "restored": True}, ("80000.00", "100000.00", "90000.00")),
    ("BN14", {"party": "person", "role": "key"}, ("5000.00", "10000.00", "7500.00")),
    ("BN17", {"conduct": "not_moved"}, ("400.00", "400.00", "400.00")),
    ("BN20", CHILD, ("20000.00", "20000.00", "20000.00")),
    ("BN20", {**CHILD, "illegal_unit": True}, ("40000.00", "40000.00", "40000.00")),
    ("BN20", {**CHILD, "overdue": True, "overdue_months": 1}, ("40000.00", "40000.00", "40000.00")),
    ("BN22", {"value": 20_000_000, "repeated": False, "refused": False}, ("10000.00", "20000.00", "15000.00")),
    ("BN26", {**SCORE, "base": 15050, "statutory_min": 10000, "statutory_max": 100000, "serious": True},
     ("10000.00", "100000.00", "30100.00")),
    ("BM01", {"statutory_min": 10000, "statutory_max": 110000, "circumstance": "normal"},
     ("40000.00", "80000.00", "60000.00")),
    ("BM03", {"statutory_min": 20000, "statutory_max": 120000, "percent": 25}, ("20000.00", "120000.00", "45000.00")),
]  # fmt: skip
WITHOUT_FINE = [
    ("BF10", RECTIFIED, "exempt"),
    ("BF11", {"first_offence": True, "slight": True, "corrected": True}, "exempt"),
    ("BN13", {"area": 100, "restored": True}, "exempt"),
    ("BN17", {"conduct": "one_index"}, "computed"),
    ("BF13", {"party": "natural", **SIMPLE, "filed": True}, "computed"),
    ("BN11", {"circumstance": "normal", "overdue": False}, "computed"),
]
UNKNOWN = {
    "BF01": "4", "BF02": "23", "BF04": "1", "BF05": "2", "BF07": "2", "BF14": "1", "BN07": "3", "BN16": "5",
    "BN19": "345", "BN23": "3", "BN25": "2", "BN28": "1",
}  # fmt: skip


def test_all_thirty_one_are_there() -> None:
    assert list(shipped_texts()) == sorted(ROWS)
    assert len(ROWS) == 31


@pytest.mark.parametrize("key", sorted(ROWS))
def test_a_definition_says_what_the_catalogue_row_says(key: str) -> None:
    row, one = ROWS[key], shipped_benchmark(key)
    assert (one.title, one.law, one.mark, one.source, one.region) == (
        row["violation"], row["law"], row["verified"], row["source"], row["region"],
    )  # fmt: skip
    held = [(grade.label, grade.factor, grade.range) for grade in one.grades]
    for tier in row["tiers"]:
        wanted = (tier["grade"], tier["factor"], tier["range"])
        assert wanted in held or one.scoring or any(m.label.startswith(tier["grade"]) for m in one.modifiers), wanted


@pytest.mark.parametrize("key", sorted(ROWS))
def test_an_incomplete_benchmark_says_which_grade_is_unknown(key: str) -> None:
    result = answer(shipped_benchmark(key))
    grades = UNKNOWN.get(key)
    assert (grades is None) == ROWS[key]["tiers_complete"]
    if grades:
        assert result.sentence == "incomplete: " + ", ".join(f"grade {n} unknown" for n in grades)
        assert result.to_json()["point"] is None
    else:
        assert result.status == "lacks_facts"


@pytest.mark.parametrize(("key", "facts", "expected"), COMPUTED)
def test_a_complete_benchmark_computes(key: str, facts: dict[str, Any], expected: tuple[str, str, str]) -> None:
    benchmark = shipped_benchmark(key)
    result = answer(benchmark, **facts)
    found = result.to_json()
    assert result.status == "computed", result.sentence
    assert (found["range"]["min"], found["range"]["max"], found["point"]) == expected
    assert replay(found["proof"]) == result.standing
    assert all(step["citation"] and step["cell"] and step["text"] for step in found["proof"])
    counterfactuals(benchmark, read_facts(benchmark, facts), result)


@pytest.mark.parametrize(("key", "facts", "status"), WITHOUT_FINE)
def test_a_grade_without_a_fine_says_so(key: str, facts: dict[str, Any], status: str) -> None:
    result = answer(shipped_benchmark(key), **facts)
    assert result.status == status
    assert not result.has_range or result.standing.high == 0


def test_every_complete_benchmark_is_computed_by_some_example() -> None:
    shown = {key for key, *_ in COMPUTED} | {key for key, *_ in WITHOUT_FINE}
    assert shown == {key for key, row in ROWS.items() if row["tiers_complete"]}


def test_the_known_grade_of_an_incomplete_benchmark_is_told_but_not_recommended() -> None:
    facts = {"restricted": False, "document": "form", "polluted": False}
    found = answer(shipped_benchmark("BF01"), **facts).to_json()
    assert found["known_grade"]["n"] == 1
    assert found["range"] is None


def test_a_cell_that_is_unknown_is_named_only_when_it_is_met() -> None:
    result = answer(shipped_benchmark("BN20"), **{**CHILD, "toxic": True})
    assert result.sentence.startswith("incomplete: grade 2 unknown")


def test_conditions_of_a_first_offence_that_are_not_met_are_told_as_what_if() -> None:
    benchmark = shipped_benchmark("BF10")
    facts = read_facts(benchmark, {**RECTIFIED, "stopped": False, "investment": 1_000_000})
    result = compute(benchmark, facts)
    assert result.status == "no_grade"
    assert [one.sentence for one in counterfactuals(benchmark, facts, result)] == [
        "如果立案前已经自行停止建设：不予处罚。"
    ]
