"""Looking at sealed personal data: only with a reason, and only together with the record of the look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.desk.request import DeskRequest
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.subjects import queries

REASONS = ("核对当事人身份", "制作、送达文书", "查询、移送其他机关", "当事人要求")
Shown = Sequence[tuple[str, str]]


def ask_then_show(request: DeskRequest, what: str, look: Callable[[str], Shown]) -> HttpResponse:
    """The eye's dialog: asks for the reason, then shows what `look(reason)` opens as (label, value)."""
    reason = request.POST.get("reason", "")
    if request.method == "POST" and reason in REASONS:
        return render(request, "components/revealed.html", {"what": what, "values": look(reason)})
    context = {"what": what, "action": request.path, "reasons": REASONS, "missing": request.method == "POST"}
    return render(request, "components/reason_dialog.html", context)


def open_number(*, actor: Actor, subject_id: UUID, reason: str, at: datetime) -> str:
    """The identity number in the clear; the look stands in the subject's record. Raises `NotFound`, `Denied`."""
    card = queries.subject(actor, subject_id)
    with acting(actor):
        number = queries.open_id_number(actor, subject_id)
        event = NewEvent("number_opened", {"number": card.id_number})
        append(actor=actor, stream=Stream("subject", subject_id, card.name), events=[event], at=at, reason=reason)
    return number
