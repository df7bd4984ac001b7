"""登记执法人员."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Officer
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator


def register_officer(
    *, actor: Actor, agency_id: int, name: str, at: datetime, post: str = "", account_id: UUID | None = None
) -> UUID:
    """Enter a person as officer of the agency; without a certificate he may not act.

    Raises `NotAuthorised`, `AgencyNotFound`, `Refused` (account_taken).
    """
    require_administrator(actor, agency_id)
    officer = Officer(id=uuid7(), agency_id=agency_id, account_id=account_id, name=name, post=post)
    with act(actor, Refused("account_taken", "该账号已经属于另一名执法人员。", fields=("account",))):
        agency = locked_agency(agency_id)
        officer.save(force_insert=True)
        event = NewEvent("officer_registered", {"officer": str(officer.id), "name": name, "post": post})
        append(actor=actor, stream=agency_stream(agency.pk, agency.name), events=[event], at=at)
    return officer.id
