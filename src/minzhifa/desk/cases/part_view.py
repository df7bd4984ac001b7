"""What runs inside the case, as the case page shows it: stage bar, acts, facts in words, terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhifa.cases.queries import CasePage, TermLine, bar
from minzhifa.desk.cases.view_of import STATES, next_step_of, short_day
from minzhifa.desk.shapes import NextStep, StageMark
from minzhifa.desk.templatetags.fmt import money
from minzhifa.law.procedure import Need, PartOffers, look
from minzhifa.law.words import day_words

KEPT = ("acts", "pending", "records", "resume_stage", "late")  # what the engine itself keeps


def _day(value: Any) -> str:
    return day_words(str(value))


WORDS: Mapping[str, Callable[[Any], str]] = {"date": _day, "future": _day, "time": _day, "money": money}


@dataclass(frozen=True, slots=True)
class PartView:
    """One part."""

    part: PartOffers
    stages: Sequence[StageMark]
    steps: Sequence[NextStep]  # mine: what may be done, then what is blocked
    others: Sequence[NextStep]
    facts: Sequence[tuple[str, str]]
    terms: Sequence[TermLine]
    acts: Sequence[tuple[str, str, str]]  # label, day, who
    owed: str = ""  # what is to be done at once, and why


def part_view(page: CasePage, part: PartOffers) -> PartView:
    """The part as its panel draws it."""
    first = part.owed_now.owed_by if part.owed_now else ""
    mine = sorted((o for o in part.offers if o.mine), key=lambda o: (not o.allowed, o.action != first))
    return PartView(
        part,
        [StageMark(s.label, "done" if not part.open else STATES[s.state], short_day(s.on)) for s in bar(part.state)],
        [next_step_of(page, one, primary=one is mine[0] and one.allowed) for one in mine],
        [next_step_of(page, one) for one in part.offers if not one.mine],
        list(_facts(part)),
        [one for one in page.terms if one.term_id.startswith(f"{part.id}:")],
        list(_acts(part)),
        _owed(part),
    )


def _owed(part: PartOffers) -> str:
    """A term that ran out, or a release, leaves a duty behind."""
    stage = part.owed_now
    return f"{part.stage_label}，应当立即办理：{stage.owed}。" if stage else ""


def opening_steps(page: CasePage) -> list[NextStep]:
    """The acts that begin a part: those that may be done, then mine that are blocked."""
    mine = sorted((one for one in page.openings if one.mine), key=lambda one: not one.allowed)
    return [next_step_of(page, one) for one in mine]


def _facts(part: PartOffers) -> Iterator[tuple[str, str]]:
    """Every fact that the table asks for and that is known, in its own words."""
    seen: set[str] = set()
    for row in part.procedure.rows:
        for need in (*row.needs, *row.asks):
            if need.key in seen or need.top in KEPT:
                continue
            seen.add(need.key)
            if value := _shown(look(part.state.facts, need.key), need):
                yield need.label, value


def _shown(value: Any, need: Need) -> str:
    if value in (None, "", []):
        return ""
    if need.choices and isinstance(value, str):
        return need.choices.get(value, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if need.type in WORDS:
        return WORDS[need.type](value)
    if isinstance(value, list | tuple):
        return f"{len(value)} 份" if need.type == "files" else "；".join(_one(item) for item in value)
    return "" if isinstance(value, Mapping) else str(value)


def _one(item: Any) -> str:
    if isinstance(item, Mapping):
        return "，".join(str(v) for k, v in item.items() if k not in ("id", "officer_id") and isinstance(v, str) and v)
    return str(item)


def _acts(part: PartOffers) -> Iterator[tuple[str, str, str]]:
    for action, act in (part.state.facts.get("acts") or {}).items():
        rows = part.procedure.rows_of(action)
        yield rows[0].label if rows else action, str(act.get("on") or ""), str(act.get("name") or "")
