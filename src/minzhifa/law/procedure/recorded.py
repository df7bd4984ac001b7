"""Acts of old records: the same guards and effects as every act, three-valued and without a way round.

What the record says and the law forbids refuses, as everywhere. What the record does not say leaves a check unmade:
the check is handed back, and the act, which did happen, is taken into the case as the record tells it. Only a case
that was opened as a back entry has such acts; whoever acts on it today is asked everything (`decide`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from minzhifa.law.procedure.context import Context, Verdict, no, unknown
from minzhifa.law.procedure.decider import asked, event_of, facts_missing, prepared, refusal_of, role_held
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.shapes import misshapen
from minzhifa.law.procedure.types import CaseState, Command, Event, Refusal

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

TIMELESS = ("day_is_possible", "order_of_days")
"""Guards that ask no rule of any version: they hold for acts before the loaded rules began, too."""
FORMER_FROM = date(1996, 10, 1)
FORMER = "行政处罚法（2017年修正，2021年7月15日前施行）第三十一条、第三十八条、第四十条"
VERSION, PERFORMER, FACTS = "rule_version", "performer", "facts"


@dataclass(frozen=True, slots=True)
class Unmade:
    """One check that could not be made: the guard's name, what it asks, what is missing, and the article."""

    guard: str
    asks: str
    code: str
    message: str
    article: str | None
    fields: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the case keeps it with the act."""
        return {"guard": self.guard, "code": self.code, "message": self.message, "article": self.article}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What happened, and the checks that nobody can make any more."""

    events: tuple[Event, ...]
    unmade: tuple[Unmade, ...]


def decide_recorded(
    state: CaseState, command: Command, rules: Rules, at: date, *, latest: date | None = None
) -> Recorded | Refusal:
    """The events of an act that an old record tells of, with the checks it leaves open; or the refusal.

    `command.on` may be "" (day unknown) or partial; `latest`: a day after which the act cannot lie, from what the
    record knows of later ones. Facts may be missing. A case that is no back entry is refused whatever it says.
    """
    found = prepared(state, command, rules, at)
    if isinstance(found, Refusal):
        return found
    if not found.historical:
        text = "本案不是补录的案件，各环节应当按程序办理。"
        return Refusal("not_a_back_entry", text, "处罚法第四十七条", ("back_entry",))
    ctx = replace(found, recorded=True)
    former = _former(ctx, latest)
    verdicts = list(_timeless(ctx) if former else _all(ctx))
    if bad := [one for _, one in verdicts if one.ok is False]:
        # That days stand in the wrong order is the least precise way to say what is wrong.
        verdict = next((one for one in bad if one.code != "out_of_order"), bad[0])
        if former and former.ok is None:
            return Refusal(verdict.code, verdict.message, _former_article(ctx), verdict.fields)
        return refusal_of(verdict, ctx)
    open_ones = [(VERSION, former)] if former else [(name, one) for name, one in verdicts if one.ok is None]
    unmade = tuple(_unmade(name, one, ctx) for name, one in open_ones)
    return Recorded((_noted(event_of(ctx), unmade),), unmade)


def _all(ctx: Context) -> Iterator[tuple[str, Verdict]]:
    if bad := misshapen(ctx.given, ctx.procedure.facts):
        yield FACTS, no("bad_fact", f"“{bad}”的格式不正确，不能辨认。", ctx.row.article, bad)
        return
    yield PERFORMER, role_held(ctx)
    for verdict in facts_missing(ctx):
        yield FACTS, verdict
    for name in ctx.row.guards:
        yield name, asked(name, ctx)


def _timeless(ctx: Context) -> Iterator[tuple[str, Verdict]]:
    if bad := misshapen(ctx.given, ctx.procedure.facts):
        yield FACTS, no("bad_fact", f"“{bad}”的格式不正确，不能辨认。", None, bad)
        return
    for name in ctx.row.guards:
        if name in TIMELESS:
            yield name, asked(name, ctx)


def _former(ctx: Context, latest: date | None) -> Verdict | None:
    """An unknown when the act lies, or may lie, before the loaded rules began; None when they apply."""
    if ctx.row.any_time:
        return None
    begin = ctx.procedure.valid_from
    last = ctx.on.last if ctx.on else latest
    when = ctx.on.text if ctx.on else f"不晚于 {latest} 的行为"
    if last is not None and last < begin:
        text = f"no rule version：{when}，早于现行程序规则施行日 {begin.isoformat()}，当时的规则没有载入。"
        return unknown("no_rule_version", text, None, "on")
    if ctx.on is not None and ctx.on.first < begin:
        text = f"no rule version：{when} 可能早于现行程序规则施行日 {begin.isoformat()}，不能确定适用哪一版规则。"
        return unknown("no_rule_version", text, None, "on")
    return None


def _former_article(ctx: Context) -> str | None:
    """The order of the great steps in the law before 2021; its numbers were the same from 1996 on."""
    return FORMER if ctx.on and ctx.on.first >= FORMER_FROM else None


def _unmade(name: str, verdict: Verdict, ctx: Context) -> Unmade:
    if name == VERSION:
        return Unmade(name, "适用当时有效的规则", verdict.code, verdict.message, None, verdict.fields)
    refusal = refusal_of(verdict, ctx)
    asks = GUARDS[name].asks if name in GUARDS else ""
    return Unmade(name, asks, refusal.code, refusal.message, refusal.article, refusal.fields)


def _noted(event: Event, unmade: tuple[Unmade, ...]) -> Event:
    """The event says itself that it was taken from a record, and what was not checked."""
    acts = event.facts["acts"]
    noted = {
        action: {**act, "recorded": True, "unmade": [one.to_json() for one in unmade]} for action, act in acts.items()
    }
    return replace(event, facts={**event.facts, "acts": noted})


__all__ = ["Recorded", "Unmade", "decide_recorded"]
