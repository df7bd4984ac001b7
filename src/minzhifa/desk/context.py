"""What every page's frame needs, computed only when a template asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.safestring import SafeString

from minzhifa.access import Actor, Role
from minzhifa.desk.assets import asset_url
from minzhifa.desk.navigation import drawn
from minzhifa.desk.request import today
from minzhifa.org.queries import ROLES, agency_card

THEMES = ("light", "dark", "auto")
TEXTS = ("normal", "large")
POST_CACHE_SECONDS = 300


@dataclass
class Shell:
    """The frame: theme, day, post of the actor, navigation."""

    request: HttpRequest

    @cached_property
    def theme(self) -> str:
        """The chosen theme; the machine's own by default."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else "auto"

    @cached_property
    def text(self) -> str:
        """The chosen size of type."""
        chosen = self.request.COOKIES.get("text", "")
        return chosen if chosen in TEXTS else "normal"

    @cached_property
    def today(self) -> date:
        """The legal day."""
        return today(self.request)

    @property
    def demo(self) -> bool:
        """True in the demonstration province."""
        return bool(settings.DEMO)

    @property
    def components(self) -> bool:
        """True where the component page is shown."""
        return self.demo or bool(getattr(self.request.user, "is_staff", False))

    @cached_property
    def nav(self) -> SafeString:
        """The main navigation."""
        match, actor = self.request.resolver_match, getattr(self.request, "actor", None)
        section = match.view_name.removeprefix("desk:").partition("_")[0] if match else ""
        held = frozenset(grant.role for grant in actor.grants) if actor is not None else frozenset[Role]()
        return drawn(section, held, asset_url("icons.svg"))

    @cached_property
    def post(self) -> str:
        """莆田市生态环境局 · 执法人员."""
        actor = getattr(self.request, "actor", None)
        return post_of(actor, self.today) if actor is not None else ""


def post_of(actor: Actor, on: date) -> str:
    """The agency's name on the day and the roles held; the agency's name is kept for five minutes."""
    held = dict.fromkeys(grant.role for grant in actor.grants if grant.role is not Role.SYSTEM)
    roles = "、".join(ROLES[role] for role in list(held)[:2])
    if actor.agency_id is None:
        return roles
    key = f"post:{actor.agency_id}:{on.isoformat()}"
    agency_id = actor.agency_id
    name = cache.get_or_set(key, lambda: agency_card(agency_id, on).name, POST_CACHE_SECONDS)
    return f"{name} · {roles}" if roles else str(name)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"shell": Shell(request)}
