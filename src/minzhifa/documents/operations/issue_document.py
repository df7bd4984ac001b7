"""Issue a document: check its content, draw its number and store the row, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from psycopg.types.json import Jsonb

from minzhifa.access import Actor, require
from minzhifa.access.postgresql.base import prepared
from minzhifa.documents.checks import refuse_incomplete
from minzhifa.documents.errors import BadNumber, DocumentIssued, NotFound
from minzhifa.documents.models import Document
from minzhifa.documents.numbers import format_number
from minzhifa.documents.operations.numbering import series_of
from minzhifa.documents.present import SHANGHAI
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.registry import title_of
from minzhifa.documents.rows import DocumentRow, split, template_version
from minzhifa.ledger.ids import uuid7


class IssuingAgency(Protocol):
    """The agency on the day of issue; `org.queries.AgencyCard` has it. Numbers are those of `number_agency_id`."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def number_agency_id(self) -> int: ...


_COLUMNS = (
    "id, case_id, remit_id, agency_id, agency_name, number_agency_id, kind, title, number, counted, recorded, status,"
    ' version, data, sealed, "on", at, author_id, template_version, pdf_sha256, pdf_key, pdf_pages'
)
_UPSERT = """
ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, counted = EXCLUDED.counted, recorded = EXCLUDED.recorded,
  status = 'issued', version = d.version + 1, data = EXCLUDED.data, sealed = EXCLUDED.sealed, "on" = EXCLUDED."on",
  at = EXCLUDED.at, author_id = EXCLUDED.author_id, template_version = EXCLUDED.template_version
  WHERE d.status = 'draft' AND d.case_id = EXCLUDED.case_id AND d.kind = EXCLUDED.kind
RETURNING number, version
"""
_VALUES = """%(id)s, %(case)s, %(remit)s, %(agency)s, %(name)s, %(numbering)s, %(kind)s, %(title)s, {number},
  %(counted)s, %(recorded)s, 'issued', 1, {data}, %(sealed)s, %(on)s, %(at)s, %(author)s, %(template)s, '', '', 0"""
_GIVEN = (
    f"INSERT INTO documents_document AS d ({_COLUMNS}) VALUES ("  # noqa: S608 (constant parts)
    + _VALUES.format(number="%(number)s", data="%(data)s")
    + f") {_UPSERT}"
)
_COUNTED = (
    "WITH n AS (INSERT INTO documents_numbercounter AS c (agency_id, series, year, last)"  # noqa: S608 (constant parts)
    " SELECT %(numbering)s, %(series)s, %(year)s, 1 WHERE NOT EXISTS (SELECT 1 FROM documents_document"
    " WHERE id = %(id)s AND status <> 'draft') ON CONFLICT (agency_id, series, year)"
    " DO UPDATE SET last = c.last + 1 RETURNING %(prefix)s || last || '号' AS number)"
    f" INSERT INTO documents_document AS d ({_COLUMNS}) SELECT "
    + _VALUES.format(number="n.number", data="%(data)s || jsonb_build_object('number', n.number)")
    + f" FROM n {_UPSERT}"
)


def _year(on: str) -> int:
    if not on[:4].isdigit():
        raise BadNumber("没有日期，不能编年度文号。")
    return int(on[:4])


def issue(
    *,
    actor: Actor,
    case_id: UUID,
    remit_id: int,
    agency: IssuingAgency,
    kind: str,
    data: Mapping[str, Any],
    at: datetime,
    on: date | str | None = None,
    number: str | Literal["auto"] | None = None,
    word: str = "",
    recorded: bool = False,
    document_id: UUID | None = None,
) -> DocumentRow:
    """Issue a document of a case, within the caller's scoped transaction. One statement, number included.

    `number`: "auto" draws the next one with `word` (the agency's 机关代字 for this kind), a text is kept as given and
    consumes nothing, None for kinds without numbers. `on`: the legal day, ISO, possibly partial; default the day of
    `at` in Shanghai. `recorded`: a historical document; gaps stay gaps. `document_id`: the draft to issue.

    Raises `IncompleteDocument` (with the article of the first gap), `BadNumber`, `Denied`, `DocumentIssued`.
    """
    definition = kind_of(kind)
    day = on.isoformat() if isinstance(on, date) else on or at.astimezone(SHANGHAI).date().isoformat()
    title = title_of(kind, str(data.get("domain") or ""))
    new_id = document_id or uuid7()
    require(actor, "issue", Document(id=new_id, remit_id=remit_id))
    auto = number == "auto"
    values: dict[str, Any] = {"series": None, "year": None, "prefix": ""}
    if auto:
        year = _year(day)
        sample = format_number(word, year, 1)
        values = {"series": series_of(kind), "year": year, "prefix": sample.removesuffix("1号")}
    text = "" if auto else number or ""
    content = {**data, "number": values["prefix"] or text} if auto or text else dict(data)
    if not recorded:
        refuse_incomplete(kind, content)
    if auto:
        content.pop("number")
    plain, sealed = split(kind, content)
    values |= {
        "id": new_id, "case": case_id, "remit": remit_id, "agency": agency.id, "name": agency.name,
        "numbering": agency.number_agency_id, "kind": kind, "title": title, "number": text,
        "counted": auto, "recorded": recorded, "data": Jsonb(plain), "sealed": sealed, "on": day, "at": at,
        "author": actor.account_id, "template": template_version(kind),
    }  # fmt: skip
    with prepared() as cursor:
        cursor.execute(_COUNTED if auto else _GIVEN, values)
        stored = cursor.fetchone()
    if stored is None:
        raise DocumentIssued
    return DocumentRow(
        id=new_id, case_id=case_id, remit_id=remit_id, agency_id=agency.id, agency_name=agency.name, kind=kind,
        title=title, number=stored[0], status="issued", version=stored[1], on=day, at=at,
        recorded=recorded, pages=0, external=definition.external, volume=definition.volume,
    )  # fmt: skip


__all__ = ["IssuingAgency", "NotFound", "issue"]
