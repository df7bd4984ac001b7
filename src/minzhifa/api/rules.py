"""The rules themselves over the API: which term, threshold or switch holds, what gave way to it, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router

from minzhifa import rules
from minzhifa.api.schemas import Day, Out, ProblemOut
from minzhifa.law.rulebook import Rules, Ruling, TermRule

router = Router(tags=["法"])


class RuleOut(Out):
    """One rule as it stands in the tables. `rank`: 法律、行政法规、规章 …; mark M: 待核, from_mark M: 施行日待核."""

    domain: str
    title: str
    period: str
    direction: str
    whose: str
    start: str
    rank: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None
    from_mark: str
    note: str


class LoserOut(Out):
    """A rule in force that gives way, and by which principle (empty: it says the same)."""

    rule: RuleOut
    principle: str
    reason: str


class RuleWhyOut(Out):
    """The rule that holds, those that give way, and the reason."""

    rule: RuleOut
    reason: str
    reason_mark: str
    gave_way: list[LoserOut]


@router.get("/terms/{term_id}", response={200: RuleWhyOut, 422: ProblemOut}, summary="适用哪一条期限规则，为什么")
def why(request: HttpRequest, term_id: str, on: Day, domain: str = "general") -> RuleWhyOut:
    """没有载入的、当日没有版本的、两条规则同位阶而没有写明取舍的，答复 422，写明缺什么或者是哪两条。"""
    served = rules.current()
    found = served.why(term_id, domain, on)
    return RuleWhyOut(
        rule=_out(served, found.winner),
        reason=found.reason,
        reason_mark=found.mark,
        gave_way=[
            LoserOut(rule=_out(served, lost.rule), principle=lost.principle, reason=lost.reason)
            for lost in found.losers
        ],
    )


def _out(served: Rules, rule: TermRule) -> RuleOut:
    return RuleOut(
        domain=rule.domain,
        title=rule.title,
        period=rule.period.code,
        direction=rule.direction,
        whose=rule.whose,
        start=rule.start_event,
        rank=served.precedence.ranks.get(rule.rank, ""),
        source=rule.source,
        mark=rule.mark,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        from_mark=rule.from_mark,
        note=rule.note,
    )


class ValueOut(Out):
    """One threshold or switch. `operator`: >= 以上（含本数）, > 超过, <= 以下; amounts are text with two places."""

    key: str
    title: str
    domain: str
    region: str | None
    party_kind: str | None
    value: str | int | bool | list[str]
    operator: str
    rank: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None
    from_mark: str
    note: str


class ValueLoserOut(Out):
    """A value in force that gives way, and by which principle (empty: it says the same)."""

    rule: ValueOut
    principle: str
    reason: str


class ValueWhyOut(Out):
    """The value that holds, those that give way, and the reason."""

    rule: ValueOut
    reason: str
    reason_mark: str
    gave_way: list[ValueLoserOut]


@router.get("/values/{key}", response={200: ValueWhyOut, 422: ProblemOut}, summary="适用哪一个门槛或者开关，为什么")
def why_value(
    request: HttpRequest, key: str, *, on: Day, domain: str = "general", region: str = "", party_kind: str = ""
) -> ValueWhyOut:
    """`region` 区划代码，`party_kind` 当事人类别；按当事人类别规定而没有写明的，两条同位阶没有取舍的，答复 422。"""
    served = rules.current()
    found = served.why_value(key, domain, on, region or None, party_kind or None)
    return ValueWhyOut(
        rule=_value(served, found.winner),
        reason=found.reason,
        reason_mark=found.mark,
        gave_way=[
            ValueLoserOut(rule=_value(served, lost.rule), principle=lost.principle, reason=lost.reason)
            for lost in found.losers
        ],
    )


def _value(served: Rules, rule: Ruling) -> ValueOut:
    shown = str(rule.value) if isinstance(rule.value, Decimal) else rule.value
    return ValueOut(
        key=rule.key, title=rule.title, domain=rule.domain, region=rule.region, party_kind=rule.party_kind,
        value=list(shown) if isinstance(shown, tuple) else shown, operator=rule.operator,
        rank=served.precedence.ranks.get(rule.rank, ""), source=rule.source, mark=rule.mark,
        valid_from=rule.valid_from, valid_to=rule.valid_to, from_mark=rule.from_mark, note=rule.note,
    )  # fmt: skip
