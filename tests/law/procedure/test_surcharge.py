"""加处罚款: from the day after the last, told before, never above the fine, not during remedies."""

from __future__ import annotations

from datetime import date

import pytest
from execution_story import SURCHARGE, followed, paid, refused, served, surcharged
from procedure_story import rules, take

from minzhifa.law.procedure import owing

PART = "surcharge-1"


def amount(state, on: date) -> str:
    owed = owing.surcharge_on(state, rules(), "market", on)
    assert owed is not None
    return str(owed.amount)


def test_it_is_decided_on_a_base_from_a_day_at_a_rate_under_a_cap():
    state = surcharged(served())
    told = state.parts[PART].facts["surcharge"]
    assert (told["base"], told["rate"], told["cap"]) == ("50000.00", "0.03", "50000.00")
    assert state.parts[PART].clocks["surcharge_enforcement"]["due"] == "2025-06-15"


@pytest.mark.parametrize(
    ("on", "change", "code", "article"),
    [
        ("2025-05-15", {"from_on": "2025-05-15"}, "payment_still_open", "处罚法第七十二条第一款第（一）项"),
        ("2025-05-20", {"from_on": "2025-05-15"}, "surcharge_too_early", "处罚法第七十二条第一款第（一）项"),
        ("2025-05-20", {"base": "50000.01"}, "surcharge_base", "处罚法第七十二条第一款第（一）项"),
        ("2025-05-20", {"told_in": "not_told"}, "surcharge_not_told", "强制法第四十五条第一款"),
        ("2025-05-20", {"told_in": None}, "fact_missing", "强制法第四十五条第一款"),
    ],
)
def test_each_condition_is_asked_with_its_article(on, change, code, article):
    answer = refused(served(), ("propose_surcharge", on, "li", {"surcharge": {**SURCHARGE, **change}}))
    assert (answer.code, answer.article) == (code, article)


def test_three_percent_a_day_until_it_is_as_much_as_the_fine():
    state = served()
    assert amount(state, date(2025, 5, 16)) == "1500.00"
    assert amount(state, date(2025, 7, 1)) == "50000.00"


def test_days_of_reconsideration_and_litigation_are_not_counted():
    state = followed(followed(served(), "reconsideration", "2025-05-18"), "reconsideration_end", "2025-06-30")
    assert amount(state, date(2025, 6, 20)) == "3000.00"
    assert amount(state, date(2025, 7, 1)) == "4500.00"
    state = followed(state, "litigation", "2025-07-02")
    assert amount(state, date(2025, 9, 1)) == "4500.00"


def test_what_was_paid_late_bears_the_surcharge_only_until_it_came():
    state = paid(served(), "2025-05-20", "30000.00")
    # 5 days on 50,000 and 5 days on 20,000
    assert amount(state, date(2025, 5, 25)) == "10500.00"


def test_what_is_taken_in_the_end_is_not_above_what_the_law_reckons():
    state = paid(surcharged(served()), "2025-06-05", "50000.00")
    end = {"way": "paid", "amount": "31500.01", "text": "已缴"}
    answer = refused(state, ("end_surcharge", "2025-06-06", "li", {"surcharge_end": end}), PART)
    assert answer.code == "surcharge_too_much"
    assert "31,500.00" in answer.message
    state = take(
        state, ("end_surcharge", "2025-06-06", "li", {"surcharge_end": {**end, "amount": "31500.00"}}), part=PART
    )
    assert (state.parts[PART].stage, state.parts[PART].facts["surcharge_end"]["reckoned"]) == ("ended", "31500.00")
