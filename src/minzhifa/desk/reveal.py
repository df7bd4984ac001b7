"""Looking at sealed personal data: only with a reason, and only together with the record of the look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.shortcuts import render

from minzhifa.desk.request import DeskRequest

REASONS = ("核对当事人身份", "制作、送达文书", "查询、移送其他机关", "当事人要求")
Shown = Sequence[tuple[str, str]]


def ask_then_show(request: DeskRequest, what: str, look: Callable[[str], Shown]) -> HttpResponse:
    """The eye's dialog: asks for the reason, then shows what `look(reason)` opens as (label, value)."""
    reason = request.POST.get("reason", "")
    if request.method == "POST" and reason in REASONS:
        return render(request, "components/revealed.html", {"what": what, "values": look(reason)})
    context = {"what": what, "action": request.path, "reasons": REASONS, "missing": request.method == "POST"}
    return render(request, "components/reason_dialog.html", context)
