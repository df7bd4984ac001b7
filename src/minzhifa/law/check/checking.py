"""The check of a procedure: every property, proved over all states or broken by a shortest path."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minzhifa.law.check import ways
from minzhifa.law.check.explore import Memo, Space, TooLarge, changes_to, explored
from minzhifa.law.check.properties import PROPERTIES, Property
from minzhifa.law.procedure.table import CASE, Procedure

HOLDS, BROKEN, ABSENT = "holds", "broken", "absent"
WIDE = ("notice",)
"""Properties over whose flags the search for an end is repeated."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One property: `holds`, `broken` with the shortest path, or `absent` where the procedure has no such act."""

    property: str
    title: str
    article: str
    status: str
    states: int = 0
    why: str = ""
    path: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "property": self.property, "title": self.title, "article": self.article, "status": self.status,
            "states": self.states, "why": self.why, "path": list(self.path),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one procedure. `digest` says of which tables."""

    procedure: str
    label: str
    findings: tuple[Finding, ...]
    digest: str = ""

    @property
    def ok(self) -> bool:
        """Nothing is broken."""
        return all(one.status != BROKEN for one in self.findings)

    @property
    def states(self) -> int:
        """How many states were looked at."""
        return sum(one.states for one in self.findings)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        findings = [one.to_json() for one in self.findings]
        return {
            "procedure": self.procedure, "label": self.label, "ok": self.ok, "digest": self.digest,
            "findings": findings,
        }  # fmt: skip


def check(
    procedure: Procedure,
    others: Mapping[str, Procedure] | None = None,
    terms: Collection[str] = (),
    only: Collection[str] = (),
    memo: Memo | None = None,
) -> Report:
    """Explore one procedure.

    `others`: procedures a case may change to; `terms`: ids of the rulebook; `only`: properties;
    `memo`: what was found in other procedures, for those who check several.

    What is proved is proved of `decide` under one version of the rules; old records entered afterwards are not meant.
    """
    known = {name: one for name, one in (others or {}).items() if one.kind == CASE and procedure.kind == CASE}
    found = tuple(_findings(procedure, known, terms, only, {} if memo is None else memo))
    return Report(procedure.id, procedure.label, found, digest_of(procedure, known))


def digest_of(procedure: Procedure, others: Mapping[str, Procedure]) -> str:
    """Of the table, and of those to which its cases may change: a report on other tables proves nothing of these."""
    tables = [procedure, *changes_to(procedure, others).values()]
    text = repr([(one.rows, sorted(one.stages.items()), sorted(one.terms.items())) for one in tables])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _findings(
    procedure: Procedure, others: Mapping[str, Procedure], terms: Collection[str], only: Collection[str], memo: Memo
) -> Iterator[Finding]:
    for one in PROPERTIES:
        if not only or one.id in only:
            yield _tried(one.id, one.title, one.article, lambda one=one: prove(one, procedure, others, memo))
    if not only or "terms" in only:
        yield _tried("terms", ways.TERMS_TITLE, ways.TERMS_ARTICLE, lambda: _terms(procedure, others, terms, memo))
    if not only or "ends" in only:
        yield _tried("ends", ways.ENDS_TITLE, ways.ENDS_ARTICLE, lambda: _ends(procedure, others, memo))


def _tried(name: str, title: str, article: str, proof: Any) -> Finding:
    try:
        status, states, why, path = proof()
    except TooLarge as error:
        status, states, why, path = BROKEN, 0, str(error), ()
    return Finding(name, title, article, status, states, why, path)


Proof = tuple[str, int, str, tuple[str, ...]]


def prove(one: Property, procedure: Procedure, others: Mapping[str, Procedure], memo: Memo) -> Proof:
    """One property over all states: holds, or broken with the words of the shortest path."""
    if one.kind not in ("", procedure.kind):
        return ABSENT, 0, "", ()
    rows = [row for held in (procedure, *others.values()) for row in held.rows]
    if not any(at(row) for at, _ in one.rules for row in procedure.rows):
        return ABSENT, 0, "", ()
    picked = {id(row): [must for at, must in one.rules if at(row)] for row in rows}
    space = Space(procedure, one.flags, others, lambda row: picked[id(row)])
    found = explored(space, others, one.id, memo, lambda _space: None)
    if found.broken is None:
        return HOLDS, len(found.came), "", ()
    return BROKEN, len(found.came), "", ways.told(space, found.path(found.broken))


def _terms(procedure: Procedure, others: Mapping[str, Procedure], known: Collection[str], memo: Memo) -> Proof:
    states = 0
    for found in ways.terms(procedure, others, known, memo):
        if isinstance(found, ways.Broken):
            return BROKEN, states, found.why, found.told
        states += found
    return (HOLDS if states else ABSENT), states, "", ()


def _ends(procedure: Procedure, others: Mapping[str, Procedure], memo: Memo) -> Proof:
    found = ways.ends(procedure, others, [one.flags for one in PROPERTIES if one.id in WIDE], memo)
    if isinstance(found, ways.Broken):
        return BROKEN, 0, found.why, found.told
    return HOLDS, found, "", ()
