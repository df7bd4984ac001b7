"""The catalogue page of a benchmark: its table, and a form to try it."""

from __future__ import annotations

from typing import Any

import pytest

ASKED = "/benchmarks/BN04/"


@pytest.fixture
def officer(login: Any) -> Any:
    """An officer's browser; benchmarks are loaded."""
    from minzhifa.catalog.loading.benchmarks import load_benchmarks
    from minzhifa.catalog.loading.resolve import Resolver

    load_benchmarks(Resolver())
    return login("gl_officer1")


def test_the_page_asks_for_the_facts_and_says_what_is_lacking(officer: Any) -> None:
    page = officer.get(ASKED).content.decode()
    assert "违法所得或者货值金额（元）" in page
    assert "缺少计算所需的事实：违法所得或者货值金额" in page


def test_the_page_answers_without_a_script(officer: Any) -> None:
    page = officer.get(ASKED, {"goods_value": "12000"}).content.decode()
    assert "罚款 ¥120,000.00 至 ¥240,000.00，建议 ¥180,000.00" in page
    assert "BN04 第3档第1格" in page


def test_a_piece_of_the_page_answers_while_one_types(officer: Any) -> None:
    piece = officer.get(f"{ASKED}try", {"discretion.inputs.goods_value": "4000"}).content.decode()
    assert "如果违法所得或者货值金额为¥10,000.00：罚款 ¥100,000.00" in piece
    assert "<html" not in piece


def test_what_is_no_amount_is_said(officer: Any) -> None:
    assert "不是数" in officer.get(f"{ASKED}try", {"goods_value": "abc"}).content.decode()


def test_an_incomplete_benchmark_says_so_on_its_page(officer: Any) -> None:
    assert "第4档不明" in officer.get("/benchmarks/BF01/").content.decode()


def test_no_such_benchmark_is_not_found(officer: Any) -> None:
    assert officer.get("/benchmarks/BX/try").status_code == 404
