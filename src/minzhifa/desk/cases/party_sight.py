"""查看当事人完整信息: the eye beside masked values of the case's party."""

from __future__ import annotations

from django.http import HttpResponse

from minzhifa.cases.operations import reveal_party
from minzhifa.cases.queries import case_id_of
from minzhifa.desk.request import DeskRequest, instant
from minzhifa.desk.reveal import Shown, ask_then_show

LABELS = (("id_number", "证件号码"), ("phone", "联系电话"), ("address", "住所（住址）"))


def case_party(request: DeskRequest, code: str) -> HttpResponse:
    """Asks for the reason, then shows what is sealed; the look stands in the case's record."""

    def look(reason: str) -> Shown:
        case_id = case_id_of(request.actor, code)
        found = reveal_party(actor=request.actor, case_id=case_id, reason=reason, at=instant(request))
        return [(label, value) for name, label in LABELS if (value := getattr(found, name))]

    return ask_then_show(request, "当事人信息", look)
