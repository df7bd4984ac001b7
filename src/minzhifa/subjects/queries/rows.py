"""What the subjects' queries return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A line in a list."""

    id: UUID
    kind: str
    name: str
    uscc: str
    address: str
    legal_representative: str
    region_code: str
    verified: bool
    historical: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `count` stops at a cap, `capped` then says "or more". `after` asks for the next page, if any."""

    rows: tuple[SubjectRow, ...]
    count: int
    capped: bool
    after: str


@dataclass(frozen=True, slots=True)
class SubjectCard:
    """Everything a subject's page shows; numbers and homes masked."""

    id: UUID
    kind: str
    kind_label: str
    name: str
    uscc: str
    stated_code: str
    id_number: str  # masked
    phone: str  # masked
    address: str  # masked when `at_home`
    at_home: bool
    legal_representative: str
    region_code: str
    verified: bool
    historical: bool
    version: int
    updated_at: datetime
    names: tuple[tuple[str, date | None, date | None], ...]  # newest first


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """A subject that may be the same one, and why it looks so."""

    row: SubjectRow
    reason: str
