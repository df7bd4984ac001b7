"""关联账号: who acts on the page as this officer, so that recusal and "not his own proposal" reach the person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Account, Officer
from minzhifa.org.operations._common import act, agency_stream, require_administrator


def link_account(*, actor: Actor, officer_id: UUID, username: str, at: datetime, reason: str = "") -> None:
    """Say that the account belongs to the officer: an open one of the same agency and name.

    Raises `NotFound`, `NotAuthorised`, `Refused` (no_such_account, other_person, account_taken).
    """
    with act(actor, Refused("account_taken", "该账号已经属于另一名执法人员。", fields=("username",))):
        officer = Officer.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=officer_id).first()
        if officer is None:
            raise NotFound("没有这名执法人员。")
        require_administrator(actor, officer.agency_id)
        account = Account.objects.filter(username=username, is_active=True, agency=officer.agency_id).first()
        if account is None:
            raise Refused("no_such_account", f"本机关没有在用的账号 {username}。", fields=("username",))
        if account.name != officer.name:
            message = f"账号 {username} 的姓名是{account.name}，与{officer.name}不是同一人。"
            raise Refused("other_person", message, fields=("username",))
        former, officer.account = officer.account_id, account
        officer.save(update_fields=["account"])
        event = NewEvent(
            "officer_linked",
            {"officer": str(officer.id), "name": officer.name, "username": username, "account": str(account.id),
             "was": str(former) if former else None},
        )  # fmt: skip
        stream = agency_stream(officer.agency_id, officer.agency.name)
        append(actor=actor, stream=stream, events=[event], at=at, reason=reason)
