"""补录历史主体: what old records name and the platform does not know."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import connection

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Agency, AgencyKind, AgencyLevel, AgencyName, AgencyStanding, Field, Region, Remit
from minzhifa.org.operations._common import act, agency_stream
from minzhifa.org.queries.cards import RemitCard, remit_cards
from minzhifa.org.queries.lists import agency_by_name, field

FIRST_HISTORICAL_FIELD = 1000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _field_id(word: str) -> tuple[int, bool]:
    """The registered field, or a new unverified one with a code of a letter and a digit or letter; and whether new."""
    known = field(word)
    if known:
        return known.id, False
    name = word.replace("（", "(").split("(")[0].strip()[:40] or "未载明"
    taken = set(Field.objects.values_list("code", flat=True))
    code = next(a + b for a in _LETTERS for b in "0123456789" + _LETTERS if a + b not in taken)
    number = FIRST_HISTORICAL_FIELD + Field.objects.filter(id__gte=FIRST_HISTORICAL_FIELD).count()
    row = Field.objects.create(
        id=number, code=code, slug=f"historical-{code.lower()}", name=name, domain="general", verified=False
    )
    return row.pk, True


def _region(code: str) -> Region:
    """The region of the record; an unknown code falls back to its city, then to the province."""
    for known in (code, code[:6], code[:4] + "00", "350000"):
        row = Region.objects.filter(code=known).first()
        if row:
            return row
    raise NotFound("没有这个行政区划。")


def _new_agency(name: str, region_code: str, level: str) -> Agency:
    region = _region(region_code)
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    agency = Agency.objects.create(
        slug=f"historical-{digest}", name=name, system="historical", region=region, historical=True, verified=False,
        level=level if level in AgencyLevel.values else region.level, mark="M",
    )  # fmt: skip
    AgencyName.objects.create(agency=agency, name=name, source="历史案件", mark="M")
    AgencyStanding.objects.create(agency=agency, kind=AgencyKind.ADMINISTRATIVE, source="历史案件", mark="M")
    return agency


def find_or_create_historical_agency(
    *, actor: Actor, name: str, region_code: str, field_word: str, on: date | None, at: datetime, level: str = ""
) -> RemitCard:
    """The remit of the agency that bore this name (on that day, if any did) in the field of the record.

    A name or field that nobody knows is created as historical and unverified, once and for all records; so is a
    field in which a known agency had no remit. Every creation is on the agency's record. Not for current cases.
    Raises `NotFound` when no region is loaded.
    """
    with act(actor), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('org:historical', 0))")
        agency_id = agency_by_name(name, on)
        new = agency_id is None
        agency = _new_agency(name, region_code, level) if agency_id is None else Agency.objects.get(pk=agency_id)
        field_id, new_field = _field_id(field_word)
        remit, new_remit = Remit.objects.get_or_create(
            agency=agency, field_id=field_id, defaults={"source": "历史案件", "mark": "M"}
        )
        if new or new_field or new_remit:
            payload = {"name": name, "field": field_id, "new_agency": new, "new_field": new_field}
            event = NewEvent("historical_agency_recorded", payload)
            append(actor=actor, stream=agency_stream(agency.pk, agency.name), events=[event], at=at)
        return remit_cards([remit.pk])[remit.pk]
