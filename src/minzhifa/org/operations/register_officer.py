"""登记执法人员."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Officer
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator


def register_officer(*, actor: Actor, agency_id: int, name: str, at: datetime, post: str = "") -> UUID:
    """Enter a person as officer of the agency; no certificate, no act. His account is linked later.

    Raises `NotAuthorised`, `AgencyNotFound`.
    """
    require_administrator(actor, agency_id)
    officer = Officer(id=uuid7(), agency_id=agency_id, name=name, post=post)
    with act(actor):
        agency = locked_agency(agency_id)
        officer.save(force_insert=True)
        event = NewEvent("officer_registered", {"officer": str(officer.id), "name": name, "post": post})
        append(actor=actor, stream=agency_stream(agency.pk, agency.name), events=[event], at=at)
    return officer.id
