"""加处罚款: the daily surcharge on a fine that is not paid in time. Rate and cap come from the rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from minzhifa.law.money import as_yuan, format_yuan
from minzhifa.law.terms import Pause, PausedDays
from minzhifa.law.words import day_words

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What is owed besides the fine: yuan with two places, the days counted, whether the cap was reached, and why."""

    amount: Decimal
    days: int
    capped: bool
    explanation: str


def surcharge(
    fine: Decimal,
    due: date,
    paid_on: date,
    pauses: Sequence[Pause] = (),
    *,
    rate: Decimal = Decimal("0.03"),
    cap: Decimal | None = Decimal(1),
) -> Surcharge:
    """The surcharge on `fine` paid on `paid_on` (that day counts) when it was due on `due` (that day does not).

    Days of reconsideration and litigation (`pauses`) are not counted (处罚法 73). `rate` a day and `cap` (a multiple of
    the fine, None before 2012) come from `Rules.surcharge_terms`; the defaults are 处罚法 72. Raises `BadInput`.
    """
    principal = as_yuan(fine)
    days = max((paid_on - due).days, 0)
    skipped = 0
    if days:
        skipped = sum((last - first).days + 1 for first, last in PausedDays(pauses).within(due + timedelta(1), paid_on))
    counted = days - skipped
    amount = principal * rate * counted
    capped = cap is not None and amount >= principal * cap and counted > 0 and principal > 0
    if cap is not None:
        amount = min(amount, principal * cap)
    amount = amount.quantize(CENT, ROUND_HALF_UP)
    return Surcharge(amount, counted, capped, _explain(principal, due, paid_on, counted, skipped, rate, amount, capped))


def _explain(  # noqa: PLR0917 -- the figures of one sentence
    fine: Decimal, due: date, paid_on: date, counted: int, skipped: int, rate: Decimal, amount: Decimal, capped: bool
) -> str:
    if paid_on <= due:
        return f"缴款期限{day_words(due)}，{day_words(paid_on)}缴纳，没有逾期，不加处罚款。"
    first = due + timedelta(1)
    pause = f"，扣除复议、诉讼等期间 {skipped} 日" if skipped else ""
    limit = "，已达上限" if capped else ""
    return (
        f"罚款 {format_yuan(fine)}，自{day_words(first)}至{day_words(paid_on)}{pause}，计 {counted} 日，"
        f"每日 {(rate * 100).normalize():f}%{limit}，加处罚款 {format_yuan(amount)}。"
    )
