"""Load regions, fields and agencies from the data files, set-wise; a second run adds only what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from minzhifa.org.models import (
    Agency,
    AgencyName,
    AgencyNumberWord,
    AgencyRemedy,
    AgencyStanding,
    Field,
    NumberSuffix,
    Region,
    Remit,
)
from minzhifa.org.recipe import AgencyPlan, Plan, build, read_fields, read_places

DATA: Path = settings.BASE_DIR / "data"
BATCH = 2000
LEVELS = ("province", "city", "county", "township")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows present after the load, and how many agencies were new."""

    regions: int
    fields: int
    agencies: int
    remits: int
    new_agencies: int


def _regions(data: Path) -> None:
    places = read_places(data)
    rows = [
        Region(
            id=int(p.code), code=p.code, name=p.name, full_name=p.full_name, level=p.level, kind=p.kind,
            parent_id=int(p.parent) if p.parent else None, city_code=p.city, is_division=p.is_division,
            city_level_powers=p.city_level_powers, valid_from=p.valid_from, valid_to=p.valid_to,
            successor_id=int(p.successor) if p.successor else None, mark=p.mark, note=p.note,
        )
        for p in sorted(places.values(), key=lambda p: LEVELS.index(p.level))
    ]  # fmt: skip
    Region.objects.bulk_create(rows, BATCH, ignore_conflicts=True)


def _fields(data: Path) -> dict[str, int]:
    rows = [
        Field(id=f.id, code=f.code, slug=f.slug, name=f.name, domain=f.domain, aliases=list(f.aliases))
        for f in read_fields(data)
    ]
    kept = ["code", "slug", "name", "domain", "aliases"]
    Field.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=kept)
    return dict(Field.objects.values_list("slug", "id"))


def _agency(plan: AgencyPlan) -> Agency:
    return Agency(
        slug=plan.slug, name=plan.name, system=plan.system, level=plan.level, region_id=int(plan.region),
        uscc=plan.uscc, uscc_is_demo=True, address=plan.address, phone=plan.phone, payee_name=plan.name,
        payee_bank=plan.payee_bank, payee_bank_address=plan.payee_bank_address, payee_account=plan.payee_account,
        card_is_demo=True, mark=plan.mark,
    )  # fmt: skip


def _agencies(plans: list[AgencyPlan]) -> dict[str, int]:
    """Insert the missing agencies, then tie superiors in one statement; slug → id of all."""
    known = dict(Agency.objects.values_list("slug", "id"))
    new = [_agency(plan) for plan in plans if plan.slug not in known]
    for row in Agency.objects.bulk_create(new, BATCH):
        known[row.slug] = row.id
    by_slug = {plan.slug: plan for plan in plans}
    tied = [row for row in new if by_slug[row.slug].superior]
    for row in tied:
        row.superior_id = known[by_slug[row.slug].superior or ""]
    Agency.objects.bulk_update(tied, ["superior"], BATCH)
    return known


def _hangings(plans: list[AgencyPlan], ids: dict[str, int], fields: dict[str, int]) -> None:
    """Names, standings, words, remedies, remits of new agencies."""
    names, standings, words, remedies, remits = [], [], [], [], []
    for plan in plans:
        key = {"agency_id": ids[plan.slug]}
        names += [AgencyName(**key, name=n.text, valid_from=n.start, valid_to=n.end, mark=n.mark) for n in plan.names]
        standings += [
            AgencyStanding(
                **key, kind=s.kind, acts_as_id=ids[s.acts_as] if s.acts_as else None, valid_from=s.start,
                valid_to=s.end, mark=plan.mark, source="生态环境法典第五十三条" if s.kind == "dispatched" else "",
            )
            for s in plan.standings
        ]  # fmt: skip
        words += [
            AgencyNumberWord(
                **key, kind=w.kind, word=w.span.text, valid_from=w.span.start, valid_to=w.span.end, mark=w.span.mark
            )
            for w in plan.words
        ]
        remedies += [
            AgencyRemedy(**key, reconsideration_body=body, court=court, valid_from=a, valid_to=b, source="行政复议法")
            for body, court, a, b in plan.remedies
        ]
        remits += [
            Remit(**key, field_id=fields[f], valid_from=plan.fields_from, source=plan.fields_source)
            for f in plan.fields
        ]
    AgencyName.objects.bulk_create(names, BATCH)
    AgencyStanding.objects.bulk_create(standings, BATCH)
    AgencyNumberWord.objects.bulk_create(words, BATCH)
    AgencyRemedy.objects.bulk_create(remedies, BATCH)
    Remit.objects.bulk_create(remits, BATCH)


def _suffixes(plan: Plan) -> None:
    known = set(NumberSuffix.objects.values_list("system", "kind"))
    NumberSuffix.objects.bulk_create(
        NumberSuffix(system=system, kind=kind, suffix=suffix)
        for system, kind, suffix in plan.suffixes
        if (system, kind) not in known
    )


@transaction.atomic
def load_reference_org(data: Path = DATA) -> Loaded:
    """The whole province: regions, fields, agencies with names, standings, number words, remedies and remits."""
    _regions(data)
    fields = _fields(data)
    plan = build(data)
    before = set(Agency.objects.values_list("slug", flat=True))
    plans = list(plan.agencies.values())
    ids = _agencies(plans)
    new = [p for p in plans if p.slug not in before]
    _hangings(new, ids, fields)
    _suffixes(plan)
    return Loaded(
        Region.objects.count(), Field.objects.count(), Agency.objects.count(), Remit.objects.count(), len(new)
    )
