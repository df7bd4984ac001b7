"""对接令牌: list, issue, revoke."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.desk.admin.forms_org import ReasonForm, TokenForm
from minzhifa.desk.admin.handling import FormPage, back_to, doing, secret, take
from minzhifa.desk.admin.words import SCOPES
from minzhifa.desk.request import DeskRequest, instant
from minzhifa.desk.shapes import Crumb
from minzhifa.org import queries as org
from minzhifa.org.operations import countersign_system_token, create_system_token, revoke_system_token
from minzhifa.org.queries import admin

CRUMBS = (Crumb("对接令牌", "/tokens/"),)
NOTE = "令牌只显示这一次，平台只存它的指纹。请直接写进对接系统的密钥库；遗失就撤销，另签一个。"

COUNTERSIGN = (
    "核准后，对接系统可以审核和批准本机关的案件事项。先核实它是本机关自己的审批系统，批准由有权的人在那里作出。"
)
REVOKED = "撤销立即生效，不能恢复；对接系统从此刻起被拒绝。"


def token_list(request: DeskRequest) -> HttpResponse:
    """令牌 of the agencies one administers."""
    admin.require_some_administration(request.actor)
    rows = admin.token_lines(request.actor, at=instant(request))
    context = {"rows": rows, "scopes": SCOPES, "own": request.actor.account_id}
    return render(request, "desk/admin/tokens.html", context)


def token_new(request: DeskRequest) -> HttpResponse:
    """签发令牌; shown once."""
    admin.require_some_administration(request.actor)
    sub = "每个对接系统一个令牌；请求写入过程记录，署系统的名称。"
    page = FormPage("签发令牌", "签发", "token-new", reverse("desk:token_list"), sub, CRUMBS)
    agencies = admin.administered_agencies(request.actor)
    fields = [(field.code, field.name) for field in org.fields()]
    form = TokenForm(request.POST or None, agencies=agencies, fields=fields)
    return take(request, form, page, partial(_issue, request), secret(request, page, "令牌已签发", NOTE))


def _issue(request: DeskRequest, data: dict[str, Any]) -> list[tuple[str, str]]:
    """What is shown once."""
    agency_id, field = data.pop("agency"), str(data.pop("field", "")) or None
    made = create_system_token(actor=request.actor, agency_id=agency_id, field_code=field, at=instant(request), **data)
    return [("系统", str(data["name"])), ("令牌", made.token)]


def token_countersign(request: DeskRequest, token_id: UUID) -> HttpResponse:
    """核准: by another administrator than the one who issued it; until then the token approves nothing."""
    at = instant(request)
    token = admin.token_line(request.actor, token_id, at=at)
    admin.require_administration(request.actor, token.agency_id)
    page = FormPage(
        "核准令牌的批准权限", "核准", f"token-countersign-{token_id}", reverse("desk:token_list"),
        f"{token.name} · {token.prefix} · {token.agency_name}", CRUMBS, warning=COUNTERSIGN,
    )  # fmt: skip
    run = doing(countersign_system_token, actor=request.actor, token_id=token_id, at=at)
    return take(request, ReasonForm(request.POST or None), page, run, back_to(request, page, "已核准，批准权限生效。"))


def token_revoke(request: DeskRequest, token_id: UUID) -> HttpResponse:
    """撤销令牌: from now on it opens nothing."""
    at = instant(request)
    token = admin.token_line(request.actor, token_id, at=at)
    admin.require_administration(request.actor, token.agency_id)
    page = FormPage(
        "撤销令牌", "撤销", f"token-revoke-{token_id}", reverse("desk:token_list"),
        f"{token.name} · {token.prefix} · {token.agency_name}", CRUMBS, warning=REVOKED, danger=True,
    )  # fmt: skip
    run = doing(revoke_system_token, actor=request.actor, token_id=token_id, at=at)
    return take(request, ReasonForm(request.POST or None), page, run, back_to(request, page, "令牌已撤销。"))
