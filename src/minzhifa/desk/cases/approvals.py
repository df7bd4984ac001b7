"""审批: what waits for my decision; one screen to decide it on; simple ones together."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.cases.operations import perform
from minzhifa.cases.queries import ApprovalLine, approvals
from minzhifa.desk.cases.act_form import act_form
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.frame import draft_key
from minzhifa.desk.cases.pages import asking, blocked
from minzhifa.desk.cases.papers import draft_pages, given, kinds_of
from minzhifa.desk.cases.steps import simple
from minzhifa.desk.cases.tabs import BY_TAB, named_rows
from minzhifa.desk.cases.view_of import act_url, chips
from minzhifa.desk.request import DeskRequest, instant, once_token, today
from minzhifa.desk.shapes import Crumb
from minzhifa.law.procedure import FACTS, Offer

CRUMBS = (Crumb("审批", "/approvals/"),)
OWN = ("acts", "pending", "resume_stage")  # what the engine itself keeps
BACK = ("return_", "decline_request")
MOST = 30


def approval_list(request: DeskRequest) -> HttpResponse:
    """The inbox, oldest first."""
    rows = [(line, simple(line.act)) for line in approvals(request.actor)]
    return render(request, "desk/approvals/list.html", {"rows": rows, "any_simple": any(s for _, s in rows)})


def approval_page(request: DeskRequest, code: str, action: str, part: str = "") -> HttpResponse:
    """The document, the facts, the checks and what changed since it was last returned; approve or return."""
    ask = asking(request, code, action, part)
    on = today(request)
    document = next(iter(kinds_of(ask)), None)
    back = _back(ask)
    context = {
        **BY_TAB[""](request.actor, ask.page, on), "page": ask.page, "case": ask.page.case, "ask": ask,
        "form": act_form(ask), "back": back, "document": document, "crumbs": CRUMBS,
        "pages": draft_pages(ask, document.id, {}, {}) if document else [], "changed": changed(ask),
        "failed": [f for f in ask.page.findings if f.ok is False], "chips": chips(ask.page), "problem": blocked(ask),
        "next": "approvals", "act_url": act_url(code, action, part),
        "draft": draft_key(ask.page.case.code, action, part),
        "back_draft": draft_key(ask.page.case.code, back[0].action, part) if back else "",
        "opinions": opinions(ask),
        "open": [f for f in ask.page.findings if f.ok is None and f.due], "version": ask.page.case.version,
    }  # fmt: skip
    return render(request, "desk/approvals/page.html", context)


def opinions(ask: Asking) -> list[tuple[str, dict[str, Any] | None]]:
    """What the proposer and the section head said on what is to be decided; None where he has not said anything."""
    words = given(ask)
    if not words:
        return []
    return [("承办人", words["proposer_opinion"]), ("办案机构负责人", words.get("section_opinion"))]


def _back(ask: Asking) -> tuple[Offer, Any, str] | None:
    """The act that sends it back, with its form and address."""
    offer = next((o for o in ask.page.offers_of(ask.offer.part) if o.allowed and o.action.startswith(BACK)), None)
    if offer is None:
        return None
    url = act_url(ask.page.case.code, offer.action, offer.part)
    return offer, act_form(Asking(ask.actor, ask.page, offer, ask.on)), url


def changed(ask: Asking) -> list[dict[str, Any]]:
    """What happened since it last came back: each act with the facts it touched. Empty when it never came back."""
    rows = named_rows(ask.page)
    returned = [i for i, r in enumerate(rows) if str(r["row"].payload.get("action") or "").startswith(BACK)]
    if not returned:
        return []
    return [
        {**r, "touched": [FACTS[k].label for k in r["row"].payload.get("facts") or {} if k in FACTS and k not in OWN]}
        for r in rows[returned[-1] :]
        if r["row"].payload.get("action")
    ]  # fmt: skip


@require_POST
def approval_batch(request: DeskRequest) -> HttpResponse:
    """Approve the chosen simple ones, each by itself: one refusal does not hold up the others."""
    chosen = set(request.POST.getlist("chosen")[:MOST])
    for line in approvals(request.actor):
        key = f"{line.case.id}:{line.part}:{line.act}"
        if f"{key}:{line.case.version}" in chosen and simple(line.act):
            _approve(request, line)
            chosen.discard(f"{key}:{line.case.version}")
        elif changed := {one for one in chosen if one.rpartition(":")[0] == key}:
            chosen -= changed
            messages.warning(request, f"{line.case.code} 没有批准：您打开列表以后案件有了变化，请审阅后再定。")
    if chosen:
        messages.info(request, f"另有 {len(chosen)} 件没有办理：已经批准、退回，或者不再等您审批。")
    return HttpResponseRedirect(reverse("desk:approval_list"))


def _approve(request: DeskRequest, line: ApprovalLine) -> None:
    token, code = once_token(request), line.case.code
    key = f"desk:{uuid5(token, f'{line.case.id}:{line.part}:{line.act}')}" if token else None
    try:
        perform(
            actor=request.actor, case_id=line.case.id, action=line.act, on=today(request), at=instant(request),
            facts={}, expected_version=line.case.version, idempotency_key=key, part=line.part,
        )  # fmt: skip
    except (Refused, Denied) as refusal:
        messages.error(request, f"{code} 没有批准：{refusal}")
    else:
        messages.success(request, f"{code} 已批准。")
