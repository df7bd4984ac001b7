"""要素的版本: propose, compare, approve by somebody else, retire, and the history of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Actor, Denied
from minzhifa.catalog import operations
from minzhifa.catalog.errors import NOT_PROPOSER, NOT_PUBLISHER, NOT_RETIRER
from minzhifa.catalog.queries.intervals import ChangeLine, waiting_intervals
from minzhifa.catalog.queries.versions import (
    VersionContent,
    called,
    content_before,
    history,
    may_propose,
    newest_number,
    version_content,
    versions,
)
from minzhifa.catalog.queries.waiting import MOST, WaitingVersion, waiting_versions
from minzhifa.desk.admin.differences import brief, differences, interval_differences
from minzhifa.desk.admin.forms_catalog import FORMS, ApproveForm, RetireForm, WithdrawForm
from minzhifa.desk.admin.handling import FormPage, back_to, take
from minzhifa.desk.admin.words import STATES, THING_LABELS, told
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.org.queries.admin import account_names

CRUMBS = (Crumb("要素审定", "/proposals/"),)
PAGES = {"matter": "desk:matter_page", "benchmark": "desk:benchmark_page", "sparing": "desk:sparing_page"}


def proposal_list(request: DeskRequest) -> HttpResponse:
    """待审定: what waits, oldest first, each with what it changes."""
    rows = waiting_versions(request.actor)
    intervals = waiting_intervals(request.actor)
    context = {
        **waiting(rows[:MOST], intervals), "more": len(rows) > MOST, "most": MOST, "own": request.actor.account_id,
    }  # fmt: skip
    return render(request, "desk/admin/proposals.html", context)


def waiting(rows: Sequence[WaitingVersion], intervals: Sequence[ChangeLine]) -> dict[str, Any]:
    """What lists of waiting elements show: old → new of each, and by whom."""
    names = account_names([*(row.proposed_by for row in rows), *(one.proposed_by for one in intervals)])
    told = [(row, brief(row.kind, row.before, row.content)) for row in rows]
    spans = [(one, [row for row in interval_differences(one) if row.changed]) for one in intervals]
    return {"rows": told, "intervals": spans, "names": names, "labels": THING_LABELS}


def own_waiting(actor: Actor, most: int = 6) -> dict[str, Any]:
    """For the workbench: the elements that this account may approve, and those that it proposed."""
    rows = waiting_versions(actor, mine=True, most=most)
    spans = [one for one in waiting_intervals(actor) if one.may_approve or one.proposed_by == actor.account_id]
    more = len(rows) > most or len(spans) > most
    return {**waiting(rows[:most], spans[:most]), "more": more, "own": actor.account_id} if rows or spans else {}


def proposal_new(request: DeskRequest, kind: str, key: str) -> HttpResponse:
    """A new version, filled in with the one in force."""
    if kind not in FORMS or not may_propose(request.actor, kind, key):
        raise Denied("propose", NOT_PROPOSER)
    before = content_before(request.actor, kind, key, today(request))
    page = _new_page(kind, key, before, newest_number(kind, key))
    form = FORMS[kind](request.POST or None, content=before.content if before else {})
    at = instant(request)

    def run(data: dict[str, Any]) -> Any:
        given = {"effective_from": data.pop("effective_from"), "reason": data.pop("reason")}
        given["based_on"] = _based_on(request)
        return operations.propose_version(actor=request.actor, at=at, kind=kind, key=key, content=data, **given)

    return take(request, form, page, run, back_to(request, page, "已提出，等待另一人审定。"))


def _based_on(request: DeskRequest) -> int | None:
    """The number of the newest version when the form was shown; after a refusal the form carries the present one."""
    sent = request.POST.get("based_on", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None  # noqa: PLR2004 -- an int


def _new_page(kind: str, key: str, before: VersionContent | None, newest: int) -> FormPage:
    return FormPage(
        f"提出{THING_LABELS[kind]}的新版本",
        "提出",
        f"propose-{kind}-{key}",
        reverse("desk:proposal_history", args=[kind, key]),
        f"{_called(kind, key, before)}　提出后由另一人审定，审定前不生效。",
        _crumbs(kind, key, before),
        "desk/admin/propose.html",
        more={"newest": newest},
    )


def proposal_page(request: DeskRequest, kind: str, version_id: int) -> HttpResponse:
    """One version beside the one it would replace, and what this account may do with it."""
    shown = version_content(request.actor, kind, version_id)
    start = shown.line.effective_from or today(request)
    before = content_before(request.actor, kind, shown.key, start, besides=version_id)
    rows = differences(kind, before.content if before else None, shown.content)
    context = {
        "shown": shown, "before": before, "rows": rows, "changed": sum(row.changed for row in rows),
        "label": THING_LABELS[kind], "states": STATES, "crumbs": _crumbs(kind, shown.key, shown),
        "called": _called(kind, shown.key, shown),
        "names": account_names([shown.line.proposed_by, shown.line.approved_by]),
        "own": shown.line.proposed_by == request.actor.account_id,
    }  # fmt: skip
    return render(request, "desk/admin/proposal.html", context)


def proposal_history(request: DeskRequest, kind: str, key: str) -> HttpResponse:
    """Every version of one thing, and its rows in the ledger."""
    lines = versions(kind, key)
    rows = [told(row) for row in history(request.actor, kind, key)]
    names = account_names(who for line in lines for who in (line.proposed_by, line.approved_by))
    context = {"lines": lines, "rows": rows, "names": names, "states": STATES, "kind": kind, "key": key}
    context |= {"label": THING_LABELS[kind], "may": kind in FORMS and may_propose(request.actor, kind, key)}
    before = content_before(request.actor, kind, key, today(request))
    context |= {"crumbs": _crumbs(kind, key, before), "called": _called(kind, key, before)}
    return render(request, "desk/admin/versions.html", context)


def proposal_approve(request: DeskRequest, kind: str, version_id: int) -> HttpResponse:
    """审定 by another person than the proposer."""
    shown, page = _asked(request, kind, version_id, "审定新版本", "审定")
    if not shown.may_approve:
        raise Denied("approve", f"{NOT_PUBLISHER}不能审定自己提出的版本；已经审定的不再审定。")
    at = instant(request)
    return take(
        request,
        ApproveForm(request.POST or None),
        page,
        lambda data: operations.approve_version(
            actor=request.actor, at=at, kind=kind, version_id=version_id, reason=data["reason"]
        ),
        back_to(request, page, "已审定，到生效日起用。"),
    )


def proposal_retire(request: DeskRequest, kind: str, version_id: int) -> HttpResponse:
    """退回、撤回 a proposal, or end a published version on a day."""
    proposed = version_content(request.actor, kind, version_id).line.state == "proposed"
    verb = "退回" if proposed else "停用"
    shown, page = _asked(request, kind, version_id, f"{verb}这一版本", verb, danger=True)
    if not shown.may_retire:
        raise Denied("retire", NOT_RETIRER)
    form, at = (WithdrawForm if proposed else RetireForm)(request.POST or None), instant(request)
    return take(
        request,
        form,
        page,
        lambda data: operations.retire(actor=request.actor, at=at, kind=kind, version_id=version_id, **data),
        back_to(request, page, f"已{verb}。"),
    )


def _asked(
    request: DeskRequest, kind: str, version_id: int, title: str, verb: str, *, danger: bool = False
) -> tuple[VersionContent, FormPage]:
    """The version and the page of what is to be done with it."""
    shown = version_content(request.actor, kind, version_id)
    back = reverse("desk:proposal_page", args=[kind, version_id])
    key = "retire" if danger else "approve"
    sub = f"{THING_LABELS[kind]} {_called(kind, shown.key, shown)}，第 {shown.line.number} 版"
    return shown, FormPage(title, verb, f"{key}-{kind}-{version_id}", back, sub, _crumbs(kind, shown.key, shown),
                           danger=danger)  # fmt: skip


def _name(shown: VersionContent | None) -> str:
    return called(shown.content) if shown else ""


def _called(kind: str, key: str, shown: VersionContent | None) -> str:
    """By its code, which papers cite; a template by its title: its key is the system's own."""
    return _name(shown) or key if kind == "template" else key


def _crumbs(kind: str, key: str, shown: VersionContent | None) -> tuple[Crumb, ...]:
    """From the inbox to the thing's own page."""
    if kind not in THING_LABELS:
        raise Http404
    name = _name(shown) or key
    url = reverse(PAGES[kind], args=[key]) if kind in PAGES else reverse("desk:template_list")
    return (*CRUMBS, Crumb(name, url))
