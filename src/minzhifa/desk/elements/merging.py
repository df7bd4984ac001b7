"""机关合并: the form of one body's end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from minzhifa.cases.operations import merge_agency
from minzhifa.desk.admin.forms_org import HISTORY, day
from minzhifa.desk.admin.handling import FormPage, back_to, take
from minzhifa.desk.forms import agency_box, grounded, text
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.org import queries as org
from minzhifa.org.queries import admin


class MergeForm(forms.Form):
    """并入."""

    successor = text("并入的机关", size=80, required=True, ground="它承接职权、人员和未结案件", css="wide",
                     help_text="现在的全称，边写边有提示。", widget=agency_box())  # fmt: skip
    on = day("合并日", ground="当日以前的文书保留原名称", help_text="不晚于今天；从这一天起原机关不再立案。")
    source = text("依据", size=160, required=True, ground=HISTORY, help_text="批复、公告的名称和文号。")
    carry_certificates = grounded(
        forms.BooleanField(label="依据写明原执法证继续有效", required=False,
                           help_text="不选的，人员转入后须换发执法证才能办案。"), "", "wide",
    )  # fmt: skip

    def clean_successor(self) -> int:
        """The agency's id."""
        found = admin.agency_choice(self.cleaned_data["successor"])
        if found is None:
            raise forms.ValidationError("没有这个机关；请写现在的全称，可以从“执法主体”里复制。")
        return found


def agency_merge(request: DeskRequest, agency_id: int) -> HttpResponse:
    """End this agency in favour of another; its open cases go over, closed ones stay."""
    admin.require_administration(request.actor, agency_id)
    card = org.agency_card(agency_id, today(request))
    back = reverse("desk:agency_page", args=[agency_id])
    page = FormPage(
        "机关合并", "合并", f"agency-merge-{agency_id}", back, f"{card.own_name}并入另一机关。",
        (Crumb("执法主体", "/agencies/"), Crumb(card.own_name, back)),
        warning="未结案件、在岗人员、办案角色和执法领域转到并入的机关；已结案件、已出具的文书一概不变。合并不能撤销。",
        danger=True,
    )  # fmt: skip

    def run(data: dict[str, Any]) -> object:
        given = {"successor_id": data.pop("successor"), **data}
        return merge_agency(actor=request.actor, agency_id=agency_id, at=instant(request), **given)

    said = "已合并；未结案件已由并入的机关承接，机关负责人、印章、系统管理员等角色请另行授予。"
    return take(request, MergeForm(request.POST or None), page, run, back_to(request, page, said))
