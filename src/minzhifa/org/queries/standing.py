"""Officers and certificates on the day of the act (行政处罚法 42, 55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from minzhifa.access.postgresql.base import prepared
from minzhifa.law.procedure.types import OfficerFact
from minzhifa.law.words import day_words

_FACTS = """
SELECT o.id, o.name, o.verified, o.left_on, c.number, c.agency_id, c.valid_from, c.valid_until, c.revoked_on,
       s.starts_on, a.name, c.agency_id = %(agency)s OR c.agency_id = t.acts_as_id OR ct.acts_as_id = %(agency)s
  FROM org_officer o
  LEFT JOIN org_certificate c ON c.officer_id = o.id
  LEFT JOIN org_agency a ON a.id = c.agency_id
  LEFT JOIN org_agencystanding t ON t.agency_id = %(agency)s
    AND (t.valid_from <= %(on)s::date) IS NOT FALSE AND (t.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_agencystanding ct ON ct.agency_id = c.agency_id
    AND (ct.valid_from <= %(on)s::date) IS NOT FALSE AND (ct.valid_to > %(on)s::date) IS NOT FALSE
  LEFT JOIN org_certificatesuspension s ON s.certificate_id = c.id
    AND s.starts_on <= %(on)s::date AND (s.ends_on >= %(on)s::date) IS NOT FALSE
 WHERE o.id IN ({ids})
 ORDER BY o.id, c.valid_from DESC
"""


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """An officer with the certificate that is valid on the day asked about."""

    id: UUID
    name: str
    post: str
    certificate: str
    valid_until: date
    account_id: UUID | None


def _judge(row: tuple[Any, ...], on: date) -> tuple[bool | None, str]:
    """Valid on the day, or the first reason why not. Row as `_FACTS` selects it."""
    _, name, verified, left_on, number, _, since, until, revoked, suspended, agency, bound = row
    if number is None:
        return (False, f"{name}没有行政执法证") if verified else (None, "历史记录未载明执法证")
    problems = (
        (left_on is not None and left_on <= on, f"{name}已于{day_words(left_on)}离岗"),
        (not bound, f"执法证{number}属于{agency}，不是本机关"),
        (on < since, f"执法证{number}自{day_words(since)}起才有效"),
        (on > until, f"执法证{number}已于{day_words(until)}到期"),
        (revoked is not None and revoked <= on, f"执法证{number}已于{day_words(revoked)}注销"),
        (suspended is not None, f"执法证{number}自{day_words(suspended)}起暂扣"),
    )
    why = next((sentence for is_so, sentence in problems if is_so), "")
    return (not why, why)


def _asked(officer_ids: Sequence[UUID | str], agency_id: int, on: date) -> tuple[str, dict[str, Any]]:
    """The statement with a place for each officer: for a list of unknown length the server would plan anew each time.

    Places come in powers of two, the last officer filling what is left over, so that few texts are met.
    """
    places = 1 << (len(officer_ids) - 1).bit_length()
    ids = {f"o{n}": str(officer_ids[min(n, len(officer_ids) - 1)]) for n in range(places)}
    return _FACTS.format(ids=", ".join(f"%({name})s::uuid" for name in ids)), {**ids, "agency": agency_id, "on": on}


def officer_facts(officer_ids: Sequence[UUID | str], agency_id: int, on: date) -> list[OfficerFact]:
    """Each officer's standing for this agency on that day (1 SQL), in the order asked; unknown ids give no entry.

    `valid` is True, False with the reason in `why`, or None for an unverified officer without any certificate.
    Officers of a dispatched bureau and of the organ in whose name it acts may act for each other.
    """
    if not officer_ids:
        return []
    with prepared() as cursor:
        cursor.execute(*_asked(officer_ids, agency_id, on))
        rows = cursor.fetchall()
    best: dict[str, OfficerFact] = {}
    for row in rows:
        key = str(row[0])
        valid, why = _judge(row, on)
        if key not in best or (valid and not best[key].valid):
            best[key] = OfficerFact(key, row[1], row[4], valid, why)
    return [best[str(i)] for i in officer_ids if str(i) in best]


_CERTIFIED = """
SELECT DISTINCT ON (o.name, o.id) o.id, o.name, o.post, c.number, c.valid_until, o.account_id
  FROM org_officer o JOIN org_certificate c ON c.officer_id = o.id
 WHERE c.agency_id = %(agency)s AND %(on)s::date BETWEEN c.valid_from AND c.valid_until
   AND (c.revoked_on IS NULL OR c.revoked_on > %(on)s::date) AND (o.left_on IS NULL OR o.left_on > %(on)s::date)
   AND NOT EXISTS (SELECT FROM org_certificatesuspension s
                    WHERE s.certificate_id = c.id
                      AND s.starts_on <= %(on)s::date AND (s.ends_on >= %(on)s::date) IS NOT FALSE)
 ORDER BY o.name, o.id, c.valid_until DESC
"""


def certified_officers(agency_id: int, on: date) -> list[OfficerCard]:
    """Who may act for the agency on that day (1 SQL), by name."""
    with prepared() as cursor:
        cursor.execute(_CERTIFIED, {"agency": agency_id, "on": on})
        return [OfficerCard(*row) for row in cursor.fetchall()]
