"""Systems authenticate with a token that an agency's administrator issued (stored as a hash, shown once)."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from minzhifa.access import Actor, Denied, Role
from minzhifa.org.queries import TOKEN_SCOPES, actor_for_token


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`; `request.auth` becomes the `Actor`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The token's actor, or None (401) when it is unknown, expired or revoked."""
        return actor_for_token(token)


def require_scope(actor: Actor, scope: str) -> Actor:
    """The actor, when the token's roles cover `scope`; raises `Denied` (403) otherwise."""
    needed = set(TOKEN_SCOPES[scope])
    held = {grant.role for grant in actor.grants}
    if not needed <= held or Role.SYSTEM not in held:
        raise Denied(scope, f"这个令牌没有“{scope}”范围。")
    return actor
