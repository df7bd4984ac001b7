"""Copies of a template: ids, people, party, code and numbers filled in; rows for COPY and streams for the ledger."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from minzhifa.cases._row import SHANGHAI
from minzhifa.cases.demo.plan import Chunk, Copy
from minzhifa.cases.demo.stock import Stock
from minzhifa.cases.demo.template import COLUMNS, Template
from minzhifa.crypto import seal_text
from minzhifa.documents.numbers import format_number
from minzhifa.law.identifiers_case import build_case_code
from minzhifa.ledger.bulk import BulkEvent, BulkStream
from minzhifa.ledger.operations import Stream

_OPENS = time(8, 30)
_OFFICE_MS = 9 * 3600 * 1000  # the cases of a day come one after the other in this time
_LOW = (1 << 64) - 1


def ordered_id(milliseconds: int, luck: int) -> UUID:
    """A UUIDv7 of that instant; `luck`: at least 74 random bits."""
    value = milliseconds << 80 | 0x7 << 76 | (luck >> 62 & 0xFFF) << 64 | 0x2 << 62 | luck & (1 << 62) - 1
    return UUID(int=value)


def stamp(chunk: Chunk, stock: Stock) -> tuple[dict[str, list[bytes]], list[BulkStream]]:
    """Lines by table and streams of all copies of a chunk, oldest first."""
    lines: dict[str, list[bytes]] = {table: [] for table in COLUMNS}
    streams = []
    starts = [int(datetime.combine(t.opened, _OPENS, SHANGHAI).timestamp() * 1000) for t in chunk.templates]
    days: dict[Any, int] = {}
    for copy in chunk.copies:
        opened = chunk.templates[copy.template].opened
        days[opened] = days.get(opened, 0) + 1
    nth: dict[Any, int] = {}
    for copy in chunk.copies:
        template = chunk.templates[copy.template]
        place = nth[template.opened] = nth.get(template.opened, -1) + 1
        at = starts[copy.template] + _OFFICE_MS * place // days[template.opened]
        streams.append(_one(template, copy, stock, at, lines))
    return lines, streams


def _one(template: Template, copy: Copy, stock: Stock, at: int, lines: dict[str, list[bytes]]) -> BulkStream:
    remit = stock.fields[template.field_code].remits[copy.remit]
    staff = stock.staff(remit, template.opened)
    pair = remit.pairs[copy.luck % len(remit.pairs)]
    party = stock.party(copy.luck >> 8, staff.region, template.party_kind)
    values = staff.values | pair.values | party.values
    case = ordered_id(at, copy.luck)
    code = build_case_code(staff.city, template.field_code, template.opened.year, copy.serial)
    values["case"], values["code"], values["remit"] = str(case).encode(), code.encode(), b"%d" % remit.id
    values["party_row"] = str(ordered_id(at, copy.luck ^ _LOW)).encode()
    for place, mark in enumerate(template.papers, 1):
        values[mark] = str(ordered_id(at + place, copy.luck)).encode()
    for form, number in zip(template.numbers, copy.numbers, strict=True):
        word = stock.word(remit.agency_id, form.kind, form.on)
        values[f"{form.mark}_number"] = format_number(word, form.on.year, number).encode()
        values[f"{form.mark}_agency"] = b"%d" % stock.card(remit.agency_id, form.on).number_agency_id
    for mark, text in template.sealed.items():
        values[f"{mark}_sealed"] = _sealed(text.fill(values).decode(), party.sealed)
    for table, text in template.rows.items():
        lines[table].append(text.fill(values))
    people = staff.people | pair.people
    events = [BulkEvent(e.type, e.payload.fill(values), e.at, *people[e.account]) for e in template.events]
    return BulkStream(Stream("case", case, code), remit.id, events)


def _sealed(text: str, known: dict[str, bytes]) -> bytes:
    """A party's personal part is sealed once a form of it, not once a copy."""
    if text not in known:
        known[text] = seal_text(text, purpose="document").encode()
    return known[text]
