"""机关更名: old documents keep the name of their day."""

from __future__ import annotations

from datetime import date, datetime

from minzhifa.access import Actor
from minzhifa.law.words import day_words
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import IntervalWrong
from minzhifa.org.models import AgencyName
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator


def rename_agency(*, actor: Actor, agency_id: int, name: str, on: date, at: datetime, source: str) -> None:
    """Give the agency a new name from the day `on`; the former one ends the day before.

    `source` names the announcement. Raises `AgencyNotFound`, `AlreadyMerged`, `NotAuthorised`, `IntervalWrong`.
    """
    require_administrator(actor, agency_id)
    with act(actor):
        agency = locked_agency(agency_id)
        open_name = AgencyName.objects.filter(agency=agency, valid_to=None).first()
        if open_name and open_name.valid_from and on <= open_name.valid_from:
            since = day_words(open_name.valid_from)
            raise IntervalWrong(f"新名称的启用日必须晚于现名称的启用日（{since}）。", fields=("on",))
        if open_name:
            open_name.valid_to = on
            open_name.save(update_fields=["valid_to"])
        AgencyName.objects.create(agency=agency, name=name, valid_from=on, source=source, mark="V")
        former, agency.name = agency.name, name
        agency.save(update_fields=["name"])
        event = NewEvent("agency_renamed", {"from": former, "to": name, "on": on.isoformat(), "source": source})
        append(actor=actor, stream=agency_stream(agency.pk, name), events=[event], at=at)
