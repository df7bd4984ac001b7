"""A token of a connected system, for the tests of the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def token_for(slug: str, *scopes: str) -> str:
    """A fresh token of the bureau's system, issued by its administrator."""
    from minzhifa.org.demo import fixed
    from minzhifa.org.models import Agency
    from minzhifa.org.operations import create_system_token
    from minzhifa.org.queries import actor_for

    now = datetime.now(UTC)
    return create_system_token(
        actor=actor_for(fixed("account", "fj_admin"), "test"),
        agency_id=Agency.objects.get(slug=slug).pk,
        name="对接系统",
        scopes=scopes or ("cases:read", "cases:write", "cases:approve", "catalog:read"),
        expires_at=now + timedelta(days=30),
        at=now,
    ).token
