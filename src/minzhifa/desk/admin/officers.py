"""执法证: several over time, suspended and resumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from minzhifa.access import Actor
from minzhifa.desk.admin.forms_org import CertificateForm, LinkForm, ResumeForm, SuspendForm
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.request import DeskRequest, instant
from minzhifa.desk.shapes import Crumb
from minzhifa.law.words import day_words
from minzhifa.org.operations import issue_certificate, link_account, resume_certificate, suspend_certificate
from minzhifa.org.queries import admin, pages


@dataclass(frozen=True, slots=True)
class About:
    """Whose certificate it is: officer, agency that administers it, what the page says under its title."""

    officer_id: UUID
    name: str
    agency_id: int
    sub: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to a certificate. `target`: the name under which the operation takes the id of the address."""

    verb: str
    form: type[forms.Form]
    about: Callable[[Actor, UUID], About]
    run: Callable[..., Any]
    target: str
    said: str


def _officer(actor: Actor, officer_id: UUID) -> About:
    card = pages.officer_detail(actor, officer_id)
    return About(officer_id, card.name, card.agency_id, f"{card.name} · {card.agency_name}")


def _certificate(actor: Actor, certificate_id: UUID) -> About:
    held = admin.certificate_held(actor, certificate_id)
    return About(held.officer_id, held.officer_name, held.agency_id, f"{held.officer_name} · {held.number}")


def _suspension(actor: Actor, suspension_id: UUID) -> About:
    held = admin.suspension_held(actor, suspension_id)
    sub = f"{held.officer_name} · {held.number}，{day_words(held.starts_on)}起暂扣"
    return About(held.officer_id, held.officer_name, held.agency_id, sub)


ACTS = {
    "issue": Act("登记", CertificateForm, _officer, issue_certificate, "officer_id", "已登记执法证。"),
    "suspend": Act(
        "暂扣", SuspendForm, _certificate, suspend_certificate, "certificate_id", "已暂扣；期间内不能执法。"
    ),
    "resume": Act("恢复", ResumeForm, _suspension, resume_certificate, "suspension_id", "已恢复。"),
}


def officer_link(request: DeskRequest, officer_id: UUID) -> HttpResponse:
    """关联账号: which login is this officer's."""
    about, at = _officer(request.actor, officer_id), instant(request)
    admin.require_administration(request.actor, about.agency_id)
    back = reverse("desk:officer_page", args=[officer_id])
    crumbs = (Crumb("执法人员", "/officers/"), Crumb(about.name, back))
    page = FormPage("关联账号", "关联", f"officer-link-{officer_id}", back, about.sub, crumbs)
    run = doing(link_account, actor=request.actor, officer_id=officer_id, at=at)
    return take(request, LinkForm(request.POST or None), page, run, back_to(request, page, "已关联。"))


def officer_certificate(request: DeskRequest, act: str, target: UUID) -> HttpResponse:
    """登记、暂扣、恢复执法证: one form page each."""
    one, at = ACTS[act], instant(request)
    about = one.about(request.actor, target)
    admin.require_administration(request.actor, about.agency_id)
    back = reverse("desk:officer_page", args=[about.officer_id])
    crumbs = (Crumb("执法人员", "/officers/"), Crumb(about.name, back))
    page = FormPage(f"{one.verb}执法证", one.verb, f"certificate-{act}-{target}", back, about.sub, crumbs)

    def run(data: dict[str, Any]) -> Any:
        return one.run(actor=request.actor, at=at, **{one.target: target}, **data)

    return take(request, one.form(request.POST or None), page, run, back_to(request, page, one.said))
