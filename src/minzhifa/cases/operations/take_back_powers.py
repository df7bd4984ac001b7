"""收回赋权: confirmed, and from its day the cases that run on these matters go over to the county, if it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access import Actor, Scope, rls
from minzhifa.cases._handing import hand_over
from minzhifa.cases._row import loads
from minzhifa.cases.errors import LawRefused
from minzhifa.cases.models.case import FINISHED
from minzhifa.clock import local_date
from minzhifa.law.procedure import CaseState
from minzhifa.org.operations import approve_power_withdrawal
from minzhifa.org.queries import Office, offices, power_withdrawal
from minzhifa.org.queries.many import remits_ever

HAND_OVER, JURISDICTION, REQUESTED = "hand_over", "jurisdiction", "requested"
_RUNNING = """
SELECT c.id, c.remit_id, c.field_code, c.state FROM cases_case c
 WHERE c.agency_id = %s AND NOT c.historical AND c.stage <> ALL (%s) AND c.state #>> '{facts,matter}' = ANY (%s)
 ORDER BY c.id FOR UPDATE
"""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many cases went over, and how many could not: those go on as transfers of their own."""

    moved: int = 0
    left: int = 0


def take_back_powers(*, actor: Actor, withdrawal_id: int, at: datetime) -> TakenBack:
    """核准收回赋权（处罚法第二十四条）: when its day has come and it says so, the running cases go over at once.

    Before its day nothing moves; `cases.hand_over_withdrawn` does it daily. Raises what `approve_power_withdrawal`
    raises; then nothing has changed.
    """
    with transaction.atomic():
        approve_power_withdrawal(actor=actor, withdrawal_id=withdrawal_id, at=at)
        return hand_over_withdrawn(actor=actor, withdrawal_id=withdrawal_id, at=at)


def hand_over_withdrawn(*, actor: Actor, withdrawal_id: int, at: datetime) -> TakenBack:
    """The running cases of a confirmed withdrawal go over to the county's department by the same act as a designation.

    Does nothing before its day, for a withdrawal that lets them go on, and for a county that does not work on the
    platform. Done again, it finds only what is left.
    """
    row, on = power_withdrawal(withdrawal_id), local_date(at)
    if row.running != HAND_OVER or row.approved_at is None or on < row.effective_on:
        return TakenBack()
    county = next(iter(offices([row.county_id], on)), None)
    scope = Scope(remits=frozenset(remits_ever(row.township_id)))
    ground = f"收回赋权（{row.announcement}{row.document_number}），在办案件移交{row.county_name}"
    moved = left = 0
    with rls.acting(actor, scope=scope):  # administrators do not see cases: the township's, for this act alone
        narrow = Actor(actor.account_id, actor.name, actor.grants, device=actor.device, scope=scope)
        for case_id, remit_id, field_code, state in _running(row.township_id, [m.matter_code for m in row.matters]):
            done = county is not None and _one(
                narrow, county, case_id=case_id, remit_id=remit_id, field_code=field_code, state=state, ground=ground,
                at=at,
            )  # fmt: skip
            moved, left = moved + done, left + (not done)
    return TakenBack(moved, left)


def _running(township_id: int, codes: Sequence[str]) -> list[tuple[UUID, int, str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, [township_id, list(FINISHED), list(codes)])
        rows: list[tuple[UUID, int, str, Any]] = cursor.fetchall()
    return rows


def _one(
    actor: Actor, county: Office, *, case_id: UUID, remit_id: int, field_code: str, state: Any, ground: str,
    at: datetime,
) -> bool:  # fmt: skip
    held = county.in_field(field_code)
    if held is None:
        return False
    parts = CaseState.from_json(loads(state)).parts
    asked = (key for key, one in parts.items() if one.procedure == JURISDICTION and one.stage == REQUESTED)
    try:
        with transaction.atomic():
            hand_over(
                actor=actor, case_id=case_id, remit_id=remit_id, to_agency=county.id, to_remit=held.id,
                part=next(asked, ""), ground=ground, on=local_date(at), at=at,
            )  # fmt: skip
    except LawRefused:
        return False  # it has come too far, or a dispute of its own is open
    return True
