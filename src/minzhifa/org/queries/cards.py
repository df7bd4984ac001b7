"""What the rooms above learn about an agency, a remit, a field: typed rows, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from minzhifa.access.postgresql.base import prepared
from minzhifa.org.errors import AgencyNotFound, NoNumberWord, OutsideRemit


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An agency as it stood on one day.

    `name` is the name it acts under (a dispatched bureau may act in its principal's), `own_name` its own.
    `number_agency_id` is the agency whose numbers it takes. `city_code` has four digits as in the case code
    (3503; 3500 for provincial agencies).
    """

    id: int
    slug: str
    name: str
    own_name: str
    uscc: str | None
    system: str
    level: str
    kind: str
    region_code: str
    region_name: str
    city_code: str
    superior_id: int | None
    number_agency_id: int
    head_name: str
    address: str
    phone: str
    payee_name: str
    payee_bank: str
    payee_bank_address: str
    payee_account: str
    reconsideration_body: str
    court: str
    historical: bool
    verified: bool
    mark: str
    ended_on: date | None = None  # merged into `successor_id` on this day
    successor_id: int | None = None


@dataclass(frozen=True, slots=True)
class RemitCard:
    """Agency × field. `id` is what rows carry for the second wall; `field_code` is the FF of the case code."""

    id: int
    agency_id: int
    agency_name: str
    field_id: int
    field_code: str
    field_slug: str
    field_name: str
    domain: str


# A span that holds the day is not written as a range in these statements: the server would look the range up in the
# index that forbids overlaps, which finds the rows of all agencies on that day, and while it has not counted the tables
# (after a load) it does so once for each of them. So the agency finds its rows, and the day is looked at afterwards.
_ABOVE = """
WITH RECURSIVE above AS (
  SELECT id, superior_id FROM org_agency WHERE id = %(id)s
  UNION SELECT a.id, a.superior_id FROM org_agency a JOIN above b ON a.id = b.superior_id
) SELECT id FROM above
"""
_CARD = """
SELECT a.id, a.slug, coalesce(pn.name, p.name, n.name, a.name), coalesce(n.name, a.name), a.uscc, a.system, a.level,
       coalesce(s.kind, 'administrative'), r.code, r.full_name,
       CASE a.level WHEN 'province' THEN '3500' ELSE left(r.code, 4) END, a.superior_id, coalesce(s.acts_as_id, a.id),
       a.head_name, a.address, a.phone,
       coalesce(p.payee_name, a.payee_name), coalesce(p.payee_bank, a.payee_bank),
       coalesce(p.payee_bank_address, a.payee_bank_address), coalesce(p.payee_account, a.payee_account),
       coalesce(y.reconsideration_body, ''), coalesce(y.court, ''), a.historical, a.verified, a.mark, a.ended_on,
       a.successor_id
  FROM org_agency a
  JOIN org_region r ON r.id = a.region_id
  LEFT JOIN org_agencyname n ON n.agency_id = a.id
    AND (n.valid_from <= %(on)s::date) IS NOT FALSE AND (n.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_agencystanding s ON s.agency_id = a.id
    AND (s.valid_from <= %(on)s::date) IS NOT FALSE AND (s.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_agency p ON p.id = s.acts_as_id
  LEFT JOIN org_agencyname pn ON pn.agency_id = p.id
    AND (pn.valid_from <= %(on)s::date) IS NOT FALSE AND (pn.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_agencyremedy y ON y.agency_id = a.id
    AND (y.valid_from <= %(on)s::date) IS NOT FALSE AND (y.valid_to > %(on)s::date) IS NOT FALSE
"""
_WORD = """
WITH acting AS (
  SELECT coalesce(s.acts_as_id, a.id) AS id, a.id AS own, a.system FROM org_agency a
    LEFT JOIN org_agencystanding s ON s.agency_id = a.id
      AND (s.valid_from <= %(on)s::date) IS NOT FALSE AND (s.valid_to > %(on)s::date) IS NOT FALSE
   WHERE a.id = %(agency)s)
SELECT w.word || CASE w.kind WHEN '' THEN x.suffix ELSE '' END
  FROM acting c
  JOIN org_agencynumberword w ON w.agency_id = ANY (ARRAY[c.id, c.own]) AND w.kind IN ('', %(kind)s)
    AND (w.valid_from <= %(on)s::date) IS NOT FALSE AND (w.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_numbersuffix x ON w.kind = '' AND x.system IN (c.system, '') AND x.kind = %(kind)s
    AND (x.valid_from <= %(on)s::date) IS NOT FALSE AND (x.valid_to > %(on)s::date) IS NOT FALSE
 WHERE (w.kind <> '' OR x.suffix IS NOT NULL) AND (w.agency_id = c.id OR w.kind <> '')
 ORDER BY (w.kind <> '') DESC, (w.agency_id = c.own) DESC, (x.system <> '') DESC NULLS LAST
 LIMIT 1
"""
_REMIT = """
SELECT m.id, a.id, a.name, f.id, f.code, f.slug, f.name, f.domain
  FROM org_remit m JOIN org_agency a ON a.id = m.agency_id JOIN org_field f ON f.id = m.field_id
"""


def _rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with prepared() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def agency_cards(agency_ids: list[int], on: date) -> dict[int, AgencyCard]:
    """Cards of several agencies on one day, in one statement; unknown ids are absent."""
    found = _rows(f"{_CARD} WHERE a.id = ANY (%(ids)s)", {"ids": agency_ids, "on": on})
    return {row[0]: AgencyCard(*row) for row in found}


def agency_card(agency_id: int, on: date) -> AgencyCard:
    """The agency as it stood on that day (1 SQL). Raises `AgencyNotFound`."""
    # One id, not a list of one: only so does the server keep its plan instead of making one for each length.
    found = _rows(f"{_CARD} WHERE a.id = %(id)s", {"id": agency_id, "on": on})
    if not found:
        raise AgencyNotFound(agency_id)
    return AgencyCard(*found[0])


def number_word(agency_id: int, kind: str, on: date) -> str:
    """机关代字+文书字, as 闽莆环罚, for that kind of document on that day (1 SQL). Raises `NoNumberWord`.

    An own word for the kind goes before the stem; a dispatched bureau uses its principal's stem while it acts in
    the principal's name.
    """
    found = _rows(_WORD, {"agency": agency_id, "kind": kind, "on": on})
    if not found:
        raise NoNumberWord(agency_id, kind, on)
    return str(found[0][0])


def remit(agency_id: int, field_code: str) -> RemitCard:
    """The agency's remit in a field, by code, slug or name of the field (1 SQL). Raises `OutsideRemit`."""
    where = "WHERE m.agency_id = %(agency)s AND %(field)s IN (f.code, f.slug, f.name) AND m.valid_to IS NULL"
    found = _rows(f"{_REMIT} {where}", {"agency": agency_id, "field": field_code})
    if not found:
        raise OutsideRemit(agency_id, field_code)
    return RemitCard(*found[0])


def agencies_above(agency_id: int) -> frozenset[int]:
    """The agency itself and all that stand above it (1 SQL)."""
    return frozenset(row[0] for row in _rows(_ABOVE, {"id": agency_id}))


def remit_cards(remit_ids: list[int]) -> dict[int, RemitCard]:
    """Cards of several remits in one statement; unknown ids are absent."""
    return {row[0]: RemitCard(*row) for row in _rows(f"{_REMIT} WHERE m.id = ANY (%(ids)s)", {"ids": remit_ids})}
