"""The receiver of a transfer objects: who stands above both agencies is asked, for the sender's case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minzhifa.access import Actor, rls
from minzhifa.cases._enrich import Sources
from minzhifa.cases._perform import Session
from minzhifa.cases._referrals import post
from minzhifa.cases._row import lock
from minzhifa.cases.errors import LawRefused
from minzhifa.cases.models import Referral, ReferralKind
from minzhifa.clock import local_date
from minzhifa.law.procedure import Performer
from minzhifa.org.queries import common_superior


def object_to(actor: Actor, row: Referral, reason: str, at: datetime) -> str:
    """Ask the common superior; its name, "" when it is not on the platform or a dispute of the case waits already."""
    on = local_date(at)
    superior = common_superior(row.from_agency_id or 0, row.to_agency_id, on)
    if superior is None or row.case_id is None or row.from_remit_id is None:
        return ""
    with rls.reaching(actor, row.from_remit_id, *row.to_remits) as wide:
        session = Session(wide, at, lock(row.case_id, None), Sources(), answering=True)
        who = Performer(str(actor.account_id), f"{actor.name}（{row.to_agency_name}）", frozenset({"officer"}))
        asked = {"superior": superior.name, "reason": reason, "received_on": on.isoformat(), "ground": "objection"}
        try:
            session.step("hear_objection", on, {"designation": asked}, who)
        except LawRefused:
            return ""  # the case has come too far, or the sender's own dispute is open: it is asked there
        part = session.events[-1].part
        session.finish()
        content: dict[str, Any] = {"designation": asked, "files": [], "outgoing": row.content.get("outgoing") or {}}
        made = post(
            session, ReferralKind.DESIGNATION, superior, part=part, content=content, letter=None, received_on=on,
            sender=(row.to_agency_id, row.to_agency_name),
        )  # fmt: skip
        made.letter_number = row.letter_number
        made.save(update_fields=["letter_number"])
    return superior.name
