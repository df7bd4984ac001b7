"""What the catalogue knows of a matter stands, whatever a client sends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from minzhifa.law.procedure import CaseState


def card(*, ranges: tuple[Any, ...] = ()) -> Any:
    from minzhifa.catalog.queries import Citation, Element, MatterCard

    return MatterCard(
        code="M1", name="经营过期食品", field="市场监管", field_code="01", kind="penalty", level="county", version_id=1,
        version=1, effective_from=None, effective_to=None,
        violated=(Citation("《食品安全法》第三十四条第（十）项", "食品安全法", "第三十四条第（十）项"),),
        basis=(Citation("《食品安全法》第一百二十四条", "食品安全法", "第一百二十四条"),), range_text="", ranges=ranges,
        elements=(
            Element("subject", "subject", "食品经营者", "第三十四条"),
            Element("act", "act", "经营超过保质期的食品", "第三十四条"),
            Element("result", "result", "造成后果", "第三十四条", required=False),
        ),
        mark="lawtext", verified=True, note="",
    )  # fmt: skip


def enriched(action: str, facts: dict[str, Any], **ranges: Any) -> dict[str, Any]:
    from types import SimpleNamespace

    from minzhifa.cases._enrich import Sources, enrich

    row = SimpleNamespace(historical=False, state=CaseState(), domain="market", region_code="350102", agency_id=1)
    from minzhifa.rules import shipped

    day = date(2026, 6, 1)
    bureau: Any = SimpleNamespace(level="county")  # whether it is a township is asked before a filing
    sources = Sources(rules=shipped(), matters={("M1", day): card(**ranges)}, agencies={(1, day): bureau})
    return enrich(row, action, "2026-06-01", {"matter": "M1", **facts}, sources)  # type: ignore[arg-type]


def test_a_required_element_that_nobody_sent_stays_a_gap() -> None:
    sent = [{"key": "act", "text": "经营过期食品", "evidence": ["e1"]}]
    rows = enriched("set_elements", {"elements": sent})["elements"]
    assert [(r["key"], r["evidence"]) for r in rows] == [("act", ["e1"]), ("subject", [])]


def test_the_range_of_the_law_wins_over_a_claimed_one() -> None:
    from minzhifa.catalog.queries import Range

    law = (Range("一万元以上五万元以下", "fixed", Decimal(10_000), Decimal(50_000)),)
    found = enriched("conclude_investigation", {"range": {"unit": "yuan", "max": "900000"}}, ranges=law)["range"]
    assert (found["min"], found["max"], found["unit"]) == ("10000", "50000", "yuan")


def test_a_multiple_keeps_the_base_amount_of_the_case() -> None:
    from minzhifa.catalog.queries import Range

    law = (Range("货值金额十倍以上二十倍以下", "multiple", Decimal(10), Decimal(20), "货值金额"),)
    found = enriched("conclude_investigation", {"range": {"base_amount": "12000"}}, ranges=law)["range"]
    assert (found["unit"], found["base_amount"], found["max"]) == ("multiple", "12000", "20")


def test_the_provisions_of_the_matter_are_the_default_of_a_filing() -> None:
    facts = enriched("propose_filing", {})
    assert facts["violated"] == ["《食品安全法》第三十四条第（十）项"]
    assert enriched("propose_filing", {"violated": ["另一条"]})["violated"] == ["另一条"]
