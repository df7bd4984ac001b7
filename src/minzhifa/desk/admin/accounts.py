"""账号与授权: open, grant, revoke, reset, close."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Role
from minzhifa.access.errors import NotFound
from minzhifa.desk.admin.forms_org import (
    GrantForm,
    IdentifyForm,
    OpenAccountForm,
    ReasonForm,
    ReopenForm,
    ResetForm,
    RevokeForm,
)
from minzhifa.desk.admin.handling import FormPage, back_to, doing, secret, take
from minzhifa.desk.admin.sight import Sight, sight
from minzhifa.desk.admin.words import ROLE_MEANING, told
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb, Filter
from minzhifa.org import operations
from minzhifa.org import queries as org
from minzhifa.org.queries import admin

CRUMBS = (Crumb("账号与授权", "/users/"),)
STATES = [("open", "在用"), ("closed", "已停用"), ("system", "对接系统"), ("unknown", "身份未核对")]
ONCE_ONLY = "只显示这一次。请当面或者用安全的方式交给本人；关掉这一页就再也看不到了。"
FIRST_LOGIN = "首次登录时须绑定动态验证码，并改成自己的密码。"


def account_list(request: DeskRequest) -> HttpResponse:
    """账号 that this administrator may see."""
    admin.require_some_administration(request.actor)
    asked = listing(request, [Filter("state", "状态", STATES), Filter("role", "角色", list(org.ROLES.items()))])
    rows = admin.account_lines(
        request.actor,
        on=today(request),
        q=asked.q,
        state=asked.value("state"),
        role=asked.value("role"),
        after=asked.after,
        limit=PAGE_SIZE + 1,
    )
    context = {"listing": asked, "page": asked.page(rows, lambda row: row.username)}
    return render(request, "desk/admin/accounts.html", context)


def account_page(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """One account: standing, grants over time, what they let see, what was recorded."""
    card = admin.account_detail(request.actor, account_id, at=instant(request), on=today(request))
    context = {
        "card": card,
        "meaning": ROLE_MEANING,
        "sight": _sight(account_id) if card.is_active else None,
        "history": [told(row) for row in admin.account_history(request.actor, account_id)],
        "may": admin.may_administer(request.actor, card.agency_id),
        "own": account_id == request.actor.account_id,
        "crumbs": CRUMBS,
    }
    return render(request, "desk/admin/account.html", context)


def _sight(account_id: UUID) -> Sight | None:
    try:
        return sight(org.actor_for(account_id))
    except NotFound:
        return None


def account_new(request: DeskRequest) -> HttpResponse:
    """开立账号; the initial password is shown once."""
    admin.require_some_administration(request.actor)
    sub = "新账号没有任何角色，开立后再授权。"
    page = FormPage("开立账号", "开立", "account-new", reverse("desk:account_list"), sub, CRUMBS)
    asked = {"agency": request.GET.get("agency", "")}
    agencies = admin.administered_agencies(request.actor)
    form = OpenAccountForm(request.POST or None, agencies=agencies, initial=asked)
    run = partial(_open, request, page)
    return take(request, form, page, run, secret(request, page, "账号已开立", f"{ONCE_ONLY}{FIRST_LOGIN}"))


def _open(request: DeskRequest, page: FormPage, data: dict[str, Any]) -> list[tuple[str, str]]:
    """What is shown once: name and initial password; where to go on."""
    password, agency_id = operations.initial_password(), data.pop("agency")
    made = operations.open_account(
        actor=request.actor, agency_id=agency_id, password=password, at=instant(request), **data
    )
    page.links.append(("去授权", reverse("desk:account_grant", args=[made])))
    return [("用户名", str(data["username"])), ("初始密码", password)]


def account_grant(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """授予角色, each explained by what it lets do and see."""
    card, at = _card(request, account_id), instant(request)
    meaning = [(org.ROLES[code], *words) for code, words in ROLE_MEANING.items() if code != "system"]
    plain = _page(card, "授予角色", "授予", "grant", "")
    page = replace(plain, danger=False, template="desk/admin/grant.html", more={"meaning": meaning})

    def run(data: dict[str, Any]) -> UUID:
        where = {"agency_id": data.pop("agency"), "region_code": data.pop("region", "") or None}
        role, field = Role(data.pop("role")), data.pop("field") or None
        return operations.grant_role(
            actor=request.actor, account_id=account_id, role=role, field_code=field, at=at, **where, **data
        )

    return take(request, _grant_form(request, card), page, run, back_to(request, page, "已授予。"))


def _grant_form(request: DeskRequest, card: admin.AccountDetail) -> GrantForm:
    """Agencies to choose from for their administrators; names and regions for those of the province."""
    agencies = admin.administered_agencies(request.actor)
    return GrantForm(
        request.POST or None,
        agencies=agencies,
        regions=[] if agencies else admin.region_choices(),
        fields=[(field.code, field.name) for field in org.fields()],
        initial={"agency": str(card.agency_id or "") if agencies else card.agency_name, "valid_from": today(request)},
    )


def account_revoke(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    """收回角色 from a day."""
    grant, account_id, name = admin.grant_line(request.actor, grant_id, today(request))
    admin.require_administration(request.actor, grant.agency_id)
    back = reverse("desk:account_page", args=[account_id])
    where = grant.agency_name or grant.region_name or "全省"
    crumbs = (*CRUMBS, Crumb(name, back))
    page = FormPage("收回角色", "收回", f"revoke-{grant_id}", back, f"{name} · {grant.role_label} · {where}", crumbs)
    form = RevokeForm(request.POST or None, initial={"on": today(request)})
    run = doing(operations.revoke_role, actor=request.actor, grant_id=grant_id, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已收回。"))


def account_close(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """停用账号: no login, no token, the running session ends."""
    card = _card(request, account_id)
    page = _page(card, "停用账号", "停用", "close", "停用后不能登录，正在进行的登录立即结束；办过的事和记录都保留。")
    at = instant(request)
    return take(
        request,
        ReasonForm(request.POST or None),
        page,
        lambda data: operations.close_account(actor=request.actor, account_id=account_id, at=at, **data),
        back_to(request, page, "账号已停用。"),
    )


def account_reopen(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """恢复使用: the same account, in this or another agency; the initial password is shown once."""
    card = _card(request, account_id)
    page = _page(card, "恢复使用账号", "恢复", "reopen", "以前的角色已经结束，恢复后再授权。先核实是本人。")
    password, at = operations.initial_password(), instant(request)
    agencies = admin.administered_agencies(request.actor)
    form = ReopenForm(
        request.POST or None,
        agencies=agencies,
        initial={"agency": str(card.agency_id or "") if agencies else card.agency_name},
    )

    def run(data: dict[str, Any]) -> list[tuple[str, str]]:
        agency_id = data.pop("agency")
        operations.reopen_account(
            actor=request.actor, account_id=account_id, agency_id=agency_id, password=password, at=at, **data
        )
        return [("用户名", card.username), ("初始密码", password)]

    return take(request, form, page, run, secret(request, page, "账号已恢复", f"{ONCE_ONLY}{FIRST_LOGIN}"))


def account_end_session(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """强制下线."""
    card = _card(request, account_id)
    page = _page(
        card, "强制下线", "下线", "session", "正在进行的登录立即结束，本人可以重新登录；没有提交的内容存在他的本机。"
    )
    at = instant(request)
    return take(
        request,
        ReasonForm(request.POST or None),
        page,
        lambda data: operations.end_session(actor=request.actor, account_id=account_id, at=at, **data),
        back_to(request, page, "已下线。"),
    )


def account_identify(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """核对身份: for accounts older than the check; only an index of the number is kept."""
    card = _card(request, account_id)
    page = _page(card, "核对身份", "核对", "identify", "")
    page, at = replace(page, danger=False, warning=""), instant(request)
    run = doing(operations.identify_person, actor=request.actor, account_id=account_id, at=at)
    return take(request, IdentifyForm(request.POST or None), page, run, back_to(request, page, "已核对。"))


def account_reset(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """重置登录: a new initial password, shown once."""
    card = _card(request, account_id)
    page = _page(card, "重置登录", "重置", "reset", "先核实是本人。原密码立即失效，正在进行的登录结束。")
    password, at = operations.initial_password(), instant(request)

    def run(data: dict[str, object]) -> list[tuple[str, str]]:
        operations.reset_login(
            actor=request.actor, account_id=account_id, password=password, at=at, **data  # type: ignore[arg-type]
        )  # fmt: skip
        return [("用户名", card.username), ("初始密码", password)]

    answer = secret(request, page, "登录已重置", f"{ONCE_ONLY}登录后须改成自己的密码。")
    return take(request, ResetForm(request.POST or None), page, run, answer)


def _card(request: DeskRequest, account_id: UUID) -> admin.AccountDetail:
    """The account, for its administrators only."""
    card = admin.account_detail(request.actor, account_id, at=instant(request), on=today(request))
    admin.require_administration(request.actor, card.agency_id)
    return card


def _page(card: admin.AccountDetail, title: str, verb: str, key: str, warning: str) -> FormPage:
    back = reverse("desk:account_page", args=[card.id])
    sub, crumbs = f"{card.name}（{card.username}）", (*CRUMBS, Crumb(card.name, back))
    return FormPage(title, verb, f"{key}-{card.id}", back, sub, crumbs, warning=warning, danger=True)
