"""执法证: several over time, suspended and resumed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from minzhifa.desk.admin.forms_org import CertificateForm, ResumeForm, SuspendForm
from minzhifa.desk.admin.handling import FormPage, back_to, take
from minzhifa.desk.request import DeskRequest, instant
from minzhifa.desk.shapes import Crumb
from minzhifa.org.operations import issue_certificate, resume_certificate, suspend_certificate
from minzhifa.org.queries import admin, pages


def _page(verb: str, key: str, officer_id: UUID, name: str, sub: str) -> FormPage:
    back = reverse("desk:officer_page", args=[officer_id])
    return FormPage(f"{verb}执法证", verb, key, back, sub, (Crumb("执法人员", "/officers/"), Crumb(name, back)))


def officer_certificate_new(request: DeskRequest, officer_id: UUID) -> HttpResponse:
    """登记执法证."""
    card = pages.officer_detail(request.actor, officer_id)
    admin.require_administration(request.actor, card.agency_id)
    sub = f"{card.name} · {card.agency_name}"
    page = _page("登记", f"certificate-{officer_id}", officer_id, card.name, sub)
    at = instant(request)
    return take(
        request,
        CertificateForm(request.POST or None),
        page,
        lambda data: issue_certificate(actor=request.actor, officer_id=officer_id, at=at, **data),
        back_to(request, page, "已登记执法证。"),
    )


def officer_certificate_suspend(request: DeskRequest, certificate_id: UUID) -> HttpResponse:
    """暂扣."""
    held = admin.certificate_held(request.actor, certificate_id)
    admin.require_administration(request.actor, held.agency_id)
    sub = f"{held.officer_name} · {held.number}"
    page = _page("暂扣", f"suspend-{certificate_id}", held.officer_id, held.officer_name, sub)
    at = instant(request)
    return take(
        request,
        SuspendForm(request.POST or None),
        page,
        lambda data: suspend_certificate(actor=request.actor, certificate_id=certificate_id, at=at, **data),
        back_to(request, page, "已暂扣；期间内不能执法。"),
    )


def officer_certificate_resume(request: DeskRequest, suspension_id: UUID) -> HttpResponse:
    """恢复."""
    held = admin.suspension_held(request.actor, suspension_id)
    admin.require_administration(request.actor, held.agency_id)
    sub = f"{held.officer_name} · {held.number}，{held.starts_on} 起暂扣"
    page = _page("恢复", f"resume-{suspension_id}", held.officer_id, held.officer_name, sub)
    at = instant(request)
    return take(
        request,
        ResumeForm(request.POST or None),
        page,
        lambda data: resume_certificate(actor=request.actor, suspension_id=suspension_id, at=at, **data),
        back_to(request, page, "已恢复。"),
    )
