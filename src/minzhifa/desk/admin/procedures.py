"""程序: the table by which every case runs, stage by stage, and its picture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minzhifa import rules
from minzhifa.desk.request import today
from minzhifa.documents.errors import UnknownKind
from minzhifa.documents.registry import kind as document_kind
from minzhifa.law.check import diagram, digest_of
from minzhifa.law.procedure import GUARDS, Procedure, Row, Stage, table
from minzhifa.law.rulebook import Rules
from minzhifa.org.queries import ROLES

STAY, RESUME = "=", "@resume"


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table in words."""

    label: str
    action: str
    who: str
    to: Sequence[str]
    needs: Sequence[tuple[str, str]]  # label, ground
    documents: Sequence[str]
    starts: Sequence[tuple[str, str, str]]  # term, length, mark
    stops: Sequence[str]
    pauses: Sequence[str]
    guards: Sequence[tuple[str, str]]  # what it asks, article
    article: str
    also_from: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One station of the stage bar with the acts that begin there."""

    key: str
    label: str
    stages: Sequence[str]
    acts: Sequence[Act]


def procedure_page(request: HttpRequest, procedure: str = "ordinary") -> HttpResponse:
    """普通程序, drawn and in words."""
    served = rules.current()
    if procedure not in served.procedures:
        raise Http404
    held: Procedure = served.procedures[procedure]
    context = {
        "procedure": held,
        "parts": parts(held, served, today(request)),
        "drawn": diagram(held),
        "proved": proved(held, served),
        "all": list(served.procedures.values()),
        "version": served.version,
        "acts": len(held.actions),
        "guards": len({name for row in held.rows for name in row.guards}),
    }
    return render(request, "desk/admin/procedure.html", context)


@cache
def _reports() -> dict[str, dict[str, Any]]:
    text = (files("minzhifa.law") / "data" / "checked.json").read_text("utf-8")
    return {one["procedure"]: one for one in json.loads(text)}


def proved(held: Procedure, served: Rules) -> dict[str, Any] | None:
    """What `minzhifa procedure check` found of exactly this table; None when the table was changed since."""
    report = _reports().get(held.id)
    if report is None or report["digest"] != digest_of(held, served.procedures):
        return None
    findings = [one for one in report["findings"] if one["status"] != "absent"]
    return {**report, "findings": findings, "states": sum(one["states"] for one in findings)}


def parts(held: Procedure, served: Rules, on: date) -> list[Part]:
    """The rows under the station where they can first be done."""
    found = []
    left = list(table(held))
    for number, (station, stages) in enumerate(held.bar, 1):
        mine = [row for row in left if set(row.from_stages) & {one.id for one in stages}]
        left = [row for row in left if row not in mine]
        acts = [_act(held, row, stages, served, on) for row in mine]
        found.append(Part(f"s{number}", station.label, [one.label for one in stages], acts))
    return found


def _act(held: Procedure, row: Row, here: Sequence[Stage], served: Rules, on: date) -> Act:
    return Act(
        row.label,
        row.action,
        "、".join(ROLES.get(role, role) for role in row.who),
        [_target(held, to, served) for to in row.targets],
        [(need.label, need.ground) for need in row.needs],
        [_title(kind) for kind in row.documents],
        [_term(term.partition("@")[0], served, on) for term in row.start],
        _names(row.stop, served, on),
        _names(row.pause, served, on),
        [(GUARDS[name].asks, GUARDS[name].article) for name in row.guards],
        row.article,
        [held.label_of(stage) for stage in row.from_stages if stage not in {one.id for one in here}],
    )


def _target(held: Procedure, to: str, served: Rules) -> str:
    other, _, stage = to.partition(":")
    if stage:
        return f"转为{served.procedures[other].label}（{served.procedures[other].label_of(stage)}）"
    return {STAY: "环节不变", RESUME: "回到原来的环节"}.get(to) or held.label_of(to)


def _title(kind: str) -> str:
    try:
        return document_kind(kind).title
    except UnknownKind:
        return kind


def _term(term_id: str, served: Rules, on: date) -> tuple[str, str, str]:
    """Title, length and mark as market supervision has it (it follows the general rules where it has none)."""
    rule = served.find_term(term_id, "market", on)
    return (rule.title, str(rule.period), rule.mark) if rule else (term_id, "", "V")


def _names(term_ids: Iterable[str], served: Rules, on: date) -> list[str]:
    return [_term(term.partition("@")[0], served, on)[0] for term in term_ids]
