"""接收移送: the receiver's own case begins with what the other agency knew; both cases name each other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases._answering import Answered, answer_of, hand_files_to, private_party, received, remit_for, settle
from minzhifa.cases._answering import tell_sender as tell
from minzhifa.cases._enrich import Sources
from minzhifa.cases._open import open_case, place
from minzhifa.cases.models import Referral, ReferralKind, ReferralState
from minzhifa.cases.operations._verb import given
from minzhifa.clock import local_date
from minzhifa.ledger.ids import uuid7

TAKEN_ALONG = ("cause", "occurred_on", "discovered_on", "matter")


def accept_transfer(
    *, actor: Actor, referral_id: UUID, at: datetime, field: str | None = None, idempotency_key: str | None = None
) -> Answered:
    """接收其他机关移送的案件（处罚法第二十二条、第二十五条；市监程序第十四条、第十七条、第十八条）。

    A new lead of the receiver with the source 移送: party, facts and the list of evidence as the sender had them, the
    shared files with their digests and a custody of their own. The sender's record tells who took it, under which code.
    `field`: needed when the agency has several and none is that of the letter. The time to check the lead runs from
    the day the letter came. Raises `NotFound`, `Denied`, `AlreadyAnswered`, `LawRefused`, `Refused`.
    """
    with rls.acting(actor):
        row = received(actor, referral_id, ReferralKind.TRANSFER, key=idempotency_key)
        if row.state != ReferralState.OPEN:
            return answer_of(row, repeated=True)
        on, sources, held = local_date(at), Sources(), remit_for(actor, row, field)
        session = open_case(
            actor=actor, where=place(row.to_agency_id, held.field_code, on, sources), at=at, year=on.year,
            sources=sources, case_id=uuid7(), reason=f"接收{row.from_agency_name}移送",
        )  # fmt: skip
        shared = [one["id"] for one in row.content.get("files") or ()]
        copies = hand_files_to(actor, row, shared, case_id=session.row.id, remit_id=held.id, at=at, back=False)
        session.known = {"origin": _origin(row, on)}
        session.step("register_lead", on, _facts(row, copies, same_field=held.field_code == row.field_code))
        session.known = {}
        done = session.finish()
        who = f"{row.to_agency_name} {actor.name}，{done.code}"
        told = {"receiver": who, "received_on": on.isoformat(), "case_code": done.code}
        tell(actor, row, "record_case_taken", {"outgoing_answer": told}, at)
        return settle(
            actor, row, ReferralState.ACCEPTED, told, at=at, key=idempotency_key, remit_id=held.id,
            own_case_code=done.code,
        )  # fmt: skip


def _origin(row: Referral, on: date) -> dict[str, Any]:
    return {
        "referral": str(row.pk), "agency": row.from_agency_name, "case_code": row.case_code,
        "letter": row.letter_number, "received_on": row.received_on.isoformat(), "accepted_on": on.isoformat(),
    }  # fmt: skip


def _facts(row: Referral, copies: dict[str, dict[str, Any]], *, same_field: bool) -> dict[str, Any]:
    content = row.content
    away = content.get("outgoing") or {}
    evidence = []
    for item in content.get("evidence") or ():
        mine = copies.get(str(item.get("id")))
        told = {"source": row.from_agency_name, **item}
        evidence.append({**told, **(mine or {"id": f"{row.case_code}/{item.get('id')}"})})
    listed = {str(item.get("id")) for item in content.get("evidence") or ()}
    evidence += [{"source": row.from_agency_name, **one} for key, one in copies.items() if key not in listed]
    kept = {key: content.get(key) for key in TAKEN_ALONG if key != "matter" or same_field}
    return given(
        source_kind="transfer", received_on=row.received_on.isoformat(),
        summary=str(away.get("facts") or content.get("summary") or row.subject), party=private_party(row) or None,
        evidence=evidence or None, **kept,
    )  # fmt: skip
