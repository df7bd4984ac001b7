"""机关往来: cases offered to us, requests for assistance, requests to designate; what we sent; what moved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Role
from minzhifa.cases.operations import (
    accept_transfer,
    answer_assistance,
    delay_assistance,
    designate_agency,
    designees,
    refuse_transfer,
    register_request,
)
from minzhifa.cases.operations.answer_assistance import ARTICLE as HELP
from minzhifa.cases.operations.answer_assistance import RESULTS
from minzhifa.cases.operations.designate_agency import ARTICLE as DESIGNATION
from minzhifa.cases.operations.refuse_transfer import ARTICLE as OBJECTION
from minzhifa.cases.queries import (
    ReferralPage,
    handovers,
    referral,
    referral_file,
    referral_letter,
    referral_reply,
    referrals,
)
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.cases.widgets import DateInput
from minzhifa.desk.forms import grounded, text
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb, Tab
from minzhifa.documents.wording import EVIDENCE_KINDS
from minzhifa.documents.wording_handing import OUTGOING
from minzhifa.evidence.operations import store_file
from minzhifa.org.queries import remits_of

CRUMBS = (Crumb("机关往来", "/referrals/"),)
BOXES = (
    ("in", "收到的", "/referrals/"),
    ("out", "发出的", "/referrals/?box=out"),
    ("moved", "整案移交", "/referrals/moved/"),
)
STATES = (("", "全部", ""), ("open", "待办理", "&state=open"))
WRITERS = (Role.OFFICER, Role.SECTION_HEAD, Role.AGENCY_HEAD)


def _long(label: str, ground: str, **more: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": 4})
    return grounded(forms.CharField(label=label, max_length=4000, widget=widget, **more), ground, "wide")


class FieldForm(forms.Form):
    """In which of the agency's fields it is handled; asked only where there are several."""

    def __init__(self, page: ReferralPage, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        if len(page.remits) > 1:
            places = [(one.field_code, one.field_name) for one in page.remits]
            own = page.field_code if page.field_code in dict(places) else ""
            self.fields["field"] = grounded(
                forms.ChoiceField(label="办理的领域", choices=[("", "请选择"), *places], initial=own), "处罚法第十七条"
            )


class RefuseForm(forms.Form):
    """异议."""

    reason = _long("异议的理由和依据", OBJECTION)


class AnswerForm(FieldForm):
    """复函."""

    result = grounded(forms.ChoiceField(label="协助的结果", choices=[("", "请选择"), *RESULTS.items()]), HELP)
    text = _long("协助调查的情况", HELP, help_text="不属于本机关职权范围的，写明为什么。写入复函。")
    kind = grounded(
        forms.ChoiceField(label="附送文件的证据种类", choices=list(EVIDENCE_KINDS.items()), required=False),
        "处罚法第四十六条",
    )


class DelayForm(forms.Form):
    """延期."""

    until = grounded(forms.DateField(label="延期至", widget=DateInput()), "市监程序第四十五条第二款：届满前告知")
    reason = _long("延期的理由", HELP)


class DesignateForm(forms.Form):
    """指定."""

    agency_id = grounded(forms.TypedChoiceField(label="被指定的机关", coerce=int, empty_value=None, required=False),
                         DESIGNATION, "wide")  # fmt: skip
    agency_name = text(
        "不在平台上的机关", size=100, css="wide", help_text="上面没有的才写；本案不移交，只登记指定的结果。"
    )
    number = text("指定管辖决定文号", size=60, required=True, ground=DESIGNATION)
    reason = _long("指定的理由", DESIGNATION)


class RequestForm(forms.Form):
    """登记平台外的来函."""

    remit_id = grounded(forms.TypedChoiceField(label="本机关和领域", coerce=int), HELP, "wide")
    sender = text("来函机关", size=100, required=True, ground="在平台上办案的机关直接在平台发函")
    letter_number = text("来函文号", size=60)
    received_on = grounded(forms.DateField(label="接到日期", widget=DateInput()), "期限自此日起算")
    subject = text("对方所办的案件", size=200, required=True, css="wide")
    matters = _long("请求协助的事项", HELP)
    facts = _long("案件的有关情况", "", required=False)


def referral_list(request: DeskRequest) -> HttpResponse:
    """What came, or what was sent, newest first."""
    box = "out" if request.GET.get("box") == "out" else "in"
    asked = listing(request)
    state = "open" if request.GET.get("state") == "open" else ""
    rows = referrals(request.actor, today(request), box=box, state=state, after=_uuid(asked.after), limit=PAGE_SIZE + 1)
    context = {
        "page": asked.page(rows, lambda row: row.id), "box": box, "tabs": _tabs(box), "states": _states(box, state),
        "may": request.actor.holds(*WRITERS),
    }  # fmt: skip
    return render(request, "desk/referrals/list.html", context)


def handover_list(request: DeskRequest) -> HttpResponse:
    """Cases that went over from agency to agency."""
    asked = listing(request)
    rows = handovers(request.actor, after=_uuid(asked.after), limit=PAGE_SIZE + 1)
    page = asked.page(rows, lambda row: row.id)
    return render(request, "desk/referrals/moved.html", {"page": page, "tabs": _tabs("moved")})


def _tabs(current: str) -> list[Tab]:
    return [Tab(label, url, key == current) for key, label, url in BOXES]


def _states(box: str, state: str) -> list[Tab]:
    return [Tab(label, f"?box={box}{query}", key == state) for key, label, query in STATES]


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def referral_page(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """One letter: what was asked, what is attached, until when, what was answered."""
    page = referral(request.actor, referral_id, today(request))
    content = page.content
    evidence = [
        {**one, "kind_label": EVIDENCE_KINDS.get(str(one.get("kind")), "")} for one in content.get("evidence") or ()
    ]
    context = {
        "page": page, "row": page.line, "crumbs": CRUMBS, "evidence": evidence, "files": content.get("files") or (),
        "ground": OUTGOING.get(str((content.get("outgoing") or {}).get("ground"))),
        "result": RESULTS.get(str(page.answer.get("result"))),
        "heads": request.actor.holds(Role.AGENCY_HEAD), "takes": request.actor.holds(Role.OFFICER, Role.SECTION_HEAD),
    }  # fmt: skip
    return render(request, "desk/referrals/page.html", context)


def _form_page(title: str, verb: str, page: ReferralPage, **more: Any) -> FormPage:
    row = page.line
    back = reverse("desk:referral_page", args=[row.id])
    crumbs = (*CRUMBS, Crumb(row.kind_label, back))
    sub = f"{row.from_agency_name}　{row.letter_number}　{row.subject}"
    return FormPage(title, verb, f"referral-{verb}-{row.id}", back, sub, crumbs, **more)


def transfer_accept(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """接收: a lead of one's own."""
    page = referral(request.actor, referral_id, today(request))
    shown = _form_page(
        "接收移送", "接收", page,
        warning="接收后成为本机关的线索，当事人、案情、证据清单和附送的文件一并带入；核查期限自收到材料之日起算。",
    )  # fmt: skip
    run = doing(accept_transfer, actor=request.actor, referral_id=referral_id, at=instant(request))
    said = back_to(request, shown, "已接收，登记为本机关的线索。")
    return take(request, FieldForm(page, request.POST or None), shown, run, said)


def transfer_refuse(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """有异议."""
    page = referral(request.actor, referral_id, today(request))
    shown = _form_page(
        "对移送有异议", "提出异议", page, danger=True,
        warning="有异议的不得再自行移送，应当报请共同的上一级机关指定管辖；上一级机关在平台上的，提出后即进入其工作台。",
    )  # fmt: skip
    run = doing(refuse_transfer, actor=request.actor, referral_id=referral_id, at=instant(request))
    return take(
        request,
        RefuseForm(request.POST or None),
        shown,
        run,
        back_to(request, shown, "已退回移送机关，并报请指定管辖。"),
    )


def assistance_answer(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """复函, with the evidence that was found."""
    page = referral(request.actor, referral_id, today(request))
    form = AnswerForm(page, request.POST or None, request.FILES or None)
    shown = _form_page("协助调查复函", "复函", page, template="desk/referrals/answer.html", uploads=True)

    def run(data: dict[str, Any]) -> Any:
        kind = data.pop("kind") or "documentary"
        for upload in request.FILES.getlist("files"):
            assert upload.file is not None  # noqa: S101 -- an upload has content
            store_file(
                actor=request.actor, case_id=referral_id, remit_id=_remit(page, data.get("field")), upload=upload.file,
                name=upload.name or "", kind=kind, title=(upload.name or "").rpartition(".")[0],
                at=instant(request), place_claim=page.line.to_agency_name,
            )  # fmt: skip
        return answer_assistance(actor=request.actor, referral_id=referral_id, at=instant(request), **data)

    return take(request, form, shown, run, back_to(request, shown, "已复函，结果和证据已经送回来函机关。"))


def _remit(page: ReferralPage, field: str | None) -> int:
    wanted = field or page.field_code
    return next((one.id for one in page.remits if one.field_code == wanted), page.remits[0].id if page.remits else 0)


def assistance_delay(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """告知延期."""
    page = referral(request.actor, referral_id, today(request))
    shown = _form_page("告知延期", "告知延期", page)
    run = doing(delay_assistance, actor=request.actor, referral_id=referral_id, at=instant(request))
    return take(request, DelayForm(request.POST or None), shown, run, back_to(request, shown, "已告知来函机关延期。"))


def designation_make(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """指定管辖."""
    page = referral(request.actor, referral_id, today(request))
    form = DesignateForm(request.POST or None)
    found = designees(superior_id=page.to_agency_id, field_code=page.field_code, at=instant(request))
    form.fields["agency_id"].choices = [("", "请选择"), *((one.id, one.name) for one in found)]  # type: ignore[attr-defined]
    shown = _form_page(
        "指定管辖", "指定", page,
        warning="指定由其他机关管辖的，案件随即移交：编码、文号、已做的文书和证据不变，期限继续计算；原机关只能查阅移交以前的内容。",
    )  # fmt: skip
    run = doing(designate_agency, actor=request.actor, referral_id=referral_id, at=instant(request))
    return take(request, form, shown, run, back_to(request, shown, "已指定。"))


def request_new(request: DeskRequest) -> HttpResponse:
    """登记平台外机关的协助请求."""
    form = RequestForm(request.POST or None)
    remits = remits_of(request.actor, *WRITERS)
    form.fields["remit_id"].choices = [(r.id, f"{r.agency_name} · {r.field_name}") for r in remits]  # type: ignore[attr-defined]
    page = FormPage(
        "登记协助请求", "登记", "referral-new", reverse("desk:referral_list"),
        "平台以外的机关发来的协助调查函；期限、复函与平台内的相同。", CRUMBS,
    )  # fmt: skip
    run = doing(register_request, actor=request.actor, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已登记，列在收到的来函中。"))


def letter_pdf(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """The letter."""
    return HttpResponse(referral_letter(request.actor, referral_id), content_type="application/pdf")


def reply_pdf(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """The reply."""
    return HttpResponse(referral_reply(request.actor, referral_id), content_type="application/pdf")


def shared_file(request: DeskRequest, referral_id: UUID, evidence_id: UUID) -> FileResponse:
    """An attached file as it was stored, after its digests were compared."""
    told, content = referral_file(request.actor, referral_id, evidence_id)
    return FileResponse(content, as_attachment=True, filename=told["name"], content_type=told["media_type"])
