"""对移送有异议: the case stays with the sender; the objection goes to the common superior, never on to a third."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._answering import Answered, answer_of, received, settle, tell_sender
from minzhifa.cases._objection import object_to
from minzhifa.cases.models import ReferralKind, ReferralState

GROUND = "对管辖权有异议，报请共同的上一级机关指定管辖"
ARTICLE = "处罚法第二十五条第二款；市监程序第十四条"


def refuse_transfer(
    *, actor: Actor, referral_id: UUID, reason: str, at: datetime, idempotency_key: str | None = None
) -> Answered:
    """受移送机关对管辖权有异议（处罚法第二十五条第二款；市监程序第十四条）: not taken, not sent on, but reported.

    The sender's part ends as 受移送机关有异议 with the reason. Where the nearest superior of both works on the
    platform, the request to designate lies in its workbench at once and its time runs; where not, the answer says who
    has to be asked outside. Raises `Refused` without a reason, `NotFound`, `Denied`, `AlreadyAnswered`.
    """
    if not reason.strip():
        raise Refused("reason_missing", "应当写明异议的理由和依据。", article=ARTICLE, fields=("reason",))
    with rls.acting(actor):
        row = received(actor, referral_id, ReferralKind.TRANSFER, key=idempotency_key)
        if row.state != ReferralState.OPEN:
            return answer_of(row, repeated=True)
        told = {"reason": reason.strip(), "ground": GROUND}
        tell_sender(actor, row, "record_case_not_taken", {"outgoing_answer": told}, at)
        superior = object_to(actor, row, reason.strip(), at)
        answer = {**told, "superior": superior}
        return settle(actor, row, ReferralState.REFUSED, answer, at=at, key=idempotency_key)
