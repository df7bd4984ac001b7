"""A running case goes over to another agency: by a merger its remit stays, by designation or withdrawal it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from minzhifa.access import Actor, rls
from minzhifa.access.reach import let_reach
from minzhifa.cases._enrich import Sources
from minzhifa.cases._perform import Session
from minzhifa.cases._row import CaseRow, loads, lock
from minzhifa.cases.models import Handover, Referral, ReferralState
from minzhifa.evidence.operations import hand_over_all
from minzhifa.law.procedure import Performer
from minzhifa.ledger.operations import Batch, NewEvent, Stream, append_many
from minzhifa.org.queries import AgencyCard, agency_card

_TAKE = """
UPDATE cases_case SET agency_id = %s, agency_name = %s, version = version + 1, updated_at = %s, updated_by = %s
 WHERE id = ANY (%s)
"""
_AS_IT_STOOD = """
SELECT row_to_json(c), (SELECT row_to_json(p) FROM cases_caseparty p WHERE p.case_id = c.id)
  FROM cases_case c WHERE c.id = %s
"""
_MOVED = ("cases_caseparty", "cases_caseterm", "cases_caseofficer", "cases_pendingapproval")
HANDED_OVER = "case.handed_over"
MOST_SUBJECT, MOST_GROUND = 400, 400


@dataclass(frozen=True, slots=True)
class Given:
    """A case that an agency has until now, and the remit under which the change is recorded."""

    id: UUID
    code: str
    remit_id: int
    agency_name: str


def take_over(
    *, actor: Actor, cases: Sequence[Given], from_agency: int, to: AgencyCard, on: date, at: datetime, reason: str
) -> None:
    """The cases are `to`'s from now on; each has it on its record. In a scope that reaches them, their rows locked."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [to.id, to.name, at, actor.name, [one.id for one in cases]])
    batches = [
        Batch(
            Stream("case", one.id, one.code),
            [NewEvent(HANDED_OVER, {
                "from": from_agency, "from_name": one.agency_name, "to": to.id, "to_name": to.name,
                "on": on.isoformat(),
            })],
            one.remit_id, reason,
        )
        for one in cases
    ]  # fmt: skip
    append_many(actor=actor, batches=batches, at=at)


def hand_over(
    *, actor: Actor, case_id: UUID, remit_id: int, to_agency: int, to_remit: int, part: str, ground: str,
    on: date, at: datetime,
) -> CaseRow:  # fmt: skip
    """指定管辖、收回赋权: the case itself moves, with its party, terms and officers' rows, to the other agency's remit.

    What was written before (papers with their numbers, evidence, record) keeps the old remit: the old agency goes on
    reading it, with the case as it left it; the new one reads it too and goes on with acts of its own. Clocks run on:
    no norm stops them. The officers leave. Raises `LawRefused` where the case has come too far.
    """
    card = agency_card(to_agency, on)
    with rls.reaching(actor, remit_id, to_remit) as wide:
        session = Session(wide, at, lock(case_id, None), Sources(), ground, answering=True)
        session.known = {"handing_over": {"to": card.name, "ground": ground}}
        who = Performer(str(actor.account_id), actor.name, frozenset({"system"}))
        session.step("hand_case_over", on, {}, who, part=part)
        session.finish()
        row = session.row
        _keep(session, card, to_remit=to_remit, by=actor.name, ground=ground, on=on, at=at)
        hand_over_all(
            actor=actor, case_id=row.id, from_remit=row.remit_id, to_remit=to_remit, giver=row.agency_name,
            taker=card.name, at=at,
        )  # fmt: skip
        _move(row, to_remit, card)
        let_reach(case_id=row.id, remit_id=to_remit, at=at)
        take_over(
            actor=wide, cases=[Given(row.id, row.code, to_remit, row.agency_name)], from_agency=row.agency_id, to=card,
            on=on, at=at, reason=ground,
        )  # fmt: skip
        return row


def _keep(session: Session, to: AgencyCard, *, to_remit: int, by: str, ground: str, on: date, at: datetime) -> None:
    """The case as the old agency leaves it, with those who handled it there."""
    row = session.row
    with connection.cursor() as cursor:
        cursor.execute(_AS_IT_STOOD, [row.id])
        case, party = (loads(one) for one in cursor.fetchone())
    case["state"]["facts"]["officers"] = session.before.facts.get("officers") or []
    Handover.objects.create(
        case_id=row.id, case_code=row.code, subject=f"{case['party_name']}{case['cause']}"[:MOST_SUBJECT],
        from_remit_id=row.remit_id, from_agency_id=row.agency_id, from_agency_name=row.agency_name,
        to_remit_id=to_remit, to_agency_id=to.id, to_agency_name=to.name, ground=ground[:MOST_GROUND], on=on, at=at,
        by=by, row=case, party=party,
    )  # fmt: skip


def _move(row: CaseRow, to_remit: int, to: AgencyCard) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET remit_id = %s, region_code = %s WHERE id = %s", [to_remit, to.region_code, row.id]
        )
        for table in _MOVED:
            cursor.execute(f"UPDATE {table} SET remit_id = %s WHERE case_id = %s", [to_remit, row.id])  # noqa: S608 -- our own tables
    Referral.objects.filter(case_id=row.id, state=ReferralState.OPEN).exclude(kind="designation").update(
        from_remit_id=to_remit, from_agency_id=to.id, from_agency_name=to.name
    )
