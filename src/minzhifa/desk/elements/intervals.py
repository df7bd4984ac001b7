"""执法依据的施行区间: propose, compare, approve by somebody else, withdraw; an end is how a text is retired."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Denied
from minzhifa.catalog.errors import NOT_RETIRER, NOT_STATUTE_PROPOSER, NOT_STATUTE_PUBLISHER
from minzhifa.catalog.operations import Interval, approve_interval, propose_interval, withdraw_interval
from minzhifa.catalog.queries.intervals import (
    interval_change,
    interval_changes,
    text_card,
    text_history,
)
from minzhifa.desk.admin.differences import STATUTE_MARKS, interval_differences
from minzhifa.desk.admin.forms_catalog import ApproveForm, WithdrawForm
from minzhifa.desk.admin.forms_org import day, why
from minzhifa.desk.admin.handling import FormPage, back_to, take
from minzhifa.desk.admin.words import STATES, told
from minzhifa.desk.forms import grounded
from minzhifa.desk.labels import choices
from minzhifa.desk.request import DeskRequest, instant
from minzhifa.desk.shapes import Crumb
from minzhifa.law.words import day_words
from minzhifa.org.queries.admin import account_names


def _quote(label: str, ground: str) -> Any:
    box = forms.CharField(label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    return grounded(box, ground, "wide")


class IntervalForm(forms.Form):
    """From when to when a text is in force."""

    starts_on = day("施行日期", required=False, help_text="不知道的留空，可信度写“未知”。")
    ends_on = day("停止施行日期", required=False, help_text="从这一天起不再施行；没有废止的留空。")
    mark = grounded(forms.ChoiceField(label="可信度", choices=choices(STATUTE_MARKS)), "“已核”的，出处必填")
    from_quote = _quote("施行出处", "条文或者公布令的原话")
    to_quote = _quote("停止施行出处", "废止或者修订的文件")
    reason = why("变更理由")


def _title(title: str, version_date: Any) -> str:
    return f"{title}（{day_words(version_date) + '文本' if version_date else '日期未知的文本'}）"


def _crumbs(statute_id: int, title: str) -> tuple[Crumb, ...]:
    return Crumb("执法依据", "/statutes/"), Crumb(title, reverse("desk:statute_page", args=[statute_id]))


def element_intervals(request: DeskRequest, version_id: int) -> HttpResponse:
    """One text's interval, every change of it, and its rows in the ledger."""
    card = text_card(request.actor, version_id)
    lines = interval_changes(version_id)
    context = {
        "card": card, "title": _title(card.title, card.version_date), "lines": lines, "states": STATES,
        "marks": STATUTE_MARKS, "crumbs": _crumbs(card.statute_id, card.title),
        "names": account_names(who for line in lines for who in (line.proposed_by, line.approved_by)),
        "rows": [told(row) for row in text_history(request.actor, version_id)],
    }  # fmt: skip
    return render(request, "desk/elements/intervals.html", context)


def element_interval_new(request: DeskRequest, version_id: int) -> HttpResponse:
    """A change, filled in with the interval that the text has."""
    card = text_card(request.actor, version_id)
    if not card.may_propose:
        raise Denied("propose", NOT_STATUTE_PROPOSER)
    title, back = _title(card.title, card.version_date), reverse("desk:element_intervals", args=[version_id])
    sub = f"{title}　提出后由另一人审定，审定前不变。"
    crumbs = (*_crumbs(card.statute_id, card.title), Crumb("施行区间", back))
    page = FormPage("变更施行区间", "提出", f"interval-{version_id}", back, sub, crumbs)
    form = IntervalForm(request.POST or None, initial=card.interval.to_json())
    at = instant(request)

    def run(data: dict[str, Any]) -> object:
        reason = data.pop("reason")
        return propose_interval(
            actor=request.actor, at=at, version_id=version_id, interval=Interval(**data), reason=reason
        )

    return take(request, form, page, run, back_to(request, page, "已提出，等待另一人审定。"))


def element_interval(request: DeskRequest, change_id: int) -> HttpResponse:
    """One change beside the interval that it replaces, and what this account may do with it."""
    line = interval_change(request.actor, change_id)
    card = text_card(request.actor, line.version_id)
    context = {
        "line": line, "title": _title(line.title, line.version_date), "rows": interval_differences(line),
        "states": STATES,
        "names": account_names([line.proposed_by, line.approved_by]),
        "own": line.proposed_by == request.actor.account_id,
        "crumbs": _crumbs(card.statute_id, card.title),
    }  # fmt: skip
    return render(request, "desk/elements/interval.html", context)


def _asked(request: DeskRequest, change_id: int, title: str, verb: str, *, danger: bool = False) -> FormPage:
    line = interval_change(request.actor, change_id)
    if not (line.may_withdraw if danger else line.may_approve):
        why_not = NOT_RETIRER if danger else f"{NOT_STATUTE_PUBLISHER}不能审定自己提出的变更；已经审定的不再审定。"
        raise Denied("approve", why_not)
    back = reverse("desk:element_interval", args=[change_id])
    sub = f"{_title(line.title, line.version_date)}，第 {line.number} 次变更"
    return FormPage(title, verb, f"interval-{verb}-{change_id}", back, sub, (Crumb(line.title, back),), danger=danger)


def element_interval_approve(request: DeskRequest, change_id: int) -> HttpResponse:
    """审定 by another person than the proposer."""
    page, at = _asked(request, change_id, "审定施行区间变更", "审定"), instant(request)
    form = ApproveForm(request.POST or None)
    return take(
        request,
        form,
        page,
        lambda data: approve_interval(actor=request.actor, at=at, change_id=change_id, reason=data["reason"]),
        back_to(request, page, "已审定，施行区间从现在起按此适用；已用原文本的案件不变。"),
    )


def element_interval_withdraw(request: DeskRequest, change_id: int) -> HttpResponse:
    """撤回 by the proposer's side, 退回 by the approver's."""
    page, at = _asked(request, change_id, "退回施行区间变更", "退回", danger=True), instant(request)
    return take(
        request,
        WithdrawForm(request.POST or None),
        page,
        lambda data: withdraw_interval(actor=request.actor, at=at, change_id=change_id, reason=data["reason"]),
        back_to(request, page, "已退回。"),
    )
