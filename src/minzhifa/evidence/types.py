"""Rows of the evidence room as other rooms see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One evidence file."""

    id: UUID
    case_id: UUID
    kind: str
    title: str
    original_name: str
    media_type: str
    size: int
    sha256: str
    sm3: str
    captured_at: datetime | None
    place_claim: str
    device: str
    stored_at: datetime
    stored_by_name: str


@dataclass(frozen=True, slots=True)
class CustodyStep:
    """One step of a chain of custody."""

    action: str
    label: str
    actor_name: str
    at: datetime
    place: str
    note: str
