"""The kinds of thing whose versions are proposed and approved, behind one handle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from minzhifa.access.errors import NotFound
from minzhifa.catalog.models import (
    Benchmark,
    BenchmarkVersion,
    DocumentTemplate,
    DocumentTemplateVersion,
    Matter,
    MatterVersion,
    SparingList,
    SparingListVersion,
)
from minzhifa.ledger.operations import Stream

_SHIFT = 40  # the kind's number stands above the row's id: one stream per thing


@dataclass(frozen=True, slots=True)
class Thing:
    """How one kind of versioned thing is stored: its model, its version model, and how they name each other."""

    kind: str
    label: str
    owner: type[models.Model]
    version: type[models.Model]
    key: str  # the owner's natural key
    link: str  # the version's foreign key
    number: int

    def stream(self, owner: Any) -> Stream:
        """The ledger stream of one thing."""
        return Stream.numbered("catalog", self.number << _SHIFT | owner.pk, f"{self.label} {getattr(owner, self.key)}")


_THINGS = {
    thing.kind: thing
    for thing in (
        Thing("matter", "事项", Matter, MatterVersion, "code", "matter", 1),
        Thing("benchmark", "裁量权基准", Benchmark, BenchmarkVersion, "code", "benchmark", 2),
        Thing("template", "文书模板", DocumentTemplate, DocumentTemplateVersion, "kind", "template", 3),
        Thing("sparing", "免罚清单", SparingList, SparingListVersion, "code", "listing", 7),
    )
}


def thing(kind: str) -> Thing:
    """The handle of "matter", "benchmark", "template" or "sparing". Raises `NotFound`."""
    try:
        return _THINGS[kind]
    except KeyError:
        raise NotFound("没有这一类要素。") from None
