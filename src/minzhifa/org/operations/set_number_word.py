"""设置文号代字."""

from __future__ import annotations

from datetime import date, datetime

from minzhifa.access import Actor
from minzhifa.law.words import day_words
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import IntervalWrong
from minzhifa.org.models import AgencyNumberWord
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator


def set_number_word(
    *, actor: Actor, agency_id: int, word: str, on: date, at: datetime, kind: str = "", reason: str = ""
) -> None:
    """Set the stem (kind empty: 闽莆环) or the whole word of one kind of document from the day `on`.

    Numbers already taken keep their word. Raises `AgencyNotFound`, `NotAuthorised`, `IntervalWrong`.
    """
    require_administrator(actor, agency_id)
    with act(actor):
        agency = locked_agency(agency_id)
        former = AgencyNumberWord.objects.filter(agency=agency, kind=kind, valid_to=None).first()
        if former and former.valid_from and on <= former.valid_from:
            since = day_words(former.valid_from)
            raise IntervalWrong(f"新代字的启用日必须晚于现代字的启用日（{since}）。", fields=("on",))
        if former:
            former.valid_to = on
            former.save(update_fields=["valid_to"])
        AgencyNumberWord.objects.create(agency=agency, kind=kind, word=word, valid_from=on, mark="V")
        payload = {"kind": kind, "from": former.word if former else None, "to": word, "on": on.isoformat()}
        stream = agency_stream(agency.pk, agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("number_word_set", payload)], at=at, reason=reason)
