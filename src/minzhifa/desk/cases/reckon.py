"""The facts of another benchmark, as soon as it is chosen in the form of an act."""

from __future__ import annotations

from django.http import HttpResponse

from minzhifa.desk.cases.discretion_fields import computable, inputs_html, known_inputs
from minzhifa.desk.cases.pages import asking
from minzhifa.desk.request import DeskRequest


def case_reckon(request: DeskRequest, code: str, action: str) -> HttpResponse:
    """Its inputs with what the case knows filled in, and the answer so far."""
    ask = asking(request, code, action)
    cards, chosen = computable(ask), request.GET.get("discretion.code", "")
    return HttpResponse(inputs_html(cards, chosen, known_inputs(ask, cards, chosen)))
