"""案件页: its tabs, and every act as a form inside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from minzhifa.access import Denied, rls
from minzhifa.access.errors import Refused
from minzhifa.cases.errors import KeyReused
from minzhifa.cases.operations import Done, make_paper
from minzhifa.cases.queries import CasePage, case_file, case_page_by_code
from minzhifa.desk.cases.act_form import ActForm, act_form, place
from minzhifa.desk.cases.acting import sent_before, submit, version_of
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.frame import draft_key, frame, qr_svg
from minzhifa.desk.cases.gathering import gather
from minzhifa.desk.cases.meanwhile import FORM_KEPT, SENT_BEFORE, STALE, changed_since_sent, overtaken
from minzhifa.desk.cases.papers import draft_pages, kinds_of, paper_values
from minzhifa.desk.cases.steps import offer_of
from minzhifa.desk.cases.tabs import BY_TAB
from minzhifa.desk.cases.view_of import TABS, act_url
from minzhifa.desk.errors import problem_of
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Problem
from minzhifa.documents.pdfs import pdf_of
from minzhifa.evidence.operations import record_custody
from minzhifa.evidence.queries import custody, file, open_file
from minzhifa.ledger.verify import verify

TAB_KEYS = frozenset(key for key, _ in TABS)


def case_page(request: DeskRequest, code: str, tab: str = "") -> HttpResponse:
    """One tab of one case."""
    if tab not in TAB_KEYS:
        raise Http404
    page = case_page_by_code(request.actor, code, on=today(request))
    context = {**frame(request, page, tab), **BY_TAB[tab](request.actor, page, today(request))}
    return render(request, "desk/cases/page.html", {**context, "panel": f"desk/cases/tabs/{tab or 'overview'}.html"})


def asking(request: DeskRequest, code: str, action: str, part: str = "") -> Asking:
    """The act as asked of this actor now. Raises 404 for what is no act."""
    page = case_page_by_code(request.actor, code, on=today(request))
    offer = offer_of(page.state, action, part, page.offers_of(part))
    if offer is None or action == "register_lead":  # a lead has a page of its own
        raise Http404
    return Asking(request.actor, page, offer, today(request))


def case_act(request: DeskRequest, code: str, action: str, part: str = "") -> HttpResponse:
    """The act's form, its draft document beside it; sent, it is done or refused with everything typed kept."""
    ask = asking(request, code, action, part)
    form = act_form(ask, request.POST or None, request.FILES or None)
    problem, status = blocked(ask), 200
    if request.method == "POST":
        outcome = attempt(request, ask, form)
        if isinstance(outcome, Done):
            return HttpResponseRedirect(after(request, ask, outcome))
        problem, status = outcome, 422
        if outcome.code == STALE:  # as it is now, with everything typed
            ask = asking(request, code, action, part)
            form, problem = act_form(ask, request.POST), overtaken(ask, version_of(request, ask))
        if outcome.code in (STALE, SENT_BEFORE):
            status = 409
    return render(request, "desk/cases/page.html", act_context(request, ask, form, problem), status=status)


def act_context(request: DeskRequest, ask: Asking, form: ActForm, problem: Problem | None) -> dict[str, Any]:
    """The case page with the form as its panel."""
    return {
        **frame(request, ask.page, "act"), "panel": "desk/cases/act.html", "ask": ask, "form": form, "problem": problem,
        "kinds": kinds_of(ask), "draft": draft_key(ask.page.case.code, ask.offer.action, ask.offer.part),
        "act_url": act_url(ask.page.case.code, ask.offer.action, ask.offer.part),
        "next": request.POST.get("next", ""), "version": _version(request, ask, problem),
    }  # fmt: skip


def _version(request: DeskRequest, ask: Asking, problem: Problem | None) -> int:
    """Of the case as the sender knows it: that of his form, until he was told what has changed since."""
    told = problem is not None and problem.code in (STALE, SENT_BEFORE)
    return ask.page.case.version if told else version_of(request, ask)


def blocked(ask: Asking) -> Problem | None:
    """Why the act cannot be done now, already before anything is typed."""
    why = ask.offer.why
    return (
        Problem(why.message, "可以先填写，内容会存在本机；条件具备以后再提交。", "", why.article, why.code, "near")
        if why
        else None
    )


def attempt(request: DeskRequest, ask: Asking, form: ActForm) -> Done | Problem:
    """Do it; a refusal stands beside its field and above the form. `Denied` goes on to the 403 page."""
    try:
        if before := sent_before(request):
            return before
        if not form.is_valid():
            return Problem("还有内容没有填对", FORM_KEPT, "逐项看下面标红的栏目。")
        return submit(request, ask, form)
    except KeyReused as again:
        return changed_since_sent(again)
    except Denied:
        raise
    except Refused as refusal:
        place(form, refusal)
        return problem_of(refusal, FORM_KEPT)


def after(request: DeskRequest, ask: Asking, done: Done) -> str:
    """Where to go when it was done, with a word on what happened."""
    papers = f"，生成文书 {len(done.documents)} 份" if done.documents else ""
    messages.success(request, f"{'已经办理过' if done.repeated else '已办理'}：{ask.offer.label}{papers}。")
    target = request.POST.get("next", "")
    page = reverse("desk:approval_list") if target == "approvals" else reverse("desk:case_page", args=[done.code])
    return f"{page}?did={ask.offer.action}" + (f"&in={ask.offer.part}" if ask.offer.part else "")


@require_POST
def case_preview(request: DeskRequest, code: str, action: str, part: str = "") -> HttpResponse:
    """The act's document as it would be with what is typed so far."""
    ask = asking(request, code, action, part)
    form = act_form(ask, request.POST, None)
    form.full_clean()
    kinds = kinds_of(ask)
    chosen = next((k for k in kinds if k.id == request.POST.get("kind")), kinds[0] if kinds else None)
    pages = _draft(ask, form, chosen.id) if chosen else []
    return render(request, "desk/cases/preview.html", {"pages": pages, "kind": chosen})


def _draft(ask: Asking, form: ActForm, kind_id: str) -> list[str]:
    answers = form.kept()
    try:
        return draft_pages(ask, kind_id, gather(ask, answers), paper_values(ask, answers).get(kind_id, {}))
    except Refused:
        return []


def case_document(request: DeskRequest, code: str, document_id: UUID) -> HttpResponse:
    """The PDF of a document."""
    with rls.acting(request.actor):
        content = pdf_of(document_id)
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": 'inline; filename="document.pdf"'})


def case_binder(request: DeskRequest, code: str) -> HttpResponse:
    """案卷 as one PDF."""
    page = case_page_by_code(request.actor, code, on=today(request))
    name = f'inline; filename="{page.case.code}.pdf"'
    content = case_file(request.actor, page, at=instant(request))
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": name})


def case_evidence(request: DeskRequest, code: str, evidence_id: UUID) -> FileResponse:
    """A piece of evidence as it was stored; who looked stands in its custody list."""
    stored = file(request.actor, evidence_id)
    with rls.acting(request.actor):
        content = open_file(request.actor, evidence_id)
        note_viewing(request, evidence_id)
    return FileResponse(content, as_attachment=True, filename=stored.original_name, content_type=stored.media_type)


def note_viewing(request: DeskRequest, evidence_id: UUID) -> None:
    """Handlers' looks are recorded; others' are in the access record alone."""
    try:
        record_custody(actor=request.actor, evidence_id=evidence_id, action="viewed", at=instant(request))
    except Denied:
        return


def case_custody(request: DeskRequest, code: str, evidence_id: UUID) -> HttpResponse:
    """Hashes and chain of custody of one file, in the dialog."""
    with rls.acting(request.actor):
        context = {"file": file(request.actor, evidence_id), "custody": custody(request.actor, evidence_id)}
    return render(request, "desk/cases/custody.html", {**context, "code": code})


@require_POST
def case_make_paper(request: DeskRequest, code: str) -> HttpResponse:
    """Make a paper that an earlier act left unmade; refused, the sentence stands above the list."""
    page = case_page_by_code(request.actor, code, on=today(request))
    seq = request.POST.get("seq", "")
    try:
        made = make_paper(
            actor=request.actor, case_id=page.case.id, kind=request.POST.get("kind", ""),
            seq=int(seq) if seq.isdecimal() else 0, at=instant(request),
            values={name[4:]: request.POST.get(name, "") for name in request.POST if name.startswith("doc.")},
        )  # fmt: skip
    except (Refused, Denied) as refusal:
        messages.error(request, problem_of(refusal).what)
    else:
        messages.success(request, f"已补制《{made.title}》{made.number}。")
    return HttpResponseRedirect(reverse("desk:case_tab", args=[page.case.code, "documents"]))


@require_POST
def case_verify(request: DeskRequest, code: str) -> HttpResponse:
    """Check the case's chain now."""
    report = verify(case_page_by_code(request.actor, code, on=today(request)).case.id)
    return render(request, "desk/cases/verified.html", {"report": report, "at": instant(request)})


def case_code(request: DeskRequest, code: str) -> HttpResponse:
    """案件码: the case's address as a QR code, in the dialog."""
    page: CasePage = case_page_by_code(request.actor, code, on=today(request))
    url = request.build_absolute_uri(reverse("desk:case_page", args=[page.case.code]))
    return render(request, "desk/cases/code.html", {"case": page.case, "qr": qr_svg(url), "url": url})
