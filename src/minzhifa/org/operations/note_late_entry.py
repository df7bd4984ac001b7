"""补录案件的标记: called by whoever opens the case, in the transaction that opens it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from minzhifa.org.models import LateEntry
from minzhifa.org.queries.offline import OfflineRow


def note_late_entry(
    *, ground: OfflineRow, case_id: UUID, case_code: str, entered_on: date, overdue: bool, action: str = "",
    done_on: str = "",
) -> None:  # fmt: skip
    """The register's row of a case entered under the ground; the case's own ledger says the same (1 SQL).

    `action`, `done_on`: the single act of an open case that was entered, and its day; empty for a case as a whole.
    """
    LateEntry(
        ground_id=ground.id, remit_id=ground.remit_id, case_id=case_id, case_code=case_code, entered_on=entered_on,
        overdue=overdue, action=action, done_on=done_on or None,
    ).save(force_insert=True)  # fmt: skip
