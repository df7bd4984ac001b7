"""登记平台外办理的情形."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import OfflineGround, Remit
from minzhifa.org.offline import ARTICLE, KINDS, ground_article
from minzhifa.org.operations._common import act, agency_stream

RECORDERS = (Role.OFFICER, Role.SECTION_HEAD, Role.AGENCY_HEAD)


def record_offline(
    *, actor: Actor, remit_id: int, kind: str, text: str, began_on: date, at: datetime, basis: str = ""
) -> UUID:
    """Record why the remit's cases cannot be handled on the platform, from which day.

    Raises `NotAuthorised` outside one's own remits, `Refused` for an unknown ground, a day to come, or a lawful ground
    without its provision.
    """
    if not (actor.scope.has(remit_id) and actor.holds(*RECORDERS, remit_id=remit_id)):
        raise NotAuthorised("只有本机关在该领域办案的人员可以登记平台外办理的情形。")
    if kind not in KINDS:
        raise Refused("offline_kind", "不是可以不在平台办案的情形。", article=f"{ARTICLE}第一款", fields=("kind",))
    if kind == "lawful" and not basis.strip():
        raise Refused("offline_basis", "应当写明依据的条文。", article=ground_article(kind), fields=("basis",))
    if not text.strip():
        raise Refused("offline_text", "应当写明具体情况。", article=ground_article(kind), fields=("text",))
    if began_on > clock.local_date(at):
        raise Refused("offline_day", "发生日不能晚于今天。", article=f"{ARTICLE}第一款", fields=("began_on",))
    with act(actor):
        remit = Remit.objects.select_related("agency", "field").get(pk=remit_id)
        row = OfflineGround(
            id=uuid7(), remit=remit, kind=kind, text=text.strip(), basis=basis.strip(), began_on=began_on,
            recorded_by=actor.name, recorded_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        payload = {
            "ground": str(row.id), "remit": remit_id, "field": remit.field.name, "kind": kind, "text": row.text,
            "basis": row.basis, "began_on": began_on.isoformat(),
        }  # fmt: skip
        stream = agency_stream(remit.agency_id, remit.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("offline_recorded", payload)], at=at)
    return row.id
