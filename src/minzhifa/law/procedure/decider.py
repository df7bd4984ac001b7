"""The decider: may this be done, and what follows. Pure: state, command and rules in; events or a refusal out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from minzhifa.law.citing import cite
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure import clocks
from minzhifa.law.procedure.context import INVESTIGATING, PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, span
from minzhifa.law.procedure.effects import EFFECTS
from minzhifa.law.procedure.facts import INHERITED, OWN, look, merged
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.guards.people import proposal
from minzhifa.law.procedure.parts import Place, held_by, place, proposed_once, second_of_single
from minzhifa.law.procedure.shapes import are_items, misfilled, misshapen
from minzhifa.law.procedure.stages import Stage, labels
from minzhifa.law.procedure.table import RESUME, STAY, Row
from minzhifa.law.procedure.types import CaseState, Command, Event, Outcome, Refusal
from minzhifa.law.terms import legal_day
from minzhifa.law.words import day_words

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

ARCHIVED = "处罚法第四十七条；市监程序第七十八条"
NAMED = 3  # so many stages a sentence names


def decide(state: CaseState, command: Command, rules: Rules, at: date) -> Outcome:
    """The events of the command, or the refusal. A known bad fact refuses before an unknown one does.

    `at` is the instant of recording (or its legal day); nothing may lie after it.
    """
    found = prepared(state, command, rules, at)
    if isinstance(found, Refusal):
        return found
    first_unknown: Verdict | None = None
    for verdict in _verdicts(found):
        if verdict.ok is False:
            return refusal_of(verdict, found)
        if verdict.ok is None and first_unknown is None:
            first_unknown = verdict
    if first_unknown:
        return refusal_of(first_unknown, found)
    try:
        return (event_of(found),)
    except BadInput as error:  # a day that no guard looked at, but from which a term counts
        return refusal_of(no("bad_input", error.message, found.row.article, *error.fields), found)


def examine(
    state: CaseState, command: Command, rules: Rules, at: date, *, any_stage: bool = False
) -> tuple[Refusal, ...]:
    """Every guard that does not pass, known bad ones first.

    `any_stage` asks the guards of an act the case has not come to: what a historical record says of later acts may be
    known bad (a decision before its notice) although an earlier act could not be made for want of facts.
    """
    found = prepared(state, command, rules, at, any_stage=any_stage)
    if isinstance(found, Refusal):
        return (found,)
    skip = {"nothing_proposed", "out_of_order", "not_filed"} if any_stage else set()
    refusals = [refusal_of(one, found) for one in _verdicts(found) if one.ok is not True and one.code not in skip]
    return tuple(sorted(refusals, key=lambda one: one.unknown))


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after the event. Needs no rules: an event says all that it changes.

    An event of a part changes that part, and of the case around it only what it names under `host`.
    """
    facts = dict(event.facts)
    did = {event.action: event.on} if event.action else {}  # what happens to a case without anybody's act is not done
    if not event.part:
        return replace(_taken_in(state, facts), done={**state.done, **did})
    host: Mapping[str, Any] = facts.pop("host", {})
    part = state.parts.get(event.part) or CaseState(procedure=str(facts["procedure"]))
    part = replace(_taken_in(part, facts), done={**part.done, **did})
    return replace(_taken_in(state, dict(host)), parts={**state.parts, event.part: part})


def _taken_in(state: CaseState, facts: dict[str, Any]) -> CaseState:
    procedure, stage = str(facts.pop("procedure", state.procedure)), str(facts.pop("stage", state.stage))
    changed: Mapping[str, Any] = facts.pop("clocks", {})
    clocks = {**state.clocks, **changed}
    return replace(state, procedure=procedure, stage=stage, facts=merged(state.facts, facts), clocks=clocks)


def context(here: Place, command: Command, row: Row, rules: Rules, today: date) -> Context:
    """What the guards see. A day that cannot be read is left unknown here; `day_is_possible` refuses it."""
    try:
        on: Span | None = span(command.on)
    except BadInput:
        on = None
    known = known_facts(here.state, here.host)
    facts = merged(known, _accepted(row, command, here.state))
    return Context(here.state, command, row, here.procedure, rules, today, on, facts, host=here.host)


def known_facts(state: CaseState, host: CaseState | None) -> Mapping[str, Any]:
    """The facts before the act; a part sees some of the case around it as its own."""
    if host is None:
        return state.facts
    return {**{key: host.facts[key] for key in INHERITED if key in host.facts}, **state.facts}


def prepared(
    state: CaseState, command: Command, rules: Rules, at: date, *, any_stage: bool = False
) -> Context | Refusal:
    """What the guards will see; a refusal when the procedure, the part, the act, its stage or its day is none.

    `any_stage`: the first row of the action will do where the stage has none of its own.
    """
    here = place(state, command.action, command.part, rules)
    if isinstance(here, Refusal):
        return here
    rows = here.procedure.rows_of(command.action)
    if not rows:
        text = f"本程序没有“{command.action}”这一环节。"
        return Refusal("unknown_action", text, here.procedure.article, ("action",))
    row = here.procedure.row(command.action, here.state.stage) or (rows[0] if any_stage else None)
    domain = str(state.facts.get("domain") or command.facts.get("domain") or "general")
    if row is None or here.host_is_past(row):
        return _wrong_stage(here, row or rows[0], cite((row or rows[0]).article, domain, rules))
    try:
        span(command.on)
    except BadInput as error:
        return Refusal("bad_day", error.message, cite(row.article, domain, rules), ("on",))
    return _awake(context(here, command, row, rules, legal_day(at)))


def _awake(ctx: Context) -> Context:
    """Clocks that waited for the holidays of a year are asked by the day they have since; the event tells it."""
    own = clocks.awoken(ctx.state.clocks, ctx.rules)
    outer = clocks.awoken(ctx.host.clocks, ctx.rules) if ctx.host else {}
    if not own and not outer:
        return ctx
    host = replace(ctx.host, clocks={**ctx.host.clocks, **outer}) if ctx.host else None
    state = replace(ctx.state, clocks={**ctx.state.clocks, **own})
    return replace(ctx, state=state, host=host, awoken=own, host_awoken=outer)


def _wrong_stage(here: Place, row: Row, article: str | None) -> Refusal:
    around = here.around
    if around.end:
        return Refusal("case_is_closed_for_good", f"案件{around.label}，案卷不再改动。", ARCHIVED)
    held, stands, stages = here.procedure, here.state.stage, row.from_stages
    if here.host_is_past(row):
        held, stands, stages = here.host_procedure, around.id, row.host
    what = "案件" if held is here.host_procedure else f"“{held.label}”"
    places = labels([held.stages[one] for one in stages if one in held.stages][:NAMED])
    text = f"{what}处于“{held.label_of(stands)}”，“{row.verb}”只能在{places}等环节进行。"
    return Refusal("wrong_stage", text, article)


def _verdicts(ctx: Context) -> Iterator[Verdict]:
    fields = (*ctx.row.needs, *ctx.row.asks)
    if bad := misshapen(ctx.given, ctx.procedure.facts) or misfilled(fields, ctx.given):
        yield no("bad_fact", f"“{bad}”的格式不正确，不能辨认。", ctx.row.article, bad)
        return
    for check in (role_held, _rules_in_force, held_by, second_of_single, proposed_once, _facts_given):
        yield check(ctx)
    for name in ctx.row.guards:
        yield asked(name, ctx)


def asked(name: str, ctx: Context) -> Verdict:
    """The guard's answer; unknown where the loaded rules hold none, no where a fact cannot be read."""
    try:
        return GUARDS[name].test(ctx)
    except NoAnswer as error:
        return unknown(error.code, error.message, error.article or GUARDS[name].article, *error.fields)
    except BadInput as error:
        return no("bad_input", str(error), GUARDS[name].article, *error.fields)


def role_held(ctx: Context) -> Verdict:
    """The performer holds one of the row's roles; somebody unknown holds none that is known."""
    if not ctx.by.account_id:
        return unknown("performer_unknown", f"“{ctx.row.label}”由谁办理不明。", ctx.row.article, "by")
    approval = ctx.rules.approvals.get(ctx.row.approval)
    allowed = {*ctx.row.who, *(approval.stand_in if approval and ctx.row.settles else ())}
    if ctx.by.roles & allowed:
        return PASS
    return no("role_missing", f"“{ctx.row.verb}”不在{ctx.by.name}的职权之内。", ctx.row.article, "by")


def _rules_in_force(ctx: Context) -> Verdict:
    begin = ctx.procedure.valid_from
    if ctx.row.any_time or ctx.on is None or ctx.on.first >= begin:
        return PASS
    return unknown(
        "no_rule_version",
        f"没有该日期适用的规则版本：{ctx.procedure.label}自{day_words(begin)}起载入。",
        ctx.row.article,
        "on",
    )


def _facts_given(ctx: Context) -> Verdict:
    return next(facts_missing(ctx), PASS)


def facts_missing(ctx: Context) -> Iterator[Verdict]:
    """An unknown for each fact that the act needs and that nobody stated."""
    seen = {
        **ctx.facts,
        **{key: ctx.given[key] for key in ctx.given if key not in ctx.procedure.facts or key in ctx.row.checks},
    }
    for key in ctx.row.checks:
        seen[key] = ctx.given.get(key)
    lists = {key for key, how in ctx.row.facts.items() if how == "append"}
    for need in ctx.row.needs:
        value = look(ctx.given if need.top in lists else seen, need.key)
        if value is None or value in ("", []):
            yield unknown("fact_missing", f"缺少“{need.label}”。", need.ground, need.key)


def refusal_of(verdict: Verdict, ctx: Context) -> Refusal:
    """The verdict in the words of a refusal, its article as it applies in the case's domain."""
    article = cite(verdict.article or ctx.row.article, ctx.domain, ctx.rules)
    return Refusal(verdict.code, verdict.message, article, verdict.fields, unknown=verdict.ok is None)


def _accepted(row: Row, command: Command, state: CaseState) -> dict[str, Any]:
    """The command's facts that this act takes in; of a decision proposed to him the approver changes nothing."""
    taken: dict[str, Any] = {}
    for key, how in row.facts.items():
        if key in OWN or key not in command.facts or key in row.checks:
            continue
        value = command.facts[key]
        if how == "append" and not are_items(value or []):
            continue
        if how == "merge" and not isinstance(value, Mapping):
            continue
        taken[key] = value
    if "fill_decision" in row.effects and "decision" in taken:
        proposed = state.facts.get("decision") or {}
        taken["decision"] = {key: value for key, value in taken["decision"].items() if key not in proposed}
    return taken


def event_of(ctx: Context) -> Event:
    """The event of the act, with all that it changes. Whether it may be done was asked before."""
    row, command = ctx.row, ctx.command
    taken = _accepted(row, command, ctx.state)
    patch: dict[str, Any] = {key: _with_ids(ctx, key, value) for key, value in taken.items()}
    if row.record:
        record = {
            **(command.facts.get("record") or {}),
            "kind": row.record,
            "on": command.on,
            "officers": command.facts.get("officers"),
        }
        patch["records"] = _with_ids(ctx, "records", [record])
    after = replace(ctx, facts=merged(known_facts(ctx.state, ctx.host), patch)) if patch else ctx
    touched, late = clocks.changed(after)
    patch["clocks"] = {**ctx.awoken, **touched}
    if late:
        patch["late"] = late
    for name in row.effects:
        EFFECTS[name](after, patch)
    if not patch["clocks"]:
        del patch["clocks"]
    _steps(ctx, patch)
    return Event(row.event, command.action, command.on, patch, _part(after, patch))


def _part(ctx: Context, patch: dict[str, Any]) -> str:
    """The id of the part, a new one where the act opens it; with what the act does to the case around it."""
    if ctx.host is None:
        return ""
    touched, late = clocks.host_changed(ctx)
    touched = {**ctx.host_awoken, **touched}
    host: dict[str, Any] = patch.setdefault("host", {})
    if touched:
        host["clocks"] = {**host.get("clocks", {}), **touched}
    if late:
        host["late"] = late
    if not host:
        del patch["host"]
    if ctx.command.part:
        return ctx.command.part
    patch["procedure"] = ctx.procedure.id
    return f"{ctx.procedure.id}-{sum(one.procedure == ctx.procedure.id for one in ctx.host.parts.values()) + 1}"


def _steps(ctx: Context, patch: dict[str, Any]) -> None:
    """Stage, who did it, what now waits and what no longer does."""
    row, state, by = ctx.row, ctx.state, ctx.by
    reached = _moved(ctx, patch)
    who: dict[str, Any] = {"by": by.account_id, "officer": by.officer_id, "name": by.name, "on": ctx.command.on}
    act = dict(who)
    if "officers" in ctx.given:
        act["officers"] = [one.get("officer_id") or one.get("name") for one in ctx.given["officers"] or ()]
    if ctx.given.get("reason"):
        act["reason"] = ctx.given["reason"]
    if row.action in INVESTIGATING and (past := _past(ctx)):
        act["past"] = past
    patch["acts"] = {row.action: act}
    pending: dict[str, Any] = {}
    if reached.drops:
        pending = {key: None for key, one in (state.facts.get("pending") or {}).items() if one}
    if row.settles and (found := proposal(ctx)):
        pending[found[0]] = None
        if row.action.startswith(("return_", "decline_")):
            _returned(ctx, patch, found[0], reached.id)
    elif row.action == "return_for_completion":
        _returned(ctx, patch, "investigation", reached.id)
    if row.pends:
        if (state.facts.get("endorsements") or {}).get(row.pends):
            patch["endorsements"] = {row.pends: None}  # an opinion on an earlier proposal is none on this one
        pending[row.pends] = {**who, "action": row.action}
    if pending:
        patch["pending"] = pending


def _moved(ctx: Context, patch: dict[str, Any]) -> Stage:
    """The stage that the act leads to, perhaps one of another procedure."""
    target, home = _target(ctx), ctx.procedure
    other, _, there = target.partition(":")
    if there:
        patch["procedure"], target, home = other, there, ctx.rules.procedures[other]
    reached = home.stage(target)
    if target != ctx.state.stage:
        patch["stage"] = target
        if ctx.row.pends or reached.remembers:
            patch["resume_stage"] = ctx.state.stage
    return reached


def _past(ctx: Context) -> list[str]:
    """Who did this act before: an investigator stays one when somebody else does the act again."""
    was = (ctx.state.facts.get("acts") or {}).get(ctx.row.action) or {}
    ids = {str(was[key]) for key in ("by", "officer") if was.get(key)}
    return sorted(ids | {str(one) for key in ("officers", "past") for one in was.get(key) or ()})


def _returned(ctx: Context, patch: dict[str, Any], what: str, target: str) -> None:
    place = len(ctx.state.facts.get("returns") or ()) + 1
    entry = {"id": f"return-{place}", "what": what, "on": ctx.command.on, "by": ctx.by.name, "stage": target}
    patch["returns"] = [{**entry, "reason": ctx.given.get("reason")}]


def _target(ctx: Context) -> str:
    row = ctx.row
    if row.outcome_by:
        chosen = row.outcomes.get(str(ctx.look(row.outcome_by)))
        if chosen:
            return chosen
    if row.to == STAY:
        return ctx.state.stage
    if row.to == RESUME:
        return str(ctx.state.facts.get("resume_stage") or ctx.state.stage)
    return row.to


def _with_ids(ctx: Context, key: str, value: Any) -> Any:
    """Items of lists get an id when they have none, so that a later act can complete them."""
    if ctx.procedure.facts[key].how != "append":
        return value
    count = len(ctx.state.facts.get(key) or ())
    return [
        {**item, "id": str(item["id"])} if item.get("id") else {**item, "id": f"{key}-{count + place}"}
        for place, item in enumerate(value or (), 1)
    ]


__all__ = [
    "asked", "context", "decide", "event_of", "evolve", "examine", "facts_missing", "prepared", "refusal_of",
    "role_held",
]  # fmt: skip
