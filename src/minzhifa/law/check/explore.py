"""Every state a case can come to, by the table alone: breadth first, so the first path to a state is a shortest one.

A state is the stage, the stage to go back to, and the flags looked at. Guards let an act pass unless their formula is
known not to hold; facts that an act takes in may have every value. What the real decider accepts is therefore always
among the steps found here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from minzhifa.law.check.acts import Move
from minzhifa.law.check.flags import Flag
from minzhifa.law.check.formulas import Formula, Seen, bound
from minzhifa.law.check.models import MODELS
from minzhifa.law.check.people import flag
from minzhifa.law.check.waiting import may_wait
from minzhifa.law.procedure.stages import NONE, Stage
from minzhifa.law.procedure.table import RESUME, STAY, Procedure, Row

Values = tuple[str, ...]
State = tuple[str, str, Values]  # stage, stage to go back to, flags in the order of the space
Watch = Callable[[Row], Sequence[Formula]]


@dataclass(frozen=True, slots=True)
class Step:
    """One act, or (row None) time that passes. `taken`: the flags as the guards saw them."""

    row: Row | None
    source: State
    after: State
    taken: Values


@dataclass(slots=True)
class _Edge:
    """One row from one stage to one target, with its guards and what is watched made ready for the flags."""

    row: Row
    target: str
    back: str
    move: Move
    guards: list[Seen]
    watched: list[Seen | bool | None]
    accepted: dict[tuple[int, str], Values] = field(default_factory=dict)
    settled: dict[tuple[int, str, str], Values] = field(default_factory=dict)


class Space:
    """The state space of a procedure over some flags. `others`: procedures a case may change to."""

    def __init__(
        self,
        procedure: Procedure,
        names: Sequence[str],
        others: Mapping[str, Procedure],
        watch: Watch = lambda _row: (),
    ) -> None:
        self.procedure, self.watch = procedure, watch
        self.flags = _ordered(names)
        self.alone = sum(not one.reads for one in self.flags)  # flags that read no others come first
        self.place = {one.name: at for at, one in enumerate(self.flags)}
        self.rows: dict[str, list[Row]] = {}
        self.stages: dict[str, Stage] = {}
        self._edges: dict[tuple[str, str], list[_Edge]] = {}
        self.covered: dict[str, Collection[State]] = {}
        for held in (procedure, *(one for one in others.values() if one.id != procedure.id)):
            self._load(held, "" if held is procedure else f"{held.id}:")
        self.waiting = may_wait(self.rows, self.stages)

    def _load(self, held: Procedure, prefix: str) -> None:
        """The rows by the stage they leave; stages of another procedure carry its name."""
        self.stages |= {f"{prefix}{name}": stage for name, stage in held.stages.items()}
        for row in held.rows:
            for stage in row.from_stages:
                self.rows.setdefault(f"{prefix}{stage}", []).append(row)

    def starts(self) -> Iterator[State]:
        """Before anything was done."""
        for values in product(*(one.start for one in self.flags)):
            yield (NONE, "", values)

    def steps(self, state: State) -> Iterator[tuple[Step, bool]]:
        """All that may come next, and whether it breaks what is watched."""
        stage, back, values = state
        for at, one in enumerate(self.flags):
            if tick := one.ticks.get(values[at]):
                after = (stage, back, (*values[:at], tick[0], *values[at + 1 :]))
                yield Step(None, state, after, values), False
        for edge in self._edges_of(stage, back):
            for taken in self._taken(edge, values):
                if any(guard(taken, taken) is False for guard in edge.guards):
                    continue
                for left in product(*self._left(edge, values, taken)):
                    broken = any((one(taken, left) if callable(one) else one) is False for one in edge.watched)
                    yield Step(edge.row, state, (edge.target, edge.back, left), taken), broken

    def _edges_of(self, stage: str, back: str) -> list[_Edge]:
        key = (stage, back)
        if key not in self._edges:
            found = (self._edge(row, stage, back, *way) for row in self.rows.get(stage, ()) for way in _branches(row))
            self._edges[key] = [edge for edge in found if edge is not None]
        return self._edges[key]

    def _edge(self, row: Row, stage: str, back: str, branch: str, to: str) -> _Edge | None:
        target = target_of(to, stage, back, self.procedure.id)
        reached = self.stages.get(target)
        source = stage.rpartition(":")[2]
        move = Move(row, source, target, branch, self.place, reached, self.waiting.get(stage, frozenset()))
        fixed = _fixed(move, back)
        guards = [bound(MODELS[name], fixed, self.place) for name in row.guards if name in MODELS]
        guards += self._waits(row)
        if False in [guard for guard in guards if not callable(guard)]:
            return None
        watched = [bound(formula, fixed, self.place) for formula in self.watch(row)]
        then = source if target != stage and (row.pends or (reached and reached.remembers)) else back
        return _Edge(row, target, then, move, [guard for guard in guards if callable(guard)], watched)

    def _waits(self, row: Row) -> list[Seen | bool | None]:
        """Guards that ask whether a proposal waits, where the space looks at it."""
        found: list[Seen | bool | None] = []
        if "nothing_pending" in row.guards:
            at = [place for name, place in self.place.items() if name.startswith("pending:")]
            found.append(lambda now, _after: all(now[one] == "no" for one in at))
        one = self.place.get(f"pending:{row.settles}")
        if one is not None and {"approver_is_not_proposer", "recalled_by_proposer"} & set(row.guards):
            found.append(lambda now, _after: now[one] == "yes")
        return found

    def _taken(self, edge: _Edge, values: Values) -> Iterator[Values]:
        """The flags with the facts of the act taken in, one after the other: later flags may read earlier ones."""
        edge.move.old = values
        options = [self._accepted(edge, at, values[at]) for at in range(self.alone)]
        if self.alone == len(values):
            yield from product(*options)
            return
        for head in product(*options):
            yield from self._rest(edge, values, head)

    def _accepted(self, edge: _Edge, at: int, old: str) -> Values:
        key = (at, old)
        if key not in edge.accepted:
            edge.accepted[key] = self.flags[at].accept(edge.move, old)
        return edge.accepted[key]

    def _rest(self, edge: _Edge, values: Values, head: Values) -> Iterator[Values]:
        at = len(head)
        if at == len(values):
            yield head
            return
        edge.move.taken = (*head, *values[at:])
        for value in self.flags[at].accept(edge.move, values[at]):
            yield from self._rest(edge, values, (*head, value))

    def _left(self, edge: _Edge, values: Values, taken: Values) -> list[Values]:
        """What the act leaves of each flag; for flags that read no others the answer is kept."""
        edge.move.old, edge.move.taken = values, taken
        found = []
        for at, one in enumerate(self.flags):
            old, now = values[at], taken[at]
            if at >= self.alone:
                found.append(one.settle(edge.move, old, now))
                continue
            key = (at, old, now)
            if key not in edge.settled:
                edge.settled[key] = one.settle(edge.move, old, now)
            found.append(edge.settled[key])
        return found

    def explore(self, bad: Callable[[Step], bool] | None = None, limit: int = 300_000) -> Explored:
        """Breadth first until a step breaks what is watched (or is bad), or until all is seen.

        A case that changes to another procedure where that one's own states (`covered`) go on is not followed further.
        """
        found = Explored({state: None for state in self.starts()})
        queue = deque(found.came)
        while queue:
            for step, broken in self.steps(queue.popleft()):
                if broken or (bad and bad(step)):
                    found.broken = step
                    return found
                if step.after not in found.came:
                    if len(found.came) >= limit:
                        raise TooLarge(limit)
                    found.came[step.after] = step
                    if not self.is_covered(step.after):
                        queue.append(step.after)
        return found

    def is_covered(self, state: State) -> bool:
        """Another procedure's own exploration goes on from here."""
        other, _, stage = state[0].rpartition(":")
        return bool(other) and (stage, *state[1:]) in self.covered.get(other, ())

    def label(self, stage: str) -> str:
        """A stage in words; one of a procedure that is not looked at by its name."""
        return self.stages[stage].label if stage in self.stages else stage

    def says(self, step: Step) -> tuple[str, ...]:
        """What the step changes, in words."""
        found: list[str] = []
        if step.row is None:
            return tuple(
                one.ticks[old][1]
                for one, old, new in zip(self.flags, step.source[2], step.after[2], strict=True)
                if old != new
            )
        for at, one in enumerate(self.flags):
            for now in (step.taken[at], step.after[2][at]):
                if now != step.source[2][at] and (said := one.words.get(now)) and said not in found:
                    found.append(said)
        return tuple(found)


Bad = Callable[[Step], bool]
Memo = dict[tuple[str, str, tuple[str, ...]], dict[State, Step | None]]


def explored(
    space: Space, others: Mapping[str, Procedure], key: str, memo: Memo, bad_in: Callable[[Space], Bad | None]
) -> Explored:
    """The space explored; of the procedures to which a case may change only what their own states do not cover.

    `key` names what is looked for, `memo` keeps the states of other procedures in which it was not found.
    """
    for name, other in changes_to(space.procedure, others).items():
        place = (key, name, tuple(space.place))
        if place not in memo:
            there = Space(other, list(space.place), others, space.watch)
            found = there.explore(bad_in(there))
            memo[place] = found.came if found.broken is None else {}
        space.covered[name] = memo[place]
    own = (key, space.procedure.id, tuple(space.place))
    if memo.get(own):
        return Explored(memo[own])
    found = space.explore(bad_in(space))
    if found.broken is None:
        memo[own] = found.came
    return found


def changes_to(procedure: Procedure, others: Mapping[str, Procedure]) -> dict[str, Procedure]:
    """The procedures to which a case of this one may change."""
    ids = {target.partition(":")[0] for row in procedure.rows for target in row.targets if ":" in target}
    return {one: others[one] for one in sorted(ids) if one in others and one != procedure.id}


class TooLarge(RuntimeError):
    """The state space is larger than the checker is willing to look at; nothing is proved."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"状态超过 {limit} 个，没有核对完，不作结论。")


@dataclass(slots=True)
class Explored:
    """States with the step that first led to each, and the step that broke what was to hold."""

    came: dict[State, Step | None]
    broken: Step | None = None

    def path(self, last: Step | None = None, state: State | None = None) -> list[Step]:
        """The shortest way to the breaking step (or to a state), from the beginning."""
        steps = [last] if last else []
        here = last.source if last else state
        while here is not None and (step := self.came[here]):
            steps.append(step)
            here = step.source
        return steps[::-1]


def target_of(to: str, stage: str, back: str, home: str) -> str:
    """The target as a stage of the space: of the procedure in which the case runs, or of the one that `to` names."""
    here, _, plain = stage.rpartition(":")
    if to == STAY:
        return stage
    procedure, _, name = ((back or plain) if to == RESUME else to).rpartition(":")
    procedure = procedure or here
    return name if procedure in ("", home) else f"{procedure}:{name}"


def _branches(row: Row) -> Iterator[tuple[str, str]]:
    yield from row.outcomes.items()
    yield "", row.to


def _fixed(move: Move, back: str) -> Callable[[str], str | None]:
    known = {
        "stage": move.source,
        "target": move.target,
        "action": move.row.action,
        "stood": back if move.source == "closing_proposed" else move.source,
    }
    return known.get


def _ordered(names: Sequence[str]) -> list[Flag]:
    found: dict[str, Flag] = {}

    def add(name: str) -> None:
        if name not in found:
            one = flag(name)
            for other in one.reads:
                add(other)
            found[name] = one

    for name in names:
        add(name)
    return sorted(found.values(), key=lambda one: bool(one.reads))
