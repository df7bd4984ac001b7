"""Propose a version of a matter, a benchmark or a document template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from minzhifa.access import Actor, require
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_PROPOSER, StaleVersion
from minzhifa.catalog.loading.resolve import Resolved, citation_rows
from minzhifa.catalog.models import DocumentTemplate, MatterProvision, State
from minzhifa.catalog.operations.content import checked, matter_columns
from minzhifa.catalog.operations.things import Thing, thing
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.clock import SHANGHAI
from minzhifa.law.words import day_words
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.queries.admin import account_names


@dataclass(frozen=True, slots=True)
class Proposed:
    """The version that now waits for somebody else's approval."""

    version_id: int
    number: int


def propose_version(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    key: str,
    effective_from: date,
    content: Mapping[str, Any],
    reason: str = "",
    based_on: int | None = None,
) -> Proposed:
    """Propose a new version of `kind` ("matter", "benchmark", "template") `key`, in force from `effective_from`.

    `based_on`: the highest number when the proposer began; refused when there is a higher one by now.
    Raises `BadVersion` (fields), `NotFound`, `StaleVersion`, `Denied`. Nothing is in force before another approves.
    """
    what = thing(kind)
    columns = checked(kind, content)
    with acting(actor):
        if kind == "template":
            DocumentTemplate.objects.get_or_create(kind=key)
        owner = what.owner._default_manager.select_for_update().filter(**{what.key: key}).first()
        if owner is None:
            raise NotFound(f"没有编码为 {key} 的{what.label}。")
        if based_on is not None:
            _refuse_stale(what, owner, based_on)
        return add_version(
            actor=actor, at=at, what=what, owner=owner, effective_from=effective_from, columns=columns, reason=reason
        )


def _refuse_stale(what: Thing, owner: Any, based_on: int) -> None:
    rows = what.version._default_manager.filter(**{what.link: owner}, number__gt=based_on)
    newer: Any = rows.order_by("-number").first()
    if newer is not None:
        who = account_names([newer.proposed_by]).get(newer.proposed_by, "")
        raise StaleVersion(who, day_words(newer.proposed_at.astimezone(SHANGHAI)), newer.number)


def add_version(
    *,
    actor: Actor,
    at: datetime,
    what: Thing,
    owner: Any,
    effective_from: date,
    columns: dict[str, Any],
    reason: str,
) -> Proposed:
    """The next version of `owner`, as a proposal; inside the caller's transaction. Raises `Denied`, `BadVersion`."""
    require(actor, "propose", owner, NOT_PROPOSER)
    open_publishing(publishes(actor, what.kind, "propose"))
    found: list[tuple[str, Resolved]] = []
    if what.kind == "matter":
        columns, found = matter_columns(columns)
    highest = what.version._default_manager.filter(**{what.link: owner}).aggregate(Max("number"))["number__max"]
    version: Any = what.version._default_manager.create(
        **{what.link: owner, **columns},
        number=(highest or 0) + 1,
        state=State.PROPOSED,
        effective_from=effective_from,
        proposed_by=actor.account_id,
        proposed_at=at,
    )
    MatterProvision.objects.bulk_create(citation_rows(version.pk, found))
    payload = {"version": version.number, "effective_from": effective_from.isoformat()}
    event = NewEvent(f"{what.kind}_version_proposed", payload)
    append(actor=actor, stream=what.stream(owner), events=[event], at=at, reason=reason)
    return Proposed(version.pk, version.number)
