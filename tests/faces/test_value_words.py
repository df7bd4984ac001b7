"""Thresholds on the rules page: what is money is written as money."""

from __future__ import annotations

from datetime import date

from minzhifa.desk.admin.rule_groups import value_lines
from minzhifa.rules import shipped


def test_a_threshold_in_yuan_is_written_as_money_and_a_switch_in_words() -> None:
    lines = list(value_lines(shipped(), date(2026, 11, 23), lambda rule, _: rule.domain == "general"))
    shown = {line.shown for line in lines if line.rule.key == "simple_fine_limit"}
    assert {"¥200.00以下", "¥3,000.00以下"} <= shown
    assert not [line for line in lines if "_" in line.shown], "no key of the rulebook"
