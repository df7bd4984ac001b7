"""A new case: its remit, its agency as it stood that day, its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from minzhifa.access import Actor, Denied
from minzhifa.cases._enrich import Sources
from minzhifa.cases._perform import Session
from minzhifa.cases._row import CaseRow
from minzhifa.cases._table import ORDINARY
from minzhifa.cases.policy import WORKERS
from minzhifa.law.procedure import CaseState
from minzhifa.ledger.ids import uuid7
from minzhifa.org.errors import AlreadyMerged
from minzhifa.org.queries import RemitCard, remit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new case belongs."""

    remit_id: int
    agency_id: int
    agency_name: str
    region_code: str
    city_code: str
    field_code: str
    domain: str


@lru_cache(maxsize=4096)
def _remit(agency_id: int, field: str) -> RemitCard:
    """A remit's id, field and domain never change once made; its being there is checked by the agency's own rows."""
    return remit(agency_id, field)


def place(agency_id: int, field: str, on: date, sources: Sources) -> Place:
    """Remit and agency of a new case (at most 2 SQL). Raises `OutsideRemit`, `AgencyNotFound`."""
    held = _remit(agency_id, field)
    card = sources.agency(agency_id, on)
    if card.ended_on is not None and on >= card.ended_on:
        raise AlreadyMerged(card.own_name, card.ended_on)
    return Place(
        held.id, agency_id, card.name, card.region_code, card.city_code, held.field_code, held.domain
    )  # fmt: skip


def open_case(
    *,
    actor: Actor,
    where: Place,
    at: datetime,
    year: int,
    sources: Sources,
    case_id: UUID | None = None,
    source_ref: str | None = None,
    reason: str = "",
    procedure: str = ORDINARY,
) -> Session:
    """A session on a case that does not exist yet; `finish` creates it and takes its serial (1 SQL).

    Raises `Denied` when the actor holds no working role over the remit.
    """
    if not (actor.scope.has(where.remit_id) and actor.holds(*WORKERS, remit_id=where.remit_id)):
        raise Denied("register_lead")
    row = CaseRow(
        id=case_id or uuid7(),
        code="",
        remit_id=where.remit_id,
        agency_id=where.agency_id,
        agency_name=where.agency_name,
        region_code=where.region_code,
        field_code=where.field_code,
        domain=where.domain,
        version=0,
        historical=source_ref is not None,
        source_ref=source_ref,
        state=CaseState(procedure=procedure),
        created_at=at,
        updated_at=at,
        updated_by=actor.name,
        new=True,
    )
    coded = (where.city_code, where.field_code, year)
    return Session(actor, at, row, sources, reason, published=source_ref is not None, coded=coded)
