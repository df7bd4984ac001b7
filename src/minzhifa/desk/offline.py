"""平台外办理: what keeps an agency off the platform, until when it is entered, what was entered late."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Actor, Denied
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.cases.steps import label_of
from minzhifa.desk.cases.widgets import DateInput
from minzhifa.desk.forms import grounded
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.law.words import day_words
from minzhifa.org.offline import ARTICLE, KINDS
from minzhifa.org.operations import end_offline, record_offline
from minzhifa.org.operations.record_offline import RECORDERS
from minzhifa.org.queries import OfflineRow, offline_entries, offline_ground, offline_grounds, remits_of

CRUMBS = (Crumb("平台外办理", "/offline/"),)


class OfflineForm(forms.Form):
    """登记情形."""

    remit_id = grounded(forms.TypedChoiceField(label="机关和领域", coerce=int), "谁在哪个领域不能在平台办案", "wide")
    kind = grounded(
        forms.ChoiceField(label="情形", choices=[("", "请选择"), *KINDS.items()]), f"{ARTICLE}第一款", "wide"
    )
    began_on = grounded(forms.DateField(label="发生日", widget=DateInput()), f"{ARTICLE}第一款")
    basis = grounded(
        forms.CharField(
            label="依据的条文", max_length=200, required=False,
            help_text="选第三种情形的，写明法律、法规、规章的条文。",
        )
    )  # fmt: skip
    text = grounded(
        forms.CharField(label="具体情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3})),
        f"{ARTICLE}",
        "wide",
    )


class EndForm(forms.Form):
    """登记消除."""

    ended_on = grounded(forms.DateField(label="消除日", widget=DateInput()), f"{ARTICLE}第二款：自此起五个工作日内补录")


def may_record(actor: Actor, remit_id: int) -> bool:
    """The actor works in this remit."""
    return actor.holds(*RECORDERS, remit_id=remit_id)


def offline_list(request: DeskRequest) -> HttpResponse:
    """Every ground in sight with its term and the number of late entries."""
    rows = [(row, may_record(request.actor, row.remit_id)) for row in offline_grounds(request.actor, today(request))]
    context = {"rows": rows, "article": ARTICLE, "may": bool(remits_of(request.actor, *RECORDERS))}
    return render(request, "desk/org/offline.html", context)


def offline_page(request: DeskRequest, ground_id: UUID) -> HttpResponse:
    """One ground and the cases entered under it."""
    row = offline_ground(request.actor, ground_id, today(request))
    context = {
        "row": row, "entries": _entries(request.actor, ground_id), "crumbs": CRUMBS, "article": ARTICLE,
        "may": may_record(request.actor, row.remit_id),
    }  # fmt: skip
    return render(request, "desk/org/offline_ground.html", context)


def _entries(actor: Actor, ground_id: UUID) -> list[dict[str, Any]]:
    """What was entered, single acts by their label."""
    return [{**asdict(one), "label": label_of(one.action)} for one in offline_entries(actor, ground_id)]


def offline_new(request: DeskRequest) -> HttpResponse:
    """登记情形."""
    remits = remits_of(request.actor, *RECORDERS)
    if not remits:
        raise Denied("record_offline", "登记平台外办理的情形须是有案件办理职责的人员")
    form = OfflineForm(request.POST or None)
    form.fields["remit_id"].choices = [(r.id, f"{r.agency_name} · {r.field_name}") for r in remits]  # type: ignore[attr-defined]
    page = FormPage(
        "登记平台外办理的情形", "登记", "offline-new", reverse("desk:offline_list"),
        "情形消除以后五个工作日内补录；期间纸质文书、凭证妥善保存。", CRUMBS,
    )  # fmt: skip
    run = doing(record_offline, actor=request.actor, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已登记。情形消除后请及时登记消除并补录。"))


def offline_end(request: DeskRequest, ground_id: UUID) -> HttpResponse:
    """登记消除."""
    row = offline_ground(request.actor, ground_id, today(request))
    back = reverse("desk:offline_page", args=[ground_id])
    sub = f"{row.agency_name} · {row.field_name}，{day_words(row.began_on)}起：{row.label}"
    page = FormPage(
        "登记情形消除", "登记消除", f"offline-end-{ground_id}", back, sub, (*CRUMBS, Crumb(row.label, back)),
        warning="登记以后补录期限即起算，消除日不再更改。",
    )  # fmt: skip
    run = doing(end_offline, actor=request.actor, ground_id=ground_id, at=instant(request))
    return take(request, EndForm(request.POST or None), page, run, back_to(request, page, "已登记消除，补录期限起算。"))


def open_grounds(request: DeskRequest) -> list[tuple[str, str]]:
    """The choices of a form that enters a case: grounds of the actor's own remits."""
    rows = offline_grounds(request.actor, today(request), open_only=True)
    return [(str(row.id), in_words(row)) for row in rows if may_record(request.actor, row.remit_id)]


def grounds_for_act(actor: Actor, on: date, remit_id: int) -> forms.Field | None:
    """The question under which ground an act of an open case of this remit is entered; None while there is none."""
    rows = offline_grounds(actor, on, open_only=True)
    found = [(str(row.id), in_words(row)) for row in rows if row.remit_id == remit_id]
    if not found:
        return None
    asked: forms.Field = forms.ChoiceField(
        label="平台外办理后补录", required=False, choices=[("", "否，在平台上办理"), *found],
        help_text="办理日期写实际办理的日期；这一环节永久标明是补录的。",
    )  # fmt: skip
    grounded(asked, "办法第十七条第二款", "wide")
    return asked


def in_words(row: OfflineRow) -> str:
    """A ground in one line."""
    last = day_words(row.ended_on) if row.ended_on else "现在"
    return f"{row.agency_name} · {row.field_name}：{row.label}（{day_words(row.began_on)}至{last}）"


def band(actor: Actor, request: DeskRequest) -> dict[str, Any]:
    """What the workbench says of it: to those who enter, and to those who supervise."""
    return {"offline": offline_grounds(actor, today(request), open_only=True, limit=5)}
