"""An act sent from a form: the form's answers become one command of the engine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from minzhifa.access import rls
from minzhifa.cases.operations import Done, done_before, perform
from minzhifa.desk.cases.act_form import OFFLINE, ActForm
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.gathering import gather
from minzhifa.desk.cases.papers import paper_values
from minzhifa.desk.request import DeskRequest, instant, once_token, sent_digest
from minzhifa.evidence.operations import store_file

RECORDS = {"record_inspection": "现场检查笔录", "record_interview": "询问笔录"}


def submit(request: DeskRequest, ask: Asking, form: ActForm) -> Done:
    """Do the act; files and act are one transaction. Raises what the engine raises."""
    answers = dict(form.cleaned_data)
    offline = answers.pop(OFFLINE, "")
    facts = gather(ask, answers)
    if ask.offer.action in RECORDS:
        day = answers["on"].isoformat()
        item = {"kind": "record", "title": f"{RECORDS[ask.offer.action]}（{day}）", "date": day, "count": "1 份"}
        facts["evidence"] = [{**item, "source": f"制作于{facts['record'].get('place', '')}"}]
    with rls.acting(request.actor):
        if ask.offer.action == "add_evidence":
            facts["evidence"] = _evidence(request, ask, facts["evidence"])
        return perform(
            actor=request.actor, case_id=ask.page.case.id, action=ask.offer.action, on=answers["on"],
            at=instant(request), facts=facts, expected_version=version_of(request, ask),
            idempotency_key=key_of(request), documents=paper_values(ask, answers),
            part=ask.offer.part, offline_ground=UUID(offline) if offline else None, sent=sent_digest(request),
        )  # fmt: skip


def version_of(request: DeskRequest, ask: Asking) -> int:
    """The version that the sender had before his eyes."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else ask.page.case.version  # noqa: PLR2004 -- an int


def key_of(request: DeskRequest) -> str | None:
    """The form's own token as idempotency key."""
    token = once_token(request)
    return f"desk:{token}" if token else None


def sent_before(request: DeskRequest) -> Done | None:
    """What this very form did when it was sent before (double click, a second tab, the browser's way back).

    Asked before the form is looked at: by then the case has gone on, and the form would be judged by another stage.
    Raises `KeyReused` when something else was typed the first time.
    """
    key = key_of(request)
    return done_before(actor=request.actor, key=key, digest=sent_digest(request)) if key else None


def _evidence(request: DeskRequest, ask: Asking, item: dict[str, Any]) -> list[dict[str, Any]]:
    uploads = request.FILES.getlist("files")
    if not uploads:
        return [item]
    found = []
    for number, upload in enumerate(uploads, 1):
        assert upload.file is not None  # noqa: S101 -- an upload has content
        title = item["title"] if len(uploads) == 1 else f"{item['title']}（{number}）"
        stored = store_file(
            actor=request.actor, case_id=ask.page.case.id, remit_id=ask.page.remit_id, upload=upload.file,
            name=upload.name or "", kind=item["kind"], title=title, at=instant(request),
            place_claim=str(item.get("source") or ""),
        )  # fmt: skip
        found.append({**item, "id": str(stored.id), "title": title, "sm3": stored.sm3, "sha256": stored.sha256})
    return found
