"""Which text of a changed statute governs an act: that of the day of the act, unless the newer one is milder.

行政处罚法 art. 37 (从旧兼从轻). Pure: the texts and what is known of their intervals come in, a choice with its reason
goes out. Nothing is guessed: where an interval or the milder text is not known, the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhifa.law.errors import BadInput

ARTICLE = "处罚法第三十七条"
Bounds = tuple[Decimal | None, Decimal | None]  # the least and the highest fine in yuan; None: no bound is written


@dataclass(frozen=True, slots=True)
class Text:
    """One dated text of a statute, in force in [effective_from, effective_to); None: not known, or still in force."""

    key: int
    version_date: date | None
    effective_from: date | None
    effective_to: date | None = None


class Applies(StrEnum):
    """The answer."""

    SAME = "same"  # one text governs both days
    OLD = "old"  # changed since; the newer is not milder
    NEW = "new"  # changed since; the newer is milder, or regards the act as no violation
    COMPARE = "compare"  # changed since; which is milder must be judged by people
    UNKNOWN = "unknown"  # the intervals are not known


@dataclass(frozen=True, slots=True)
class Choice:
    """The text of the day of the act, that of the day of the decision, which of them applies, and why."""

    at_act: Text | None
    at_decision: Text | None
    applies: Applies
    why: str
    sure: bool = True  # False: the commencement of the text of the day of the act is not verified
    article: str = ARTICLE


def in_force(texts: Sequence[Text], on: date) -> Text | None:
    """The text known to be in force on that day."""
    return next((t for t in texts if t.effective_from and t.effective_from <= on and not _ended(t, on)), None)


def maybe_in_force(texts: Sequence[Text], on: date) -> Text | None:
    """The newest text that may be in force on that day: made by then, its commencement unknown, not ended."""
    fitting = [
        t
        for t in texts
        if t.effective_from is None and not _ended(t, on) and (t.version_date is None or t.version_date <= on)
    ]
    return max(fitting, key=lambda t: t.version_date or date.min, default=None)


def _ended(text: Text, on: date) -> bool:
    return text.effective_to is not None and on >= text.effective_to


def choose(
    texts: Sequence[Text], act: date, decided: date, milder: Callable[[Text, Text | None], bool | None]
) -> Choice:
    """The governing text for an act of day `act` (of a continuing act: the day it ended) decided on `decided`.

    `milder(old, new)` answers whether the newer text punishes less; None when that cannot be computed. `new` is None
    when the statute ended without a successor known here. Raises `BadInput` when the decision lies before the act.
    """
    if decided < act:
        raise BadInput("作出决定的日期早于违法行为发生的日期。", fields=("decided_on",))
    old, new = in_force(texts, act), in_force(texts, decided)
    sure = old is not None
    if old is None:
        old, new = maybe_in_force(texts, act), new or maybe_in_force(texts, decided)
    if old is None:
        return Choice(None, new, Applies.UNKNOWN, "没有收录行为时施行的文本。", sure=False)
    if new is not None and new.key == old.key:
        doubt = "" if sure else "（施行日期待核）"
        return Choice(old, new, Applies.SAME, f"行为时和决定时施行的是同一文本{doubt}。", sure)
    verdict = milder(old, new)
    if verdict is None:
        gone = "已经失效，也没有收录接替它的规定" if new is None else "已经修改"
        why = f"行为后这部依据{gone}，新规定处罚是否较轻需要对照判断，并在案卷中写明理由。"
        return Choice(old, new, Applies.COMPARE, why, sure)
    if verdict:
        return Choice(old, new, Applies.NEW, "行为后依据修改，新规定处罚较轻，适用新规定。", sure)
    return Choice(old, new, Applies.OLD, "行为后依据修改，新规定处罚不轻于原规定，适用行为时的规定。", sure)


def milder_bounds(old: Bounds | None, new: Bounds | None) -> bool | None:
    """Whether the newer range of fines is the milder one: the lower maximum, then the lower minimum.

    None where a range is not known, or where one bound fell while the other rose (neither is plainly milder).
    """
    if old is None or new is None or old[1] is None or new[1] is None:
        return None
    least_old, least_new = old[0] or Decimal(0), new[0] or Decimal(0)
    fell = (new[1] < old[1], least_new < least_old)
    rose = (new[1] > old[1], least_new > least_old)
    if any(fell) and any(rose):
        return None
    return any(fell)
