"""Systems authenticate with a token that an agency's administrator issued (stored as a hash, shown once)."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.http import HttpRequest
from ninja.params.functions import Header
from ninja.security import HttpBearer

from minzhifa.access import Actor, Denied
from minzhifa.org.queries import actor_for_token


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`; `request.auth` becomes the `Actor`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The token's actor, or None (401) when it is unknown, expired or revoked."""
        return actor_for_token(token)


KEY = Header(..., alias="Idempotency-Key", min_length=8, max_length=120, description="同一请求重试时不变的键")


def actor_of(request: HttpRequest) -> Actor:
    """Who the token stands for."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def key_id(actor: Actor, key: str) -> UUID:
    """An idempotency key as an id: the same key of the same system is the same id."""
    return uuid5(actor.account_id, f"idempotency:{key}")


def require_scope(actor: Actor, scope: str) -> Actor:
    """The actor, when his token was issued for `scope`; raises `Denied` (403) otherwise."""
    if scope not in actor.token_scopes:
        raise Denied(scope, f"这个令牌没有“{scope}”范围。")
    return actor
