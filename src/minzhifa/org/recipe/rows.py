"""What the recipe yields: plain rows with intervals, nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


def day(text: str) -> date | None:
    """An ISO day; empty is open."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Span:
    """A text that held on `[start, end)`; None is open."""

    text: str
    start: date | None
    end: date | None
    mark: str = "M"


@dataclass(frozen=True, slots=True)
class Standing:
    """A kind of body, and the slug of the agency in whose name it acted, on `[start, end)`."""

    kind: str
    acts_as: str | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: the stem (kind empty) or the whole word of one kind of document."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """One agency with everything that hangs on it."""

    slug: str
    system: str
    level: str
    region: str
    superior: str | None
    names: tuple[Span, ...]
    standings: tuple[Standing, ...]
    words: tuple[Word, ...]
    fields: tuple[str, ...]
    fields_from: date | None
    fields_source: str
    mark: str
    uscc: str
    address: str
    phone: str
    payee_bank: str
    payee_bank_address: str
    payee_account: str
    remedies: tuple[tuple[str, str, date | None, date | None], ...]

    @property
    def name(self) -> str:
        """The present name."""
        return self.names[-1].text


@dataclass(slots=True)
class Plan:
    """All agencies by slug, in order, and the suffixes (system, kind, suffix)."""

    agencies: dict[str, AgencyPlan] = field(default_factory=dict)
    suffixes: list[tuple[str, str, str]] = field(default_factory=list)
