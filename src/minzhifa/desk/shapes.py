"""What components are given: small frozen shapes that a page fills from query rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path above a page's head."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `count` is shown when it is not None."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class StageMark:
    """One station of the stage bar. `state`: done, now, next, skip (not applicable), bad (ended here)."""

    label: str
    state: str = "next"
    note: str = ""  # a date, or 不适用


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that may be done now, or is blocked: then `why` says what is missing and `article` who says so."""

    label: str
    verb: str = ""
    url: str = ""
    allowed: bool = True
    note: str = ""
    why: str = ""
    article: str = ""
    mark: str = "V"  # M: the rule waits for verification
    primary: bool = False
    fix_label: str = ""  # the way out of the block
    fix_url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a chip. `left` counts working days (`unit` wd) or days (d) to `due`; negative is overdue."""

    due: date | None
    left: int | None = None
    unit: str = "d"
    mark: str = "V"
    done: bool = False
    stopped: bool = False
    label: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened, what was kept, what to do; the article where law refuses."""

    what: str
    kept: str = "没有任何改动；您填写的内容保留在页面上。"
    todo: str = ""
    article: str | None = None
    code: str = ""
    level: str = "over"  # over | near


@dataclass(frozen=True, slots=True)
class Progress:
    """A long job: `done` of `total`; `url` answers with this component again until the job ends."""

    label: str
    done: int
    total: int | None
    url: str = ""
    cancel_url: str = ""
    result_url: str = ""
    state: str = "running"  # running | finished | failed | cancelled
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One drop-down of a filter bar; the chosen value lives in the URL under `key`."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    value: str = ""

    @property
    def shown(self) -> str:
        """The label of the chosen value."""
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of the global search."""

    title: str
    url: str
    detail: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind, with the page that lists them all."""

    label: str
    icon: str
    hits: Sequence[Hit]
    more_url: str = ""
