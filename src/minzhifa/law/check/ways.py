"""What must hold of whole ways and not at one act: terms come to something, every state can come to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minzhifa.law.check.acts import term_of
from minzhifa.law.check.conditions import CONDITIONS
from minzhifa.law.check.explore import Bad, Explored, Memo, Space, State, Step, changes_to, explored
from minzhifa.law.check.formulas import flags_in
from minzhifa.law.check.models import DEMONIC, MODELS
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.table import CASE, Procedure, Row

TERMS_TITLE = (
    "每个起算的期限都有停止的办法，或者届满有法定的后果；办案、核查、查封扣押等期限不重新起算；对案件期限的暂停有始有终"
)
TERMS_ARTICLE = "处罚法第六十条；市监程序第六十四条、第八十三条"
ENDS_TITLE = "不论到哪一步，案件都能办结；没有永远到不了的环节，没有永远不能办理的事项"
ENDS_ARTICLE = "处罚法第五十七条第一款；市监程序第七十七条"


@dataclass(frozen=True, slots=True)
class Lapse:
    """What becomes of a term that runs out. `guard`: the guard that gives it effect; "" where the law alone does."""

    into: str
    article: str
    guard: str = ""


LAPSES: Mapping[str, Lapse] = {
    "statement": Lapse("可以作出处罚决定", "处罚法第四十五条第一款、第六十二条", "statement_window_closed"),
    "hearing_request": Lapse("视为放弃听证", "处罚法第六十四条第（一）项", "hearing_window_closed"),
    "preservation": Lapse("登记保存自动解除", "处罚法第五十六条；市监程序第三十五条第二款", "preservation_not_lapsed"),
    "public_notice": Lapse("视为送达", "处罚法第六十一条；民事诉讼法第九十五条"),
    "payment": Lapse("可以每日按百分之三加处罚款", "处罚法第七十二条第一款第（一）项"),
    "reconsideration": Lapse("不再受理复议；可以申请强制执行", "行政复议法第二十条；行政强制法第五十三条"),
    "litigation": Lapse("起诉不予受理；可以申请强制执行", "行政诉讼法第四十六条；行政强制法第五十三条"),
}


def told(space: Space, path: Collection[Step]) -> tuple[str, ...]:
    """The path as numbered sentences."""
    lines = []
    for number, step in enumerate(path, 1):
        said = "；".join(space.says(step))
        if step.row is None:
            lines.append(f"{number}. {said}")
            continue
        names = [space.label(step.source[0]), space.label(step.after[0])]
        way = names[0] if names[0] == names[1] else f"{names[0]} → {names[1]}"
        lines.append(f"{number}. {step.row.label}：{way}" + (f"（{said}）" if said else ""))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Broken:
    """What does not hold, with the way that shows it."""

    why: str
    told: tuple[str, ...] = ()


def started(procedure: Procedure) -> list[str]:
    """The terms that the procedure starts, in the order of the table."""
    return list(dict.fromkeys(term_of(spec) for row in procedure.rows for spec in row.start))


def terms(
    procedure: Procedure, others: Mapping[str, Procedure], known: Collection[str], memo: Memo
) -> Iterator[Broken | int]:
    """For each term the number of states looked at, or what is wrong with it. `known`: terms of the rulebook."""
    guards = {name for one in (procedure, *others.values()) for row in one.rows for name in row.guards}
    for term in started(procedure):
        if known and term not in known and term not in procedure.terms:
            yield Broken(f"规则库中没有期限“{term}”。")
        elif lapse := LAPSES.get(term):
            missing = lapse.guard and lapse.guard not in guards
            yield Broken(f"期限“{term}”届满后{lapse.into}，但没有任何环节核对它（{lapse.guard}）。") if missing else 1
        else:
            yield _stopped(procedure, others, term, memo)
    yield from _host_pauses(procedure)


ONCE = frozenset({
    "decision", "filing_check", "seizure", "freeze", "preservation", "decision_service", "simple_filing",
    "coercion_emergency_report", "preservation_emergency", "transfer",
})  # fmt: skip
"""Duties of the agency that run once: an act that starts them anew would make them endless."""


def _stopped(procedure: Procedure, others: Mapping[str, Procedure], term: str, memo: Memo) -> Broken | int:
    name = f"clock:{term}"
    names = ["outcome", "ended", name]
    space = Space(procedure, names, others)

    def runs_on(held: Space) -> Bad:
        at = held.place[name]

        def bad(step: Step) -> bool:
            stage = held.stages.get(step.after[0])
            return bool(stage and stage.end and step.after[2][at] in ("running", "paused")) or again(held, step)

        return bad

    def again(held: Space, step: Step) -> bool:
        row = step.row
        starts = row is not None and any(term_of(spec) == term for spec in row.start)
        return starts and term in ONCE and step.source[2][held.place[name]] != "none"

    found = explored(space, others, "terms", memo, runs_on)
    if found.broken is None:
        return len(found.came)
    why = "已经起算，又重新起算" if again(space, found.broken) else "到案件结束还在计算"
    return Broken(f"期限“{term}”{why}。", told(space, found.path(found.broken)))


def _host_pauses(procedure: Procedure) -> Iterator[Broken | int]:
    """Each term of the case that the part pauses goes on before the part ends."""
    for spec in dict.fromkeys(spec.partition("@")[0] for row in procedure.rows for spec in row.pause_host):
        name = f"hosted:{spec}"
        space = Space(procedure, [name], {})

        def left(step: Step, space: Space = space, name: str = name) -> bool:
            stage = space.stages.get(step.after[0])
            return bool(stage and stage.end and step.after[2][space.place[name]] == "paused")

        found = space.explore(left)
        if found.broken is None:
            yield len(found.came)
        else:
            why = f"案件的期限“{term_of(spec)}”暂停以后，到本程序结束没有恢复。"
            yield Broken(why, told(space, found.path(found.broken)))


def ends(
    procedure: Procedure, others: Mapping[str, Procedure], flags: Sequence[Sequence[str]], memo: Memo
) -> Broken | int:
    """The number of states looked at; or a state from which no end can be reached, or a stage that is never reached.

    Looked at over each list of flags in turn. Acts that hang on what nobody in the agency can bring about (the party
    pays, an element can be proved) do not count as a way out.
    """
    if not any(stage.end for stage in procedure.stages.values()):
        return Broken("没有一个环节是终点（end = true）。")
    looked = 0
    reached: set[str] = set()
    for names in [["outcome", "ended"], *([f"pending:{one}", "ended"] for one in _proposals(procedure)), *flags]:
        space = Space(procedure, names, others)
        for name, other in changes_to(procedure, others).items():
            space.covered[name] = _sound(Space(other, names, others), memo)
        known = memo.get(("ends", procedure.id, tuple(space.place)))
        found, stuck = (Explored(known), None) if known else _stuck(space)
        looked += len(found.came)
        reached |= {state[0] for state in found.came}
        if stuck is not None:
            stage = space.label(stuck[0])
            return Broken(f"到了“{stage}”以后，没有办法办结。", told(space, found.path(state=stuck)))
    if missing := [stage.label for name, stage in procedure.stages.items() if name not in reached]:
        return Broken(f"从登记开始，永远到不了这些环节：{'、'.join(missing)}。")
    if idle := _without_its_fact(procedure) or _never_done(procedure):
        return idle
    return looked


def _without_its_fact(procedure: Procedure) -> Broken | None:
    """An act asks for a condition of a fact that no act of the procedure states."""
    stated = {need.top for row in procedure.rows for need in (*row.needs, *row.asks)}
    stated |= {fact for row in procedure.rows for fact in row.facts}
    for row in procedure.rows:
        for one in CONDITIONS:
            if one.guard in row.guards and one.guard not in MODELS and one.facts and not one.facts & stated:
                return Broken(f"“{row.label}”核对“{GUARDS[one.guard].asks}”，但没有一个环节写明它核对的事实。")
    return None


def _never_done(procedure: Procedure) -> Broken | None:
    """An act whose guard can never pass: what it proves is never brought about. Parts also look at the case around."""
    if procedure.kind != CASE:
        return None
    guards: dict[tuple[str, ...], set[str]] = {}
    for name in sorted({name for row in procedure.rows for name in row.guards if name in MODELS}):
        flags = tuple(sorted(flags_in(MODELS[name]) - {"stage", "action", "target", "stood"}))
        guards.setdefault(flags, set()).add(name)
    for flags, names in guards.items():
        done: set[int] = set()

        def note(step: Step, done: set[int] = done) -> bool:
            done.add(id(step.row))
            return False

        Space(procedure, flags, {}).explore(note)
        for row in procedure.rows:
            if names & set(row.guards) and id(row) not in done:
                labels = "、".join(GUARDS[name].asks for name in row.guards if name in names)
                return Broken(f"“{row.label}”永远不能办理：没有一个环节能使它核对的“{labels}”成立。")
    return None


def _proposals(procedure: Procedure) -> list[str]:
    return list(dict.fromkeys(row.pends for row in procedure.rows if row.pends))


def _sure(row: Row | None) -> bool:
    return row is None or not set(row.guards) & set(DEMONIC)


def _sound(space: Space, memo: Memo) -> dict[State, Step | None]:
    """The states of a procedure when each of them can come to an end; else none."""
    key = ("ends", space.procedure.id, tuple(space.place))
    if key not in memo:
        found, stuck = _stuck(space)
        memo[key] = found.came if stuck is None else {}
    return memo[key]


def _stuck(space: Space) -> tuple[Explored, State | None]:
    backward: dict[State, list[State]] = {}

    def note(step: Step) -> bool:
        if _sure(step.row):
            backward.setdefault(step.after, []).append(step.source)
        return False

    found = space.explore(note)
    good = {state for state in found.came if (stage := space.stages.get(state[0])) and stage.end}
    good |= {state for state in found.came if space.is_covered(state)}
    queue = list(good)
    while queue:
        for before in backward.get(queue.pop(), ()):
            if before not in good:
                good.add(before)
                queue.append(before)
    return found, next((state for state in found.came if state not in good), None)
