"""平台应用豁免: applications on three grounds, their chain of approval, the register of who is exempt until when."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Denied, Role
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.cases.widgets import DateInput
from minzhifa.desk.forms import grounded, text
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.org.exemption import ARTICLE, GROUNDS, NEXT, STEPS
from minzhifa.org.operations import apply_exemption, record_exemption_step
from minzhifa.org.operations.record_exemption_step import require_registrar
from minzhifa.org.queries import exemption, exemptions, remits_of

CRUMBS = (Crumb("平台应用豁免", "/exemptions/"),)


class ExemptionForm(forms.Form):
    """申请."""

    remit_id = grounded(forms.TypedChoiceField(label="机关和领域", coerce=int), f"{ARTICLE}第一款", "wide")
    ground = grounded(
        forms.ChoiceField(label="情形", choices=[("", "请选择"), *GROUNDS.items()]), f"{ARTICLE}第一款", "wide"
    )
    basis = text("依据的规定", size=300, required=True, ground=f"{ARTICLE}第一款", css="wide")
    scope = text(
        "不在平台办理的业务范围", size=500, required=True, css="wide", ground="只写范围，不写任何秘密事项本身"
    )  # fmt: skip
    system_name = text("改用的系统", size=100)
    valid_from = grounded(forms.DateField(label="起", widget=DateInput()))
    valid_until = grounded(forms.DateField(label="至（含）", widget=DateInput(), required=False))
    on = grounded(forms.DateField(label="申请日期", widget=DateInput()), f"{ARTICLE}第二款")


class StepForm(forms.Form):
    """办理环节."""

    step = grounded(forms.ChoiceField(label="环节"), f"{ARTICLE}第二款：按照程序报省人民政府同意", "wide")
    body = text("办理的机关", size=100, required=True, ground="谁审核、谁同意")
    document = text("文件、文号", size=120, help_text="省人民政府同意的，必须写明。")
    on = grounded(forms.DateField(label="日期", widget=DateInput()))
    opinion = text("意见", size=500, css="wide")


def exemption_list(request: DeskRequest) -> HttpResponse:
    """The register and what is on its way, as far as one may see."""
    on = today(request)
    rows = [(row, GROUNDS[row.ground], STEPS[row.state], row.holds(on)) for row in exemptions(request.actor)]
    may = request.actor.holds(Role.AGENCY_HEAD)
    return render(request, "desk/org/exemptions.html", {"rows": rows, "may": may, "article": ARTICLE})


def exemption_page(request: DeskRequest, exemption_id: UUID) -> HttpResponse:
    """One application with its steps."""
    row = exemption(request.actor, exemption_id)
    context = {
        "row": row, "ground": GROUNDS[row.ground], "steps": [(one, STEPS[one.step]) for one in row.steps],
        "holds": row.holds(today(request)), "crumbs": CRUMBS, "article": ARTICLE, "state": STEPS[row.state],
        "open": bool(NEXT[row.state]) and request.actor.holds(Role.AGENCY_HEAD),
    }  # fmt: skip
    return render(request, "desk/org/exemption.html", context)


def exemption_new(request: DeskRequest) -> HttpResponse:
    """申请, by the head of a provincial agency."""
    remits = remits_of(request.actor, Role.AGENCY_HEAD)
    if not remits:
        raise Denied("apply_exemption", "由省级行政执法机关的负责人申请")
    form = ExemptionForm(request.POST or None)
    form.fields["remit_id"].choices = [(r.id, f"{r.agency_name} · {r.field_name}") for r in remits]  # type: ignore[attr-defined]
    page = FormPage(
        "申请平台应用豁免", "申请", "exemption-new", reverse("desk:exemption_list"),
        "经省级司法行政部门审核，报省人民政府同意后生效。", CRUMBS,
    )  # fmt: skip
    run = doing(apply_exemption, actor=request.actor, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已申请。"))


def exemption_step(request: DeskRequest, exemption_id: UUID) -> HttpResponse:
    """登记办理环节."""
    require_registrar(request.actor)
    row = exemption(request.actor, exemption_id)
    back = reverse("desk:exemption_page", args=[exemption_id])
    form = StepForm(request.POST or None)
    form.fields["step"].choices = [(one, STEPS[one]) for one in NEXT[row.state]]  # type: ignore[attr-defined]
    page = FormPage(
        "登记办理环节", "登记", f"exemption-step-{exemption_id}", back, f"{row.agency_name} · {row.field_name}", CRUMBS
    )
    run = doing(record_exemption_step, actor=request.actor, exemption_id=exemption_id, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已登记。"))
