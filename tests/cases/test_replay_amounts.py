"""Amounts and days of old records in twenty odd ways of writing: exact to the cent, or kept as written, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from old_records import BASE, page_of, replay

from minzhifa.cases.errors import BadFacts
from minzhifa.cases.replay.record import read

WRITTEN = [
    ({"kind": "罚款", "amount": 2, "unit": "万元"}, "20000.00"),
    ({"kind": "罚款", "amount": "1.2345", "unit": "万元"}, "12345.00"),
    ({"kind": "罚款", "amount": 3, "unit": "千元"}, "3000.00"),
    ({"kind": "罚款", "amount_yuan": 20000, "unit": "元"}, "20000.00"),
    ({"kind": "罚款", "amount_yuan": "2万元"}, "20000.00"),
    ({"kind": "罚款", "amount": "２０，０００．５０元"}, "20000.50"),
    ({"kind": "罚款", "amount": "￥ 20,000.05"}, "20000.05"),
    ({"kind": "罚款", "amount": "贰万伍仟元整"}, "25000.00"),
    ({"kind": "罚款", "amount": "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"}, "1234567.89"),
    ({"kind": "罚款", "amount": "2万5千元"}, "25000.00"),
    ({"kind": "罚款", "amount": "十万零五十元"}, "100050.00"),
    ({"kind": "罚款", "amount": "20,000元（大写：贰万元整）"}, "20000.00"),
    ({"kind": "没收违法所得", "amount": "5角", "unit": None}, "0.50"),
]
KEPT = [  # no single exact figure: no amount, every word kept
    {"kind": "罚款", "amount": "1—3万元"},
    {"kind": "罚款", "amount": "4万余元"},
    {"kind": "罚款", "amount": "两万五"},
    {"kind": "罚款", "amount": "20,00元"},
    {"kind": "罚款", "amount": "2000美元"},
    {"kind": "罚款", "amount": 2000, "unit": "美元"},
    {"kind": "罚款", "amount": "0.123", "unit": "元"},
    {"kind": "罚款", "amount": "每亩200元"},
    {"kind": "罚款", "amount": "2.5万5千元"},
]
REFUSED = [
    ({"kind": "罚款", "amount_yuan": 2, "unit": "万元"}, "按字段名是元"),
    ({"kind": "罚款", "amount": "2万元", "unit": "元"}, "两者不一致"),
    ({"kind": "罚款", "amount": "20000元（大写：叁万元整）"}, "前后两个数不一致"),
    ({"kind": "罚款", "amount": "－５元"}, "是负数"),
]


def rows(penalties: Any) -> list[Any]:
    return list(read({**BASE, "id": "A1", "penalties": penalties}).penalties)


@pytest.mark.parametrize(("row", "yuan"), WRITTEN)
def test_an_amount_is_read_to_the_cent(row: dict[str, Any], yuan: str) -> None:
    (found,) = rows([row])
    assert (found["amount"], found["detail"]) == (yuan, None)


@pytest.mark.parametrize("row", KEPT)
def test_what_is_no_single_figure_is_kept_as_written(row: dict[str, Any]) -> None:
    (found,) = rows([row])
    assert found["amount"] is None
    assert str(row["amount"]) in found["detail"]
    assert str(row.get("unit") or "") in found["detail"] or found["detail"] == str(row["amount"])


@pytest.mark.parametrize(("row", "why"), REFUSED)
def test_an_amount_that_says_two_things_is_refused(row: dict[str, Any], why: str) -> None:
    with pytest.raises(BadFacts, match=why):
        rows([row])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("罚款2万元", [("罚款", "20000.00")]),
        ("没收违法所得1,952.00元，并处罚款5,800元", [("没收违法所得", "1952.00"), ("罚款", "5800.00")]),
        ("警告；罚款人民币贰仟元整", [("警告", None), ("罚款", "2000.00")]),
        ("罚款３，０００元、罚款5000元", [("罚款", "3000.00"), ("罚款", "5000.00")]),
        ("责令改正；罚款200元", [("责令改正", None), ("罚款", "200.00")]),
        ("罚款若干", [("罚款", None)]),
        ("给予行政处罚，罚款2万元", [("给予行政处罚，罚款2万元", None)]),
    ],
)
def test_several_penalties_in_one_text_become_rows(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(row["name"], row["amount"]) for row in rows([words])] == expected
    assert [(row["name"], row["amount"]) for row in rows(words)] == expected


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-04", "2025-04"), ("２０２５年４月", "2025-04"), ("二〇二五年四月三日", "2025-04-03"),
        ("二○二五年十二月三十一日", "2025-12-31"), ("2025.4.3", "2025-04-03"),
        ("20250403", "2025-04-03"), ("2025", "2025"),
    ],
)  # fmt: skip
def test_a_day_is_as_exact_as_it_was_written(written: str, iso: str) -> None:
    assert read({**BASE, "id": "A1", "dates": {"decision": written}}).dates["decision"] == iso


@pytest.mark.parametrize("written", ["二〇二五年二月三十日", "２０２５-02-30", "2025年13月"])
def test_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(BadFacts, match="不存在"):
        read({**BASE, "id": "A1", "dates": {"decision": written}})


def test_units_reach_payments_and_ranges() -> None:
    record = read({
        **BASE, "id": "A1", "payments": [{"amount": 1.5, "unit": "万元", "paid_on": "2025-04-03"}],
        "range": {"min": 1, "max": 3, "unit": "万元"},
    })  # fmt: skip
    assert record.payments[0]["amount"] == "15000.00"
    assert record.range == {"unit": "yuan", "min": "10000.00", "max": "30000.00"}


@pytest.mark.parametrize("number", ["闽X罚【2025】第005号", "闽X罚﹝2025﹞5号", "闽X罚[2025]5号", "（2025）闽罚5号"])
def test_a_record_with_odd_brackets_and_units_enters_whole(province: None, db: None, number: str) -> None:
    record = {**BASE, "id": "ODD", "doc_no": number, "penalties": [{"kind": "罚款", "amount": 2, "unit": "万元"}]}
    answer = replay(record).to_json()
    assert answer["ok"], json.dumps(answer, ensure_ascii=False)
    assert page_of(answer["case_code"]).record == record


def test_the_amount_of_another_unit_stands_in_the_decision(province: None, db: None) -> None:
    days = {"decision": "2025-03-20", "prior_notice_served": "2025-03-05", "filing": "2025-01-06"}
    fine = [{"kind": "罚款", "amount": "0.5", "unit": "万元"}]
    answer = replay({**BASE, "id": "UNIT", "penalties": fine, "dates": days}).to_json()
    assert answer["ok"], json.dumps(answer, ensure_ascii=False)
    assert page_of(answer["case_code"]).state.facts["decision"]["penalties"][0]["amount"] == "5000.00"
