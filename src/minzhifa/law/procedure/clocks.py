"""The clocks of a case: started, paused, extended, stopped by events; dates recomputed from the rules, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from minzhifa.law.errors import BadInput, NoAnswer, UnknownYear
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import Span, after, span
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.terms import Pause, Period, Unit, add_months, legal_day
from minzhifa.law.words import day_words

if TYPE_CHECKING:
    from minzhifa.law.procedure.types import CaseState
    from minzhifa.law.rulebook import Rules, TermRule

Clock = dict[str, Any]
DECISION = "decision"
_DAY = timedelta(days=1)


def changed(ctx: Context) -> tuple[dict[str, Clock], list[dict[str, Any]]]:
    """The clocks that this act starts, pauses, resumes, extends or stops, and what was late by it."""
    row, clocks = ctx.row, {key: dict(value) for key, value in ctx.state.clocks.items()}
    touched: dict[str, Clock] = {}
    late: list[dict[str, Any]] = []
    for spec in row.stop:
        term, day = _spec(ctx, spec)
        if (clock := clocks.get(term)) and not clock.get("stopped"):
            touched[term] = {**clock, "stopped": day.text if day else ctx.command.on}
            late += _late(term, clock, day)
    for spec in row.pause:
        _pause(ctx, spec, clocks, touched)
    for spec in row.resume:
        _resume(ctx, spec, clocks, touched)
    if row.extend:
        _extend(ctx, clocks, touched)
    for spec in row.start:
        if "=" in spec:
            touched |= _named(ctx, spec)
            continue
        term, day = _spec(ctx, spec)
        if clock := start(term, ctx.domain, day, ctx.rules):
            touched[term] = clock
    return touched, late


def _named(ctx: Context, spec: str) -> dict[str, Clock]:
    """A clock whose last day the act itself names: by the first of the paths that is known; none when none is."""
    term, _, paths = spec.partition("=")
    due = next((day for path in paths.split("|") if (day := ctx.day(path)) and day.exact), None)
    if due is None:
        return {}
    named = ctx.procedure.terms[term]
    clock: Clock = {
        "term": term, "domain": ctx.domain, "start": ctx.command.on, "pauses": [], "extensions": [], "stopped": None,
        "named": True, "title": named.title, "source": named.source, "mark": named.mark, "whose": named.whose,
        "due": due.text, "raw": due.text, "explanation": f"文书确定的届满日：{day_words(due.text)}",
    }  # fmt: skip
    return {term: clock}


def host_changed(ctx: Context) -> tuple[dict[str, Clock], list[dict[str, Any]]]:
    """What an act of a part does to the clocks of the case around it."""
    row = ctx.row
    if ctx.host is None or not (row.start_host or row.stop_host or row.pause_host or row.resume_host):
        return {}, []
    outer = replace(
        row, start=row.start_host, stop=row.stop_host, pause=row.pause_host, resume=row.resume_host, extend=""
    )
    return changed(replace(ctx, state=ctx.host, row=outer))


def _spec(ctx: Context, spec: str) -> tuple[str, Span | None]:
    """The term, and the day from which it counts: that of the first path that is known, else the last path's answer."""
    term, _, paths = spec.partition("@")
    day = ctx.on
    for path in paths.split("|") if paths else ():
        if (day := _day_at(ctx, path)) is not None:
            break
    return term, day


def _day_at(ctx: Context, path: str) -> Span | None:
    top, _, rest = path.partition(".")
    value = ctx.facts.get(top)
    if rest and isinstance(value, list):  # the item that this act is about: the last
        return span(value[-1].get(rest)) if value and value[-1].get(rest) else ctx.on
    return ctx.day(path)


def start(term: str, domain: str, day: Span | None, rules: Rules) -> Clock | None:
    """A new clock; None when the term is not fixed by any loaded rule (及时), or its start is wholly unknown."""
    if day is None:
        return None
    clock: Clock = {"term": term, "domain": domain, "start": day.text, "pauses": [], "extensions": [], "stopped": None}
    return refreshed(clock, rules)


def refreshed(clock: Mapping[str, Any], rules: Rules) -> Clock | None:
    """The clock with its dates computed anew; None when no loaded rule fixes the term."""
    day = span(clock["start"])
    assert day is not None  # noqa: S101 -- a clock has a start
    try:
        rule = rules.term(clock["term"], clock["domain"], day.first)
    except NoAnswer:
        return dict(clock) if clock.get("named") else None
    result = {
        **clock, "title": rule.title, "source": rule.source, "mark": rule.mark, "whose": rule.whose, "due": None,
        "raw": None, "explanation": "", "unit": rule.unit.value, "missing_year": None,
    }  # fmt: skip
    open_pause = next((one for one in clock["pauses"] if one["to"] is None), None)
    if day.exact is None:
        return {**result, "explanation": f"起算日只知道是{day_words(day.text)}，届满日不能确定。"}
    if open_pause:
        since, why = day_words(open_pause["from"]), REASONS[open_pause["why"]]
        return {**result, "explanation": f"自{since}起暂不计算（{why}），恢复后重新计算。"}
    named = next((one["until"] for one in reversed(clock["extensions"]) if one.get("until")), None)
    if named:
        return {
            **result,
            "due": named,
            "raw": named,
            "explanation": f"经决定延长，确定的期限届满日为{day_words(named)}。",
        }
    pauses = [
        Pause(date.fromisoformat(one["from"]), date.fromisoformat(one["to"]), REASONS[one["why"]])
        for one in clock["pauses"]
        if one["from"] <= one["to"]
    ]
    extensions = [Period.parse(one["period"]) for one in clock["extensions"] if one.get("period")]
    try:
        found = reckoned(rule, _begin(rule, day, clock["start"]), rules.calendar, pauses, extensions)
    except (NoAnswer, BadInput) as error:
        year = error.year if isinstance(error, UnknownYear) else None
        raw = _earliest(day.exact, rule.period, *extensions)
        return {**result, "raw": raw, "explanation": str(error), "missing_year": year}
    hour = {"due_at": f"{found.due:%Y-%m-%dT%H:%M}"} if isinstance(found.due, datetime) else {}
    return {
        **result, "due": legal_day(found.due).isoformat(), "raw": legal_day(found.raw).isoformat(),
        "mark": found.mark or rule.mark, "explanation": found.explanation, **hour,
    }  # fmt: skip


def _begin(rule: TermRule, day: Span, text: str) -> date:
    """The day the term runs from; for terms of hours the minute, where it is known."""
    if rule.unit is Unit.HOUR and "T" in text:
        return datetime.fromisoformat(text)
    return day.first


def _earliest(begun: date, *lengths: Period) -> str | None:
    """Before which day a term cannot end, where no calendar is loaded for its end: pauses only move it on."""
    for one in lengths:
        if one.unit in (Unit.WORKING_DAY, Unit.HOUR):
            return None
        months = one.n * MONTHS.get(one.unit, 0)
        begun = add_months(begun, months) if months else begun + timedelta(days=one.n)
    return begun.isoformat()


MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def recomputed(clocks: Mapping[str, Mapping[str, Any]], rules: Rules) -> dict[str, Clock]:
    """All clocks by the given rules: what the case page compares and a change of the calendar calls for."""
    return {key: refreshed(clock, rules) or dict(clock) for key, clock in clocks.items()}


def awoken(clocks: Mapping[str, Mapping[str, Any]], rules: Rules) -> dict[str, Clock]:
    """The running clocks that waited for the holidays of a year and now have their day; most often none."""
    found: dict[str, Clock] = {}
    for key, clock in clocks.items():
        if clock.get("missing_year") and not clock.get("stopped"):
            again = refreshed(clock, rules)
            if again is not None and again != clock:
                found[key] = again
    return found


def awake(state: CaseState, rules: Rules) -> CaseState:
    """The case and its parts with the clocks that a calendar loaded since then gave their day."""
    found = awoken(state.clocks, rules)
    parts = {key: awake(part, rules) for key, part in state.parts.items()}
    if not found and all(parts[key] is part for key, part in state.parts.items()):
        return state
    return replace(state, clocks={**state.clocks, **found}, parts=parts)


REASONS: Mapping[str, str] = {
    "suspension": "中止",
    "hearing": "听证",
    "public_notice": "公告",
    "testing": "检测、检验、检疫、鉴定",
    "rights_holder_identification": "权利人辨认或者鉴别",
    "refund_order": "责令退还多收价款",
    "monitoring": "监测",
    "assessment": "评估",
    "determination": "认定",
    "service": "送达",
}


def excludes(ctx: Context, term: str, why: str) -> bool | None:
    """Whether the term's rule leaves this kind of time out of the count; None when there is no such clock or rule."""
    clock = ctx.state.clocks.get(term)
    begun = span(clock["start"]) if clock else None
    if begun is None:
        return None
    rule = ctx.rules.find_term(term, ctx.domain, begun.first)
    return why in rule.excluded_events if rule else None


def add_pause(ctx: Context, clock: Mapping[str, Any], first: str, last: str | None, why: str) -> Clock:
    """The clock with one more pause, recomputed. What a part of the case paused, that part alone sets going again."""
    one: dict[str, Any] = {"from": first, "to": last, "why": why}
    pauses = [*clock["pauses"], {**one, "part": ctx.command.part} if ctx.host and ctx.command.part else one]
    return refreshed({**clock, "pauses": pauses}, ctx.rules) or dict(clock)


def _pause(ctx: Context, spec: str, clocks: Mapping[str, Clock], touched: dict[str, Clock]) -> None:
    spec, _, path = spec.partition("@")
    term, _, why = spec.partition(":")
    path, _, until = path.partition("..")
    clock = clocks.get(term)
    day = ctx.day("hearing.requested_on") if why == "hearing" else ctx.day(path) if path else ctx.on
    end = ctx.day(until) if until else None
    if clock and not clock.get("stopped") and day and day.exact and excludes(ctx, term, why):
        last = end.exact.isoformat() if end and end.exact else None
        touched[term] = add_pause(ctx, clock, day.exact.isoformat(), last, why)


def _resume(ctx: Context, spec: str, clocks: Mapping[str, Clock], touched: dict[str, Clock]) -> None:
    """A suspension ends the day before the investigation goes on; a hearing's own day, or a named one, is within.

    A pause whose end was named when it began can only become shorter.
    """
    spec, _, path = spec.partition("@")
    term, _, why = spec.partition(":")
    clock = clocks.get(term)
    if not clock or ctx.on is None:
        return
    end = ctx.on.last - _DAY
    if why == "hearing":
        held = ctx.day("hearing.held_on")
        end = held.exact if held and held.exact else ctx.on.last
    elif path and (named := ctx.day(path)):
        end = named.last
    pauses = [
        {**one, "to": end.isoformat()}
        if _ends(one, end.isoformat()) and one["why"] == why and one.get("part") in (None, ctx.command.part)
        else one
        for one in clock["pauses"]
    ]
    if pauses != clock["pauses"]:
        touched[term] = refreshed({**clock, "pauses": pauses}, ctx.rules) or clock


def _ends(pause: Mapping[str, Any], on: str) -> bool:
    """It is open, or lasts beyond that day."""
    return pause["to"] is None or pause["from"] <= on < pause["to"]


def _extend(ctx: Context, clocks: Mapping[str, Clock], touched: dict[str, Clock]) -> None:
    term, _, which = ctx.row.extend.partition(":")
    clock = clocks.get(term)
    begun = span(clock["start"]) if clock else None
    if not clock or begun is None:
        return
    rule = ctx.rules.find_term(term, ctx.domain, begun.first)
    item = (ctx.facts.get("extensions") or [{}])[-1]
    allowed = rule.extendable if rule else ()
    place = 0 if which == "first" else 1
    fixed = allowed[place].period if place < len(allowed) else None
    extension: dict[str, Any] = {"which": which, "on": ctx.command.on}
    if which == "second" and item.get("until"):
        extension["until"] = item["until"]
    elif fixed:
        extension["period"] = fixed.code
    elif item.get("until"):
        extension["until"] = item["until"]
    touched[term] = refreshed({**clock, "extensions": [*clock["extensions"], extension]}, ctx.rules) or clock


def _late(term: str, clock: Mapping[str, Any], day: Span | None) -> list[dict[str, Any]]:
    """A duty done after its day is still done: it is kept as late, with the sentence, never refused."""
    if clock.get("whose") not in (None, "agency"):
        return []  # a right that ran out is not late, and what others owe is not ours
    due = span(clock.get("due"))
    if day is None or (after(day, due) is not True and not _past_the_hour(clock, day)):
        return []
    title = clock.get("title") or term
    return [
        {
            "id": f"{term}:{clock['start']}",
            "term": term,
            "title": title,
            "due": clock["due"],
            "on": day.text,
            "source": clock.get("source"),
            "sentence": f"“{title}”应于{day_words(clock['due'])}前完成，实际为{day_words(day.text)}。",
        }
    ]


def _past_the_hour(clock: Mapping[str, Any], day: Span) -> bool:
    """Done on the last day, but after the hour at which a term of hours ended."""
    return bool(clock.get("due_at")) and "T" in day.text and day.text[:16] > clock["due_at"]
