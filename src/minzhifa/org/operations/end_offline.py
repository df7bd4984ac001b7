"""登记情形消除: from the next day the five working days run."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import OfflineGround
from minzhifa.org.offline import ARTICLE, Due, due_of
from minzhifa.org.operations._common import act, agency_stream
from minzhifa.org.operations.record_offline import RECORDERS


def end_offline(*, actor: Actor, ground_id: UUID, ended_on: date, at: datetime) -> Due:
    """The ground ended on that day; returns until when to enter. A recorded end is never moved.

    Raises `NotFound`, `NotAuthorised`, `Conflict` (already ended), `Refused` for a day before it began or to come.
    """
    with act(actor):
        found = OfflineGround.objects.select_for_update(of=("self",)).select_related("remit__agency")
        row = found.filter(pk=ground_id).first()
        if row is None:
            raise NotFound("没有登记过这一情形，或者不在您的权限范围内。")
        if not actor.holds(*RECORDERS, remit_id=row.remit_id):
            raise NotAuthorised("只有本机关在该领域办案的人员可以登记情形消除。")
        if row.ended_on is not None:
            raise Conflict("offline_ended", "这一情形已经登记消除，补录期限已经起算，不再更改。", article=ARTICLE)
        if not row.began_on <= ended_on <= clock.local_date(at):
            raise Refused(
                "offline_end_day", "消除日不早于发生日，不晚于今天。", article=f"{ARTICLE}第二款", fields=("ended_on",)
            )
        row.ended_on, row.ended_by = ended_on, actor.name
        row.save(update_fields=["ended_on", "ended_by"])
        due = due_of(ended_on)
        payload = {
            "ground": str(row.id), "ended_on": ended_on.isoformat(), "due_on": due.day.isoformat() if due.day else None,
        }  # fmt: skip
        stream = agency_stream(row.remit.agency_id, row.remit.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("offline_ended", payload)], at=at)
    return due
