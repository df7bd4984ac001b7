"""What every answer to a letter of another agency shares: it is locked and judged, the answer told to the sender."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, require, rls, visible
from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.cases._enrich import Sources
from minzhifa.cases._perform import Session
from minzhifa.cases._referrals import PARTY, note
from minzhifa.cases._row import lock
from minzhifa.cases.models import Referral, ReferralState
from minzhifa.cases.policy import ANSWERERS
from minzhifa.clock import local_date
from minzhifa.crypto import open_text
from minzhifa.evidence.operations import hand_on
from minzhifa.law.procedure import Performer
from minzhifa.org.queries import RemitCard, remit_cards

GONE = "没有这份来函，或者不是发给您所在机关的。"


class AlreadyAnswered(Conflict):
    """The letter was answered, or taken back, before."""

    def __init__(self, row: Referral) -> None:
        label = ReferralState(row.state).label
        by = f"（{row.answered_by}）" if row.answered_by else ""
        super().__init__("already_answered", f"这份来函{label}{by}，不能再次办理。")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer left behind. `repeated`: the same request had been done before."""

    referral_id: UUID
    state: str
    case_code: str = ""  # the receiver's own case, or the case that was handed over
    reply_number: str = ""
    repeated: bool = False


def answer_of(row: Referral, *, repeated: bool = False) -> Answered:
    """The answer as it stands."""
    return Answered(row.pk, row.state, row.own_case_code, row.reply_number, repeated)


def received(actor: Actor, referral_id: UUID, kind: str, *, key: str | None = None) -> Referral:
    """The letter, locked with the sender's case, for somebody who may answer it; it may be answered by this very key.

    Raises `NotFound`, `Denied`, `AlreadyAnswered`. In the actor's transaction.
    """
    seen = visible(actor, Referral.objects.filter(pk=referral_id, kind=kind)).first()
    if seen is None:
        raise NotFound(GONE)
    require(actor, "answer", seen, "来函由收函机关的办案人员、办案机构负责人或者机关负责人办理。")
    if seen.case_id and seen.from_remit_id and seen.state == ReferralState.OPEN:
        with rls.reaching(actor, seen.from_remit_id):
            lock(seen.case_id, None)  # as the sender does: the case first, then the letter
    row: Referral = Referral.objects.select_for_update().get(pk=referral_id)
    if row.state != ReferralState.OPEN and not was_by(row, actor, key):
        raise AlreadyAnswered(row)
    return row


def was_by(row: Referral, actor: Actor, key: str | None) -> bool:
    """This very request was done before."""
    return bool(key) and row.answer_key == kept_key(actor, key)


def kept_key(actor: Actor, key: str | None) -> str:
    """One account's key."""
    return f"{actor.account_id}/{key}"[:160] if key else ""


def remit_for(actor: Actor, row: Referral, field: str | None) -> RemitCard:
    """The receiver's remit in which it is handled: the named field, else the letter's own, else the only one."""
    cards = remit_cards(list(row.to_remits))
    mine = [one for one in cards.values() if actor.holds(*ANSWERERS, remit_id=one.id)]
    named = [one for one in mine if field in (one.field_code, one.field_slug, one.field_name)] if field else []
    own = named or [one for one in mine if not field and one.field_code == row.field_code]
    if not own and not field and len(mine) == 1:
        own = mine
    if not own:
        raise Refused("field_unknown", "请选择由本机关哪一个领域办理。", fields=("field",))
    return own[0]


def tell_sender(
    actor: Actor, row: Referral, action: str, facts: Mapping[str, Any], at: datetime,
    *, known: Mapping[str, Any] | None = None, role: str = "officer",
) -> None:  # fmt: skip
    """The answer as an act on the sender's case, in the answering person's own name; nothing where there is none."""
    if row.case_id is None or row.from_remit_id is None:
        return
    with rls.reaching(actor, row.from_remit_id) as wide:
        session = Session(wide, at, lock(row.case_id, None), Sources(), answering=True, known=known or {})
        who = Performer(str(actor.account_id), f"{actor.name}（{row.to_agency_name}）", frozenset({role}))
        session.step(action, local_date(at).isoformat(), facts, who, part=row.part)
        session.finish()


def hand_files_to(
    actor: Actor, row: Referral, files: Sequence[Any], *, case_id: UUID, remit_id: int, at: datetime, back: bool,
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """Copies of these files in the other case: old id → what its evidence item says. `back`: to the sender."""
    giver, taker = row.from_agency_name, row.to_agency_name
    if back:
        giver, taker = taker, giver
    found: dict[str, dict[str, Any]] = {}
    with rls.reaching(actor, *(one for one in (row.from_remit_id, *row.to_remits) if one)) as wide:
        for one in files:
            made = hand_on(
                actor=wide, evidence_id=UUID(str(one)), case_id=case_id, remit_id=remit_id, at=at, giver=giver,
                taker=taker,
            )  # fmt: skip
            found[str(one)] = {
                "id": str(made.id), "kind": made.kind, "title": made.title, "sha256": made.sha256, "sm3": made.sm3,
            }  # fmt: skip
    return found


def private_party(row: Referral) -> dict[str, Any]:
    """The party as the sender knew it, its personal part opened for the receiver's own case."""
    party = dict(row.content.get("party") or {})
    party.pop("key", None)
    if row.sealed:
        party |= {key: one for key, one in json.loads(open_text(row.sealed, purpose=PARTY)).items() if one}
    return party


def settle(
    actor: Actor, row: Referral, state: str, answer: Mapping[str, Any], *, at: datetime, key: str | None,
    **more: Any,
) -> Answered:  # fmt: skip
    """Keep the answer with the letter, and in its record."""
    row.state, row.answer, row.answered_at, row.answered_by = state, dict(answer), at, actor.name
    row.answered_on, row.answer_key = local_date(at), kept_key(actor, key)
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    note(row, f"referral.{state}", {**answer, "own_case": row.own_case_code, "reply": row.reply_number}, actor, at)
    return answer_of(row)
