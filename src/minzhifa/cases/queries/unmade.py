"""Papers of a case that were not made, and why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases._row import peek, sealed_party
from minzhifa.cases._unmade import Owed, unmade
from minzhifa.ledger.queries import events


def unmade_papers(actor: Actor, case_id: UUID, on: date) -> list[Owed]:
    """What the acts of the case would have made, with what each lacks today. Raises `CaseNotFound`."""
    with rls.acting(actor):
        row = peek(case_id)
        return [one.owed for one in unmade(actor, row, sealed_party(case_id), events(case_id), on)]
