"""Discretion over the API: one norm, several norms, a definition handed in, refusals."""

from __future__ import annotations

from typing import Any

import pytest

DEFINITION = (
    'format = 1\nid = "X"\ntitle = "试"\nlaw = "《试行法》"\nsource = "试"\nshape = "grades"\n'
    '[[grade]]\nlabel = "一"\nwhen = true\n[[grade.cell]]\namount = 500\n'
)


@pytest.fixture
def benchmarks(db: None) -> None:
    """The shipped catalogue's benchmarks with their definitions."""
    from minzhifa.catalog.loading.benchmarks import load_benchmarks
    from minzhifa.catalog.loading.resolve import Resolver

    load_benchmarks(Resolver())


def _ask(api: Any, **body: Any) -> Any:
    return api.post("/discretion", body)


def test_a_benchmark_of_the_catalogue_computes(api: Any, benchmarks: None) -> None:
    found = _ask(api, norms=[{"benchmark": "BN04", "facts": {"goods_value": "12000.50"}}]).json()
    assert (found["range"], found["point"]) == ({"min": "120005.00", "max": "240010.00"}, "180007.50")
    assert found["norms"][0]["proof"][0]["cell"] == "BN04 statutory[2]"


def test_an_incomplete_benchmark_and_a_missing_fact_are_answers(api: Any, benchmarks: None) -> None:
    assert _ask(api, norms=[{"benchmark": "BF01"}]).json()["answer"] == "incomplete: grade 4 unknown"
    lacking = _ask(api, norms=[{"benchmark": "BN04"}]).json()
    assert lacking["status"] == "lacks_facts"
    assert lacking["norms"][0]["lacks"][0]["fact"] == "goods_value"


def test_several_norms_for_one_act_give_the_higher_one(api: Any, benchmarks: None) -> None:
    norms = [{"benchmark": "BF08", "facts": {"refused": True}}, {"benchmark": "BN04", "facts": {"goods_value": 1}}]
    assert _ask(api, norms=norms).json()["chosen"] == "BN04"
    assert _ask(api, norms=norms, same_act=False).json()["point"] == "60010.00"


def test_a_definition_may_be_handed_in(api: Any) -> None:
    assert _ask(api, norms=[{"definition": DEFINITION}]).json()["point"] == "500.00"


def test_a_malformed_definition_names_line_and_column(api: Any) -> None:
    refused = _ask(api, norms=[{"definition": DEFINITION.replace("amount", "amout")}])
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed_benchmark")
    assert "第 11 行第 9 列" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("norm", "status"),
    [
        ({"benchmark": "BX"}, 404),
        ({}, 422),
        ({"benchmark": "BN04", "facts": {"colour": 1}}, 422),
        ({"benchmarks": 1}, 422),
    ],
)
def test_a_bad_request_is_a_problem(api: Any, benchmarks: None, norm: dict[str, Any], status: int) -> None:
    assert _ask(api, norms=[norm]).status_code == status
