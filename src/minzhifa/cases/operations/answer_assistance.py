"""协助调查复函: what was found out, with its evidence, goes back into the case that asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._answering import Answered, answer_of, hand_files_to, received, remit_for, settle, tell_sender
from minzhifa.cases.models import Referral, ReferralKind, ReferralState
from minzhifa.clock import local_date
from minzhifa.documents.binding import Context, bind
from minzhifa.documents.operations import issue
from minzhifa.documents.rows import DocumentRow
from minzhifa.evidence.queries import files
from minzhifa.org.queries import agency_card, number_word

RESULTS = {"done": "已协助", "partly": "部分协助", "refused": "不属于本机关职权范围，没有协助"}
ARTICLE = "处罚法第二十六条；市监程序第四十五条第二款"
REPLY = "assistance_reply"


def answer_assistance(
    *, actor: Actor, referral_id: UUID, result: str, text: str, at: datetime, field: str | None = None,
    idempotency_key: str | None = None,
) -> Answered:  # fmt: skip
    """协助调查复函（处罚法第二十六条；市监程序第四十五条第二款）.

    `result`: done, partly, or refused: only what is not within the agency's powers may be refused, `text` says why.
    The files that were stored with the letter (`case_id` of the file is the letter's id) go along, with their digests
    and custody. The reply is a numbered paper of the answering agency. Raises `Refused` (result, text, the agency's
    field), `NotFound`, `Denied`, `AlreadyAnswered`.
    """
    if result not in RESULTS:
        raise Refused("result_unknown", "请选择协助的结果。", article=ARTICLE, fields=("result",))
    if not text.strip():
        why = "不予协助的，应当说明为什么不属于本机关职权范围。" if result == "refused" else "请写明协助调查的情况。"
        raise Refused("text_missing", why, article=ARTICLE, fields=("text",))
    with rls.acting(actor):
        row = received(actor, referral_id, ReferralKind.ASSISTANCE, key=idempotency_key)
        if row.state != ReferralState.OPEN:
            return answer_of(row, repeated=True)
        remit_id = remit_for(actor, row, field).id
        own = files(actor, row.pk)
        items: list[dict[str, Any]] = []
        if row.case_id and row.from_remit_id:
            copies = hand_files_to(
                actor, row, [one.id for one in own], case_id=row.case_id, remit_id=row.from_remit_id, at=at, back=True
            )
            items = list(copies.values())
        told = {"result": result, "text": text.strip()}
        listed = [{"title": one.title, "sm3": one.sm3, "sha256": one.sha256} for one in own]
        reply = _reply(actor, row, remit_id, {**told, "evidence": listed}, at)
        day = local_date(at).isoformat()
        filed = {"number": reply.number, "replied_on": day, "evidence": items, "files": [one["id"] for one in items]}
        tell_sender(actor, row, "record_assistance_reply", {REPLY: {**told, **filed}}, at)
        return settle(
            actor, row, ReferralState.ANSWERED, {**told, "evidence": listed}, at=at, key=idempotency_key,
            remit_id=remit_id, reply_id=reply.id, reply_number=reply.number,
        )  # fmt: skip


def _reply(actor: Actor, row: Referral, remit_id: int, answer: dict[str, Any], at: datetime) -> DocumentRow:
    """The letter of the answering agency, in its own number series."""
    on = local_date(at)
    card = agency_card(row.to_agency_id, on)
    asked = {"from": row.from_agency_name, "letter": row.letter_number or row.subject}
    facts = {"assistance_request": asked, "assistance_answer": answer}
    return issue(
        actor=actor, case_id=row.pk, remit_id=remit_id, agency=card, kind=REPLY,
        data=bind(REPLY, facts, Context(agency=card, on=on.isoformat())), at=at, on=on, number="auto",
        word=number_word(row.to_agency_id, REPLY, on),
    )  # fmt: skip
