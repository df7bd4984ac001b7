"""审定施行区间变更: the text is in force as proposed from now on; cases keep the version they used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from minzhifa.access import Actor, require
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_STATUTE_PUBLISHER, NotYours, Overlap, WrongState
from minzhifa.catalog.models import State, StatuteChange, StatuteVersion
from minzhifa.catalog.operations.propose_interval import Interval, held_interval, text_stream
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.ledger.operations import NewEvent, append


def locked_change(change_id: int) -> tuple[StatuteChange, StatuteVersion]:
    """A change that waits, and its text, both locked. Raises `NotFound`, `WrongState`."""
    change = StatuteChange.objects.filter(pk=change_id).first()
    if change is None:
        raise NotFound("没有这一项变更。")
    text: Any = StatuteVersion.objects.select_for_update(of=("self",)).select_related("statute").get(pk=change.text_id)
    change.refresh_from_db()
    if change.state != State.PROPOSED:
        raise WrongState("wrong_state", f"该变更{change.get_state_display()}，不能再办理此事。")
    return change, text


def approve_interval(*, actor: Actor, at: datetime, change_id: int, reason: str = "") -> None:
    """Approve what somebody else proposed and give the text its interval.

    Raises `NotYours` (his own proposal), `Overlap` (another text of the statute is in force on one of the days),
    `WrongState`, `NotFound`, `Denied`.
    """
    with acting(actor):
        change, text = locked_change(change_id)
        if change.proposed_by == actor.account_id:
            raise NotYours("own_proposal", "不能审定自己提出的变更，请由其他有权人员审定。")
        require(actor, "approve", change, NOT_STATUTE_PUBLISHER)
        open_publishing(publishes(actor, "statute", "approve"))
        before = held_interval(text)
        after = Interval(change.starts_on, change.ends_on, change.mark, change.from_quote, change.to_quote)
        text.effective_from, text.effective_to, text.mark = after.starts_on, after.ends_on, after.mark
        text.from_quote, text.to_quote = after.from_quote, after.to_quote
        try:
            with transaction.atomic():
                text.save(update_fields=["effective_from", "effective_to", "mark", "from_quote", "to_quote"])
        except IntegrityError as error:
            raise Overlap(
                "overlap", "与同一部依据的另一文本的施行区间重叠，请先变更那一文本。", fields=("ends_on",)
            ) from error
        change.state, change.before = State.APPROVED, before.to_json()
        change.approved_by, change.approved_at = actor.account_id, at
        change.save(update_fields=["state", "before", "approved_by", "approved_at"])
        payload = {"change": change.number, "before": before.to_json(), "after": after.to_json()}
        event = NewEvent("statute_interval_approved", payload)
        append(actor=actor, stream=text_stream(text), events=[event], at=at, reason=reason)
