"""查看敏感信息: a sealed value in the clear, only with a reason, and only together with the record of the look."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, require, visible
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.subjects.access import reading
from minzhifa.subjects.models import Subject
from minzhifa.subjects.operations.register import label

PRIVATE = {"id_number": "身份证号", "phone": "电话", "address": "住址"}


def open_private(*, actor: Actor, subject_id: UUID, what: str, reason: str, at: datetime) -> str:
    """The identity number, telephone or home of a subject; the look stands in its record (个人信息保护法 51, 54).

    Raises `NotFound`, `Denied`, `Refused` (reason_missing).
    """
    if what not in PRIVATE:
        raise NotFound
    if not reason.strip():
        raise Refused("reason_missing", "查看敏感信息须写明理由。", fields=("reason",))
    with reading(actor):
        row: Subject | None = visible(actor, Subject.objects.filter(pk=subject_id)).first()
        if row is None:
            raise NotFound
        require(actor, "open", row, "办案人员、审核人员、负责人因办案需要才可以查看。")
        value = row.where if what == "address" else str(getattr(row, what) or "")
        stream = Stream("subject", subject_id, label(row.kind, row.name))
        append(actor=actor, stream=stream, events=[NewEvent("private_opened", {"what": what})], at=at, reason=reason)
    return value
