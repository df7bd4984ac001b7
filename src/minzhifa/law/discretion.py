"""Penalties compared: within the statutory range, and never heavier than what the party was told. Three-valued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any, NamedTuple

from minzhifa.law.words import yuan_words

RANGE_ARTICLE = "处罚法第三十八条第一款"  # 没有依据 … 无效
NEVER_HEAVIER = "处罚法第四十五条第二款"
FINE, GAINS, GOODS = "0201", "0202", "0203"
MITIGATED = frozenset({"mitigated", "减轻", "减轻处罚"})


class PenaltyKind(NamedTuple):
    """One kind of penalty of 处罚法 art. 9 and other names it goes by."""

    label: str
    other_names: tuple[str, ...] = ()


KINDS: Mapping[str, PenaltyKind] = {
    "0101": PenaltyKind("警告"),
    "0102": PenaltyKind("通报批评"),
    FINE: PenaltyKind("罚款"),
    GAINS: PenaltyKind("没收违法所得"),
    GOODS: PenaltyKind("没收非法财物", ("没收非法财物和工具", "没收违法财物", "没收")),
    "0301": PenaltyKind("暂扣许可证件", ("暂扣执照", "暂扣许可证")),
    "0302": PenaltyKind("降低资质等级"),
    "0303": PenaltyKind("吊销许可证件", ("吊销营业执照", "吊销许可证", "吊销资质证书")),
    "0401": PenaltyKind("限制开展生产经营活动", ("责令停止执业活动", "责令停止执业")),
    "0402": PenaltyKind("责令停产停业", ("责令停止生产", "责令停业整顿", "责令停产整治", "停产停业")),
    "0403": PenaltyKind("责令关闭", ("关闭违法经营场所", "关闭")),
    "0404": PenaltyKind("限制从业", ("禁止从业",)),
    "05": PenaltyKind("行政拘留"),
    "99": PenaltyKind("法律、行政法规规定的其他行政处罚"),
}
_BY_NAME = {name: code for code, kind in KINDS.items() for name in (kind.label, *kind.other_names)}


class Order(NamedTuple):
    """Which kinds are lighter than which. No statute says it, so an order is configuration, `certain` or not."""

    rank: Mapping[str, int]
    certain: bool = False


NO_ORDER = Order({})
KIND_REASON = "decision.kind_reason"


def order_of(groups: Sequence[str], *, certain: bool) -> Order:
    """The order from its configuration: groups of codes from the lightest to the heaviest, equals joined by `|`."""
    return Order({code: place for place, group in enumerate(groups) for code in group.split("|")}, certain)


class Answer(NamedTuple):
    """True, False or None (not known), the sentence that says why, and the facts it is about where it knows them."""

    ok: bool | None
    why: str = ""
    fields: tuple[str, ...] = ()


def kind_of(penalty: Mapping[str, Any]) -> str | None:
    """The art. 9 code of a penalty by its code, else by its name; None when neither is known."""
    code = str(penalty.get("kind") or "")
    if code in KINDS:
        return code
    return _BY_NAME.get(code) or _BY_NAME.get(str(penalty.get("name") or ""))


def amount_of(penalty: Mapping[str, Any]) -> Decimal | None:
    """Yuan, or None when unknown. Raises `InvalidOperation` for what is no amount."""
    raw = penalty.get("amount")
    if raw in (None, ""):
        return None
    value = Decimal(str(raw))
    if not value.is_finite() or value < 0:
        raise InvalidOperation(f"{raw!r} is no amount of money")
    return value


def total(penalties: Sequence[Mapping[str, Any]], *codes: str) -> Decimal | None:
    """Sum of the penalties of these kinds; None as soon as one amount, or one kind, is unknown."""
    found = Decimal(0)
    for penalty in penalties:
        code = kind_of(penalty)
        if code is None:
            return None
        if code in codes:
            value = amount_of(penalty)
            if value is None:
                return None
            found += value
    return found


def complete(penalties: Any) -> Answer:  # noqa: PLR0911 -- one answer a fault
    """Each penalty is of a known kind, and money penalties say how much."""
    if penalties is None:
        return Answer(None, "没有写明处罚内容。")
    if not penalties:
        return Answer(False, "处罚内容是空的。")
    for penalty in penalties:
        name = penalty.get("name") or penalty.get("kind") or "未写名称"
        code = kind_of(penalty)
        if code is None:
            return Answer(None, f"“{name}”不在行政处罚法第九条列举的种类之内，不能判断其种类。")
        try:
            value = amount_of(penalty)
        except InvalidOperation:
            return Answer(False, f"“{name}”的金额“{penalty.get('amount')}”不是金额。")
        if code in (FINE, GAINS) and value is None:
            return Answer(None, f"“{name}”没有写明金额。")
        if code == FINE and value == 0:
            return Answer(False, "罚款金额不能是零。")
    return Answer(True)


def within_range(penalties: Any, ranges: Any, discretion: Any) -> Answer:  # noqa: PLR0911 -- one answer a fault
    """The fine lies between the statutory bounds (both included); below only when mitigated with reasons (减轻)."""
    if penalties is None:
        return Answer(None, "没有写明处罚内容。")
    try:
        fine = total(penalties, FINE)
    except InvalidOperation:
        return Answer(False, "罚款金额不是金额。")
    if fine is None:
        return Answer(None, "罚款金额不明，不能判断是否在法定幅度内。")
    if not any(kind_of(penalty) == FINE for penalty in penalties):
        return Answer(True)
    if base := base_missing(ranges):
        return Answer(None, f"没有写明{base}，不能算出罚款的法定幅度。", ("range.base_amount",))
    found = bounds(ranges)
    if found is None:
        return Answer(None, "法定处罚幅度不明，不能判断罚款是否在幅度内。")
    low, high = found
    if fine > high:
        return Answer(False, f"罚款 {yuan_words(fine)} 超过法定上限 {yuan_words(_cents(high, ROUND_FLOOR))}。")
    if low is not None and fine < low:
        grade, least = (discretion or {}).get("grade"), yuan_words(_cents(low, ROUND_CEILING))
        if grade is None:
            return Answer(None, f"罚款 {yuan_words(fine)} 低于法定下限 {least}，是否减轻处罚不明。")
        if grade not in MITIGATED:
            return Answer(False, f"罚款 {yuan_words(fine)} 低于法定下限 {least}，又不是减轻处罚。")
    return Answer(True)


def _cents(yuan: Decimal, rounding: str) -> Decimal:
    """The bound as the outermost payable sum that still lies inside it."""
    return yuan.quantize(Decimal("0.01"), rounding)


def shown_bounds(ranges: Any) -> tuple[Decimal | None, Decimal] | None:
    """Least and greatest fine in yuan, to the cent and inside the range; None while the range or its base is open."""
    if (found := bounds(ranges)) is None:
        return None
    low, high = found
    return (None if low is None else _cents(low, ROUND_CEILING)), _cents(high, ROUND_FLOOR)


def base_missing(ranges: Any) -> str | None:
    """What the bounds are multiples of (货值金额) when its amount is not known; None when nothing is missing."""
    items = [ranges] if isinstance(ranges, Mapping) else list(ranges or ())
    for item in items:
        if (item.get("unit") or item.get("kind")) in ("multiple", "倍") and _factor(item) is None:
            return str(item.get("base") or "计算罚款的基数")
    return None


def bounds(ranges: Any) -> tuple[Decimal | None, Decimal] | None:
    """Lower and upper bound of the fine in yuan, unrounded; None when they cannot be told."""
    items = [ranges] if isinstance(ranges, Mapping) else list(ranges or ())
    low, high, bounded = Decimal(0), Decimal(0), False
    for item in items:
        factor = _factor(item)
        if factor is None or item.get("max") in (None, ""):
            return None
        try:
            high += Decimal(str(item["max"])) * factor
            if item.get("min") not in (None, ""):
                low, bounded = low + Decimal(str(item["min"])) * factor, True
        except InvalidOperation:
            return None
    if not items:
        return None
    return (low if bounded else None), high


def _factor(item: Mapping[str, Any]) -> Decimal | None:
    """1 for bounds in yuan; the base in yuan (货值、违法所得) for bounds as multiples of it."""
    unit = item.get("unit") or item.get("kind") or "yuan"
    if unit in ("yuan", "fixed", "元"):
        return Decimal(1)
    if unit not in ("multiple", "倍"):
        return None
    for key in ("base_amount", "multiple_of", "base"):
        try:
            value = Decimal(str(item[key]))
        except (KeyError, InvalidOperation):
            continue
        if value.is_finite() and value >= 0:
            return value
    return None


def never_heavier(told: Any, final: Any, order: Order = NO_ORDER) -> Answer:
    """No kind that was not told, no higher sum, no longer time (45(2)).

    Another kind may stand in for a told one that the order calls heavier. Where the order is not certain, or calls
    both equal, nobody can tell: the answer is unknown and names `KIND_REASON`, which whoever proposes may give.
    """
    if told is None or final is None:
        return Answer(None, "告知或者决定的处罚内容不明，不能比较轻重。")
    codes_told, codes_final = {kind_of(p) for p in told}, {kind_of(p) for p in final}
    if None in codes_told or None in codes_final:
        return Answer(None, "处罚种类不明，不能比较轻重。")
    replaced = _new_kind({str(c) for c in codes_told}, {str(c) for c in codes_final}, order)
    if replaced.ok is False:
        return replaced
    for code in sorted(str(code) for code in codes_final):
        answer = _same_kind(code, told, final)
        if answer.ok is not True:
            return answer
    return replaced


def _new_kind(told: set[str], final: set[str], order: Order) -> Answer:
    """A kind that was not told must stand in for a told, heavier one; money that was not told never may."""
    rank = order.rank
    new = sorted(final - told, key=lambda code: -rank.get(code, 0))
    gone = sorted(told - final, key=lambda code: -rank.get(code, 0))
    doubtful = ""
    for place, code in enumerate(new):
        label = KINDS[code].label
        other = gone[place] if place < len(gone) else None
        known = other is not None and code in rank and other in rank
        heavier = known and rank[code] > rank[str(other)]
        if code in (FINE, GAINS, GOODS) or other is None or heavier:
            return Answer(False, f"“{label}”没有告知过当事人，不能因陈述申辩或者听证而加上。")
        if not (known and order.certain and rank[code] < rank[other]):
            doubtful = doubtful or f"告知的是“{KINDS[other].label}”，决定的是“{label}”"
    if doubtful:
        why = f"{doubtful}，法律没有规定两者的轻重：请写明为什么没有加重，或者重新告知。"
        return Answer(None, why, (KIND_REASON,))
    return Answer(True)


def _same_kind(code: str, told: Any, final: Any) -> Answer:  # noqa: PLR0911 -- one answer for each way in which kinds may differ
    label = KINDS[code].label
    mine = [p for p in final if kind_of(p) == code]
    if code in (FINE, GAINS, GOODS):
        try:
            before, now = total(told, code), total(final, code)
        except InvalidOperation:
            return Answer(False, f"“{label}”的金额不是金额。")
        if code == GOODS and before is None and now is None:
            return Answer(True)  # goods listed by name, not by value
        if before is None or now is None:
            return Answer(None, f"“{label}”的金额不明，不能比较轻重。")
        if now > before and code in {kind_of(p) for p in told}:
            return Answer(False, f"“{label}”由告知的 {yuan_words(before)} 加重为 {yuan_words(now)}。")
    try:
        days = [sum(int(p.get("days") or 0) for p in group if kind_of(p) == code) for group in (told, mine)]
    except (TypeError, ValueError):
        return Answer(False, f"“{label}”的日数不是整数。")
    if days[1] > days[0] > 0:
        return Answer(False, f"“{label}”由告知的 {days[0]} 日加重为 {days[1]} 日。")
    return Answer(True)
