"""What copies are filled with: agencies with their people, words of numbers, and invented parties. Read once."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db import connection

from minzhifa.access import Role
from minzhifa.cases._facts import open_and_private
from minzhifa.crypto import blind_index, open_text, seal_text
from minzhifa.law.identifiers_mask import mask_phone
from minzhifa.org.demo import PEOPLE, fixed
from minzhifa.org.demo.people import invented_name
from minzhifa.org.queries import AgencyCard, number_word
from minzhifa.org.queries.cards import agency_cards
from minzhifa.subjects.demo import Place, load_demo_subjects

_REMITS = """
SELECT m.id, m.agency_id, f.code, f.domain, r.code, a.level, a.slug, a.system
  FROM org_remit m JOIN org_field f ON f.id = m.field_id JOIN org_agency a ON a.id = m.agency_id
  JOIN org_region r ON r.id = a.region_id WHERE m.valid_to IS NULL ORDER BY m.id
"""
_OFFICERS = """
SELECT DISTINCT ON (o.agency_id, o.id) o.agency_id, o.id, o.name, o.account_id, c.number
  FROM org_officer o JOIN org_certificate c ON c.officer_id = o.id
 WHERE c.valid_from <= %(on)s AND c.valid_until >= %(on)s AND c.revoked_on IS NULL AND o.left_on IS NULL
   AND NOT EXISTS (SELECT FROM org_certificatesuspension s WHERE s.certificate_id = c.id)
 ORDER BY o.agency_id, o.id, c.valid_from DESC
"""
_EPOCHS = """
SELECT DISTINCT d FROM (
  SELECT valid_from AS d FROM org_agencyname UNION ALL SELECT valid_from FROM org_agencystanding
  UNION ALL SELECT valid_from FROM org_agencynumberword UNION ALL SELECT valid_from FROM org_numbersuffix) t
 WHERE d IS NOT NULL ORDER BY d
"""
_SUBJECTS = """
SELECT id, kind, name, coalesce(uscc, ''), legal_representative, address, region_code, id_number, phone
  FROM subjects_subject WHERE id = ANY (%s) ORDER BY id
"""
_FIRST = 1_000_000
_WEIGHT = {"province": 3.0, "city": 8.0, "county": 6.0, "township": 0.3}
FIELDS = {
    "01": 34, "05": 18, "04": 14, "03": 9, "07": 5, "12": 5, "06": 3, "15": 3, "14": 3, "08": 2, "11": 1.5, "13": 1,
    "16": 1, "09": 1, "10": 1, "02": 0.5,
}  # fmt: skip


People = dict[str, tuple[UUID, str]]  # mark → account and name


@dataclass(slots=True)
class PairStock:
    """Host and assistant: the values of a copy, and who acts."""

    values: dict[str, bytes]
    people: People


@dataclass(slots=True)
class StaffStock:
    """An agency with its head and others, as it was on a day."""

    region: str
    city: str
    values: dict[str, bytes]
    people: People


@dataclass(slots=True)
class PartyStock:
    """An invented party. `sealed` remembers what of it was sealed for documents."""

    values: dict[str, bytes]
    sealed: dict[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class RemitStock:
    """One remit of one agency, with the officers who may act for it."""

    id: int
    agency_id: int
    field_code: str
    domain: str
    region: str
    slug: str
    pairs: list[PairStock]


@dataclass(slots=True)
class FieldStock:
    """The remits of one field, and how often each gets a case."""

    domain: str
    remits: list[RemitStock] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    cumulated: list[float] = field(default_factory=list)


def _people() -> dict[tuple[str, str], str]:
    wanted = {Role.AGENCY_HEAD: "head", Role.REVIEWER: "reviewer", Role.SECTION_HEAD: "section"}
    found: dict[tuple[str, str], str] = {}
    for person in PEOPLE:
        for role in person.roles:
            if role in wanted and person.agency:
                found.setdefault((person.agency, wanted[role]), person.username)
    return found


class Stock:
    """Agencies, officers, parties; every draw is by the dice that it is given."""

    def __init__(self, seed: int, cases: int, on: date) -> None:
        self.fields: dict[str, FieldStock] = {}
        self._people = _people()
        self._staff: dict[tuple[int, int], StaffStock] = {}
        self._words: dict[tuple[int, str, int], str] = {}
        self._load(on)
        self._epochs = [row[0] for row in _rows(_EPOCHS)]
        self._cards: dict[int, dict[int, AgencyCard]] = {}
        self._load_parties(seed, max(100, min(cases // 8, 20_000)))

    def _load(self, on: date) -> None:
        officers: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for agency_id, *officer in _rows(_OFFICERS, {"on": on}):
            officers[agency_id].append(tuple(officer))
        shown = {p.agency for p in PEOPLE}
        for remit_id, agency_id, code, domain, region, level, slug, system in _rows(_REMITS):
            if len(staff := officers.get(agency_id, [])) < 2 or code not in FIELDS:  # noqa: PLR2004 -- 处罚法42
                continue
            stock = self.fields.setdefault(code, FieldStock(domain))
            stock.remits.append(RemitStock(remit_id, agency_id, code, domain, region, slug, _pairs(staff)))
            stock.weights.append(_WEIGHT[level] * (2 if slug in shown else 1) * (0.5 if system == "police" else 1))
        for stock in self.fields.values():
            stock.cumulated = list(accumulate(stock.weights))

    def _load_parties(self, seed: int, count: int) -> None:
        places = [Place(code, name) for code, name in _rows(
            "SELECT code, full_name FROM org_region WHERE level = 'county' ORDER BY code")]  # fmt: skip
        first = _FIRST + seed % 80 * 100_000  # a number range for each seed: codes never meet
        ids = load_demo_subjects(count, seed=seed * 1000 + 35, places=places, first=first)
        self.parties: dict[tuple[str, str], list[PartyStock]] = defaultdict(list)
        for row in _rows(_SUBJECTS, [ids]):
            party = _party(*row)
            for where in (row[6][:6], row[6][:4], ""):
                self.parties[where, row[1]].append(party)

    def remit(self, dice: random.Random, code: str) -> int:
        """The place of a remit of the field, by weight."""
        stock = self.fields[code]
        return dice.choices(range(len(stock.remits)), cum_weights=stock.cumulated)[0]

    def party(self, pick: int, region: str, kind: str) -> PartyStock:
        """A party of that kind in the county, else the city, else the province."""
        for where in (region[:6], region[:4], ""):
            if found := self.parties.get((where, kind)):
                return found[pick % len(found)]
        raise LookupError(kind)

    def epoch(self, on: date) -> int:
        """Names, standing and words hold within one epoch."""
        return bisect_right(self._epochs, on)

    def card(self, agency_id: int, on: date) -> AgencyCard:
        """The agency's card of that day."""
        epoch = self.epoch(on)
        if epoch not in self._cards:
            ids = sorted({r.agency_id for f in self.fields.values() for r in f.remits})
            self._cards[epoch] = agency_cards(ids, on)
        return self._cards[epoch][agency_id]

    def word(self, agency_id: int, kind: str, on: date) -> str:
        """机关代字+文书字."""
        key = (agency_id, kind, self.epoch(on))
        if key not in self._words:
            self._words[key] = number_word(agency_id, kind, on)
        return self._words[key]

    def staff(self, remit: RemitStock, on: date) -> StaffStock:
        """Agency and people of a remit as values of a copy."""
        key = (remit.agency_id, self.epoch(on))
        if key not in self._staff:
            card, slug = self.card(remit.agency_id, on), remit.slug
            values: dict[str, Any] = {
                "agency_id": card.id, "agency": card.name, "slug": slug, "region": card.region_code,
                "region_name": card.region_name, "agency_address": card.address, "agency_phone": card.phone,
                "payee": card.payee_name, "bank": card.payee_bank, "bank_address": card.payee_bank_address,
                "bank_account": card.payee_account,
                "review_body": card.reconsideration_body, "court": card.court,
            }  # fmt: skip
            people: People = {}
            for who in ("head", "section", "reviewer"):
                username = self._people.get((slug, who), f"{slug}:{who}")
                people[who] = (fixed("account", username), invented_name(username))
            self._staff[key] = StaffStock(card.region_code, card.city_code, _bytes(values) | _named(people), people)
        return self._staff[key]


def _rows(sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _bytes(values: dict[str, Any]) -> dict[str, bytes]:
    return {name: str(value).encode() for name, value in values.items()}


def _named(people: People) -> dict[str, bytes]:
    return _bytes({m: a for m, (a, _) in people.items()} | {f"{m}_name": name for m, (_, name) in people.items()})


def _pairs(staff: list[tuple[Any, ...]]) -> list[PairStock]:
    """Host and assistant: each with the next one."""
    found = []
    for first, second in zip(staff, [*staff[1:], staff[0]], strict=True):
        values: dict[str, str] = {}
        people: People = {}
        for mark, account, (key, name, login, card) in (("o1", "a1", first), ("o2", "a2", second)):
            people[account] = (login or fixed("account", str(key)), name)
            values |= {mark: str(key), f"{mark}_name": name, f"{mark}_card": card, account: str(people[account][0])}
        found.append(PairStock(_bytes(values), people))
    return found


def _party(  # noqa: PLR0917 -- the columns of the query, in its order
    subject: Any, kind: str, name: str, code: str, boss: str, address: str, _region: str, number: str, phone: str
) -> PartyStock:  # fmt: skip
    number = open_text(number, purpose="subjects.subject.id_number") if number else ""
    phone = open_text(phone, purpose="subjects.subject.phone") if phone else ""
    shown, _ = open_and_private({"kind": "natural_person", "id_number": number, "address": address})
    return PartyStock(_bytes({
        "subject": subject, "party": name, "uscc": code, "boss": boss or name, "address": address,
        "address_shown": shown["address"], "phone": phone, "phone_shown": mask_phone(phone), "citizen": number,
        "citizen_shown": shown["id_number"], "party_key": blind_index(number, purpose="party") if number else "",
        "sealed_citizen": seal_text(number, purpose="party.id_number") if number else "",
        "sealed_phone": seal_text(phone, purpose="party.phone"),
        "sealed_address": seal_text(address, purpose="party.address"),
    }))  # fmt: skip
