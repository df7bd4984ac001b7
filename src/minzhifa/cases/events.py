"""What the cases room tells others, in the same transaction (through the outbox where it may wait)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseActed:
    """One act was done on a case; `task` names of the outbox carry exactly these fields."""

    case_id: UUID
    code: str
    action: str
    stage: str
    at: datetime


OUTBOX_TASK = "minzhifa.cases.case_acted"
