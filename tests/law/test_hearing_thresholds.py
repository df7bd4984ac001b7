"""When a penalty gives the right to a hearing: at, below, above each department's number, 以上 or 超过."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from minzhifa.law.procedure import CaseState, Command, Performer
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import span
from minzhifa.law.procedure.hearing import hearing_right
from minzhifa.rules import shipped

FINE, GAINS, GOODS = "0201", "0202", "0203"
PERSON, TRADER, COMPANY, OTHER = "natural_person", "sole_trader", "legal_person", "other_organisation"
CENT = Decimal("0.01")


def right(domain: str, kind: str | None, *penalties: tuple[str, str], on: str = "2026-03-02", region: str = "350102"):
    """Whether such penalties give the right to a hearing on that day."""
    procedure = shipped().procedures["ordinary"]
    party: dict[str, Any] = {"kind": kind} if kind else {}
    facts = {"domain": domain, "region": region, "party": party}
    row, day = procedure.rows_of("approve_notice")[0], date.fromisoformat(on)
    by = Performer("a", "甲", frozenset({"agency_head"}))
    ctx = Context(
        CaseState(facts=facts), Command("approve_notice", by, on), row, procedure, shipped(), day, span(on), facts
    )
    return hearing_right(ctx, [{"kind": code, "name": "", "amount": amount} for code, amount in penalties])


# department, party, number, 以上 (the number itself counts) or 超过 (it does not), trust mark
FINES = [
    ("market", PERSON, "10000", ">=", "V"), ("market", COMPANY, "100000", ">=", "V"),
    ("market", OTHER, "100000", ">=", "V"),
    ("housing", PERSON, "10000", ">=", "M"), ("housing", COMPANY, "100000", ">=", "M"),
    ("agriculture", PERSON, "10000", ">", "V"), ("agriculture", COMPANY, "100000", ">", "V"),
    ("ecology", PERSON, "5000", ">=", "M"), ("ecology", COMPANY, "200000", ">=", "M"),
    ("public_security", PERSON, "4000", ">=", "V"), ("public_security", COMPANY, "4000", ">=", "V"),
]  # fmt: skip
TAKEN = [one for one in FINES if one[0] in {"market", "agriculture", "ecology"}]


def check(code: str, domain: str, party: str, number: str, operator: str) -> None:
    at = Decimal(number)
    assert right(domain, party, (code, str(at - CENT))) is False
    assert right(domain, party, (code, str(at))) is (operator == ">=")
    assert right(domain, party, (code, str(at + CENT))) is True


@pytest.mark.parametrize(("domain", "party", "number", "operator", "mark"), FINES)
def test_a_fine_at_below_and_above_the_number_of_the_department(domain, party, number, operator, mark):
    check(FINE, domain, party, number, operator)
    ruling = shipped().value("hearing_fine_threshold", domain, date(2026, 3, 2), "350102", party)
    assert (ruling.amount, ruling.operator, ruling.mark) == (Decimal(number), operator, mark)


@pytest.mark.parametrize("rule", TAKEN)
@pytest.mark.parametrize("code", [GAINS, GOODS])
def test_what_is_confiscated_has_the_same_number(code, rule):
    domain, party, number, operator, _ = rule
    check(code, domain, party, number, operator)


def test_gains_and_goods_are_added_up_but_not_to_the_fine():
    half = "50000.00"
    assert right("market", COMPANY, (GAINS, half), (GOODS, half)) is True
    assert right("market", COMPANY, (FINE, "99999.99"), (GAINS, "99999.99")) is False


def test_a_sole_trader_is_judged_as_the_rulebook_says():
    as_kind = str(shipped().value("sole_trader_as", "market", date(2026, 3, 2)).value)
    assert right("market", TRADER, (FINE, "10000")) is right("market", as_kind, (FINE, "10000"))


def test_where_the_party_is_unknown_only_what_holds_for_both_is_known():
    assert right("market", None, (FINE, "100000")) is True
    assert right("market", None, (FINE, "9999")) is False
    assert right("market", None, (FINE, "50000")) is None


def test_the_number_of_the_province_holds_from_its_day_and_in_its_region():
    value = shipped().value
    inside = value("hearing_fine_threshold", "housing", date(2021, 11, 16), "350102", COMPANY)
    before = value("hearing_fine_threshold", "housing", date(2021, 11, 15), "350102", COMPANY)
    outside = value("hearing_fine_threshold", "housing", date(2021, 11, 16), "110101", COMPANY)
    assert "福建省住房和城乡建设厅" in inside.source
    assert "福建省" not in before.source + outside.source


@pytest.mark.parametrize(
    ("domain", "name", "told"),
    [("market", "吊销营业执照", True), ("housing", "责令停止执业", True), ("public_security", "责令停业整顿", True),
     ("market", "警告", False)],
)  # fmt: skip
def test_some_penalties_give_the_right_whatever_the_amount(domain, name, told):
    assert (name in shipped().value("hearing_kinds", domain, date(2026, 3, 2)).value) is told


# The terms of a hearing by department: the notice and the request are the same everywhere, the rest is the market's
# and agriculture's own; None: the department names no number of days.
TERMS = {
    "hearing_request": dict.fromkeys(("general", "market", "housing", "transport", "agriculture", "ecology"), "5wd"),
    "hearing_notice": dict.fromkeys(("general", "market", "housing", "transport", "agriculture", "ecology"), "7wd"),
    "hearing_host": {"market": "3wd", "housing": None, "agriculture": None, "transport": None},
    "hearing_file_handover": {"market": "3wd", "housing": None, "agriculture": None, "transport": None},
    "hearing_date": {"market": "5wd", "housing": None, "agriculture": None, "transport": None},
    "hearing_announcement": {"market": "3wd", "housing": None, "agriculture": None, "transport": None},
    "hearing_report": {"market": "5wd", "housing": None, "agriculture": None, "transport": None},
    "hearing_evidence": {"agriculture": "3wd", "market": None, "housing": None, "transport": None},
}


@pytest.mark.parametrize("term", TERMS)
def test_the_terms_of_a_hearing_are_those_of_the_department(term):
    on = date(2026, 3, 2)
    found = {domain: shipped().find_term(term, domain, on) for domain in TERMS[term]}
    assert {domain: rule and rule.period.code for domain, rule in found.items()} == TERMS[term]
    marks = {domain: rule.mark for domain, rule in found.items() if rule}
    assert {mark for domain, mark in marks.items() if domain != "ecology"} == {"V"}
    assert marks.get("ecology", "M") == "M"
