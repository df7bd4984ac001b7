"""Approve a proposed version: it comes into force on its day, and the one before ends the same day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from minzhifa.access import Actor, require
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_PUBLISHER, NotYours, Overlap, WrongState
from minzhifa.catalog.models import State
from minzhifa.catalog.operations.things import Thing, thing
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.ledger.operations import NewEvent, append


@dataclass(frozen=True, slots=True)
class Approved:
    """The version and the day from which it is in force."""

    version_id: int
    effective_from: date


def locked(what: Thing, version_id: int, state: str) -> tuple[Any, Any]:
    """(owner, version), both locked. Raises `NotFound`, `WrongState`."""
    rows = what.version._default_manager.select_related(what.link)
    version: Any = rows.filter(pk=version_id).first()
    if version is None:
        raise NotFound("没有这一版本。")
    owner = what.owner._default_manager.select_for_update().get(pk=getattr(version, what.link).pk)
    version.refresh_from_db()
    if version.state != state:
        raise WrongState("wrong_state", f"该版本{version.get_state_display()}，不能再办理此事。")
    return owner, version


def _end_predecessor(what: Thing, owner: Any, start: date) -> None:
    """The approved version that would run on beyond `start` ends there."""
    before = what.version._default_manager.filter(**{what.link: owner}, state=State.APPROVED)
    running = before.filter(Q(effective_from__isnull=True) | Q(effective_from__lt=start))
    running.filter(Q(effective_to__isnull=True) | Q(effective_to__gt=start)).update(effective_to=start)


def approve_version(*, actor: Actor, at: datetime, kind: str, version_id: int, reason: str = "") -> Approved:
    """Approve what somebody else proposed.

    Raises `NotYours` (his own proposal), `Overlap` (another version starts later than this one), `WrongState`,
    `NotFound`, `Denied`.
    """
    what = thing(kind)
    with acting(actor):
        owner, version = locked(what, version_id, State.PROPOSED)
        if version.proposed_by == actor.account_id:
            raise NotYours("own_proposal", "不能审定自己提出的版本，请由其他有权人员审定。")
        require(actor, "approve", version, NOT_PUBLISHER)
        open_publishing(publishes(actor, kind, "approve"))
        _end_predecessor(what, owner, version.effective_from)
        version.state, version.approved_by, version.approved_at = State.APPROVED, actor.account_id, at
        try:
            with transaction.atomic():
                version.save(update_fields=["state", "approved_by", "approved_at"])
        except IntegrityError as error:
            raise Overlap(
                "overlap", "已有生效日期更晚的版本，两个版本的有效期会重叠。", fields=("effective_from",)
            ) from error
        payload = {"version": version.number, "effective_from": version.effective_from.isoformat()}
        event = NewEvent(f"{kind}_version_approved", payload)
        append(actor=actor, stream=what.stream(owner), events=[event], at=at, reason=reason)
    return Approved(version.pk, version.effective_from)
