"""Many things of the catalogue at once: what an import is compared with, and what is in force on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max

from minzhifa.access import Actor
from minzhifa.catalog.citations import format_citation, parse_citation, short_title
from minzhifa.catalog.models import (
    BenchmarkVersion,
    DocumentTemplateVersion,
    Matter,
    MatterVersion,
    SparingListVersion,
    State,
    Statute,
    StatuteChange,
    StatuteVersion,
)
from minzhifa.catalog.operations.things import thing
from minzhifa.catalog.publishing import covers, publishes
from minzhifa.catalog.queries.matters import in_force
from minzhifa.catalog.queries.versions import content_of


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A version that is approved or waits, with its content under the names that `propose_version` takes."""

    number: int
    state: str
    effective_from: date | None
    effective_to: date | None
    content: Mapping[str, Any]


@dataclass(slots=True)
class HeldThing:
    """A matter or a benchmark that is there: its own columns and its versions, newest first."""

    owner: Mapping[str, Any]
    versions: list[HeldVersion] = field(default_factory=list)


_OWNER = {"matter": ("field_code", "kind"), "benchmark": ("field", "field_code", "owner_remit_id", "region"),
          "sparing": ("kind", "field", "field_code", "owner_remit_id")}  # fmt: skip


def held_things(kind: str, keys: Sequence[str]) -> dict[str, HeldThing]:
    """Things by key with their approved and waiting versions (2 statements); unknown keys are absent."""
    what = thing(kind)
    owners: Any = what.owner._default_manager.filter(**{f"{what.key}__in": list(keys)})
    names: dict[int, str] = {}
    found: dict[str, HeldThing] = {}
    for row in owners:
        names[row.pk] = getattr(row, what.key)
        found[names[row.pk]] = HeldThing({name: getattr(row, name) for name in _OWNER[kind]})
    rows: Any = what.version._default_manager.filter(**{f"{what.link}__in": list(names)})
    for row in rows.exclude(state=State.RETIRED).order_by("-number"):
        version = HeldVersion(row.number, row.state, row.effective_from, row.effective_to, content_of(kind, row))
        found[names[getattr(row, f"{what.link}_id")]].versions.append(version)
    return found


def normal_citations(texts: Iterable[str]) -> list[str]:
    """Citations as a version keeps them: one place each, in the one written form. Raises `ValueError`."""
    out: list[str] = []
    for text in texts:
        cited = parse_citation(text)
        out += [format_citation(cited.title, place) for place in cited.places or (None,)]
    return out


def known_matters(codes: Iterable[str]) -> dict[str, str]:
    """Code → field code of the matters that are there (1 statement)."""
    return dict(Matter.objects.filter(code__in=set(codes)).values_list("code", "field_code"))


def publishers(actor: Actor, kind: str) -> frozenset[str]:
    """For whom the actor may propose versions of that kind; see `covered`."""
    return publishes(actor, kind, "propose")


def covered(held: frozenset[str], publisher: str) -> bool:
    """True when `publisher` (`field:01`, `remit:12`, `templates`) is among those held."""
    return covers(held, publisher)


def in_force_contents(kind: str, on: date) -> list[dict[str, Any]]:
    """Everything of a kind in force on a day: key, the thing's own columns, interval, content (1 or 2 statements)."""
    what = thing(kind)
    rows: Any = what.version._default_manager.filter(in_force(on)).select_related(what.link)
    if kind == "benchmark":
        rows = rows.prefetch_related("benchmark__matters")
    out = []
    for row in rows.order_by(f"{what.link}__{what.key}"):
        owner = getattr(row, what.link)
        own = {name: getattr(owner, name) for name in _OWNER.get(kind, ())}
        if kind == "benchmark":
            own["matters"] = sorted(matter.code for matter in owner.matters.all())
        span = {"effective_from": row.effective_from, "effective_to": row.effective_to}
        out.append({"code": getattr(owner, what.key), **own, **content_of(kind, row), **span})
    return out


@dataclass(frozen=True, slots=True)
class HeldText:
    """One dated text of a statute, as an import of intervals finds it."""

    id: int
    title: str
    kind: str
    organ: str
    version_date: date | None
    effective_from: date | None
    effective_to: date | None
    mark: str
    from_quote: str
    to_quote: str
    waits: bool  # a change is waiting for approval


def held_texts(titles: Iterable[str] | None = None) -> dict[tuple[str, date | None], HeldText]:
    """Texts by short title and date, of these titles or all (2 statements)."""
    rows = StatuteVersion.objects.select_related("statute").order_by("statute__kind", "statute__title", "version_date")
    if titles is not None:
        rows = rows.filter(statute__title__in={short_title(title) for title in titles})
    waiting = set(StatuteChange.objects.filter(state=State.PROPOSED).values_list("text_id", flat=True))
    return {
        (v.statute.title, v.version_date): HeldText(
            v.pk, v.statute.title, v.statute.kind, v.statute.organ, v.version_date, v.effective_from, v.effective_to,
            v.mark, v.from_quote, v.to_quote, v.pk in waiting,
        )
        for v in rows
    }  # fmt: skip


def counts(on: date) -> dict[str, tuple[int, int, Any]]:
    """By kind of element (statutes too): how many in force on the day, how many wait, when last changed."""
    out: dict[str, tuple[int, int, Any]] = {}
    models: tuple[tuple[str, Any], ...] = (
        ("matter", MatterVersion), ("benchmark", BenchmarkVersion), ("template", DocumentTemplateVersion),
        ("sparing", SparingListVersion),
    )  # fmt: skip
    for kind, model in models:
        state = defaultdict(int, model.objects.order_by().values_list("state").annotate(Count("pk")))
        last = model.objects.aggregate(p=Max("proposed_at"), a=Max("approved_at"))
        changed = max((at for at in last.values() if at is not None), default=None)
        out[kind] = (model.objects.filter(in_force(on)).count(), state[State.PROPOSED], changed)
    last = StatuteChange.objects.aggregate(p=Max("proposed_at"), a=Max("approved_at"))
    changed = max((at for at in last.values() if at is not None), default=None)
    waiting = StatuteChange.objects.filter(state=State.PROPOSED).count()
    out["statute"] = (Statute.objects.count(), waiting, changed)
    return out
