"""When a penalty gives a right to a hearing (处罚法 63): kinds and thresholds come from the rulebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.law.discretion import FINE, GAINS, GOODS, KINDS, kind_of, total
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import any_of

ARTICLE = "处罚法第六十三条第一款"
PERSON, COMPANY = "natural_person", "legal_person"


def _party_kinds(ctx: Context) -> tuple[str, ...]:
    """The party kinds to judge by; both when the party's kind is unknown."""
    kind = ctx.look("party.kind")
    if kind == "sole_trader":
        return (str(ctx.value("sole_trader_as").value),)
    return (str(kind),) if kind else (PERSON, COMPANY)


def _reached(ctx: Context, key: str, amount: Decimal | None) -> bool | None:
    answers = {
        None if amount is None else ctx.value(key, party_kind=kind).reached(amount) for kind in _party_kinds(ctx)
    }
    return answers.pop() if len(answers) == 1 else None


def _amount(penalties: Sequence[Mapping[str, Any]], *codes: str) -> Decimal | None:
    try:
        return total([one for one in penalties if kind_of(one) in codes], *codes)
    except InvalidOperation:
        return None


def hearing_right(ctx: Context, penalties: Any) -> bool | None:
    """True, False, or None when kinds, amounts or the party's kind leave it open. Raises `NoAnswer` without a rule."""
    if penalties is None:
        return None
    listed = ctx.listed("hearing_kinds")
    codes = [kind_of(one) for one in penalties]
    by_kind = any_of(
        *(
            None if code is None else KINDS[code].label in listed or str(one.get("name")) in listed
            for code, one in zip(codes, penalties, strict=True)
        )
    )
    fines = _amount(penalties, FINE)
    taken = _amount(penalties, GAINS, GOODS) if {GAINS, GOODS} & set(codes) else Decimal(0)
    if ctx.value("hearing_sum_with_confiscation").value is True:
        fines = None if fines is None or taken is None else fines + taken
    fine = _reached(ctx, "hearing_fine_threshold", fines) if FINE in codes else False
    confiscation = _reached(ctx, "hearing_confiscation_threshold", taken) if {GAINS, GOODS} & set(codes) else False
    return any_of(by_kind, fine, confiscation)
