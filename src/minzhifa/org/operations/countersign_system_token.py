"""核准令牌的批准权限: the second administrator's signature under what lets a system approve."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import Conflict, NotAuthorised
from minzhifa.org.operations._common import act, agency_stream, locked_token
from minzhifa.org.queries.actors import APPROVING


def countersign_system_token(*, actor: Actor, token_id: UUID, at: datetime, reason: str) -> None:
    """From now on the token's approving scopes hold. Only by another administrator than the one who issued it.

    Else one person could let a system propose and let it approve as well. A second signature changes nothing.
    Raises `NotFound`, `NotAuthorised`, `Conflict` (revoked, expired, or nothing in it approves).
    """
    with act(actor):
        token = locked_token(actor, token_id)
        if token.countersigned_at is not None:
            return
        if token.revoked_at is not None or token.expires_at <= at or not APPROVING & set(token.scopes):
            raise Conflict("nothing_to_sign", "令牌已撤销、已到期，或者没有要核准的批准权限。")
        if token.created_by_id is None:
            raise Conflict("issuer_unknown", "这个令牌没有记载签发人，不能核准；请撤销后重新签发。")
        if token.created_by_id == actor.account_id:
            raise NotAuthorised("签发人不能核准自己签发的令牌；请本机关或者上级机关的另一名系统管理员核准。")
        token.countersigned_by_id, token.countersigned_at = actor.account_id, at
        token.save(update_fields=["countersigned_by", "countersigned_at"])
        payload = {"token": str(token.id), "prefix": token.prefix, "scopes": sorted(APPROVING & set(token.scopes))}
        stream = agency_stream(token.agency_id, token.agency.name)
        append(
            actor=actor, stream=stream, events=[NewEvent("system_token_countersigned", payload)], at=at, reason=reason
        )
