"""机关合并: the body ends and, in the same transaction, its open cases go to the successor; closed ones stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from minzhifa.access import Actor, Scope
from minzhifa.access.rls import acting
from minzhifa.cases._handing import Given, take_over
from minzhifa.cases.models.case import FINISHED
from minzhifa.org.operations import Dissolved, dissolve_agency
from minzhifa.org.queries import agency_card
from minzhifa.org.queries.many import remits_ever

_OPEN = """
SELECT id, code, remit_id, agency_name FROM cases_case
 WHERE agency_id = %s AND NOT stage = ANY (%s) AND NOT historical ORDER BY id FOR UPDATE
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """What went over to the successor."""

    cases: int
    organisation: Dissolved


def merge_agency(
    *,
    actor: Actor,
    agency_id: int,
    successor_id: int,
    on: date,
    at: datetime,
    source: str,
    carry_certificates: bool = False,
) -> Merged:
    """End the agency in favour of its successor (`org.operations.dissolve_agency`) and hand its open cases over.

    An open case is the successor's from now on: its acts and papers are done in the successor's name, papers that
    were made before keep the old one. Its remit, and with it who was entitled to see what, stays. Every case handed
    over has it on its record. Raises what `dissolve_agency` raises; then nothing has changed.
    """
    with transaction.atomic():
        done = dissolve_agency(
            actor=actor, agency_id=agency_id, successor_id=successor_id, on=on, at=at, source=source,
            carry_certificates=carry_certificates,
        )  # fmt: skip
        return Merged(
            _hand_over(actor=actor, agency_id=agency_id, successor_id=successor_id, on=on, at=at, source=source), done
        )


def _hand_over(*, actor: Actor, agency_id: int, successor_id: int, on: date, at: datetime, source: str) -> int:
    """Administrators do not see cases: the scope is the ended body's remits, for these two statements."""
    scope = Scope(remits=frozenset(remits_ever(agency_id)))
    with acting(actor, scope=scope), connection.cursor() as cursor:
        cursor.execute(_OPEN, [agency_id, list(FINISHED)])
        rows = [Given(*row) for row in cursor.fetchall()]
        to = agency_card(successor_id, on)
        take_over(actor=actor, cases=rows, from_agency=agency_id, to=to, on=on, at=at, reason=source)
    return len(rows)
