"""执法主体 and 执法人员."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhifa.desk import labels
from minzhifa.desk.listing import LONGEST_WORD, PAGE_SIZE, listing
from minzhifa.desk.request import DeskRequest, today
from minzhifa.desk.shapes import Crumb, Filter
from minzhifa.documents.registry import kinds
from minzhifa.org import queries as org
from minzhifa.org.queries import admin, pages

PROVINCE = "350000"
NAMES = 12
NUMBERED = {kind.id: kind.title for kind in kinds() if kind.series}


def _cities() -> list[tuple[str, str]]:
    return [(region.code, region.name) for region in org.regions(PROVINCE)]


def agency_list(request: HttpRequest) -> HttpResponse:
    """执法主体 by name (also a former one), city, system and level."""
    filters = [
        Filter("region", "设区市", _cities()),
        Filter("system", "条线", labels.choices(labels.SYSTEMS)),
        Filter("level", "层级", labels.choices(labels.LEVELS)),
    ]
    asked = listing(request, filters)
    after = int(asked.after) if asked.after.isdecimal() else 0
    chosen = {"region_code": asked.value("region"), "system": asked.value("system"), "level": asked.value("level")}
    rows = org.agencies(q=asked.q, after=after, limit=PAGE_SIZE + 1, **chosen)
    context = {"listing": asked, "page": asked.page(rows, lambda row: row.id)}
    return render(request, "desk/org/agencies.html", {**context, "systems": labels.SYSTEMS, "levels": labels.LEVELS})


def agency_names(request: HttpRequest) -> HttpResponse:
    """Full names for the field that somebody types an agency into, as options of its list."""
    word = next((str(value) for value in request.GET.values() if value), "").replace("\x00", "").strip()[:LONGEST_WORD]
    rows = org.agencies(q=word, limit=NAMES) if len(word) > 1 else []
    return render(request, "desk/org/names.html", {"rows": rows})


def agency_page(request: DeskRequest, agency_id: int) -> HttpResponse:
    """One agency: names over time, standing, number words, remedies, remits, certified officers today."""
    context: dict[str, Any] = {
        "card": org.agency_card(agency_id, today(request)),
        "names": org.agency_names(agency_id),
        "detail": pages.agency_detail(agency_id),
        "officers": org.certified_officers(agency_id, today(request)),
        "kinds": labels.AGENCY_KINDS,
        "levels": labels.LEVELS,
        "systems": labels.SYSTEMS,
        "may": admin.may_administer(request.actor, agency_id),
        "number_kinds": NUMBERED,
        "crumbs": [Crumb("执法主体", "/agencies/")],
    }
    return render(request, "desk/org/agency.html", context)


def officer_list(request: DeskRequest) -> HttpResponse:
    """执法人员 whom this account may see, by name or certificate number."""
    asked = listing(request)
    rows = pages.officer_lines(request.actor, q=asked.q, on=today(request), after=asked.after, limit=PAGE_SIZE + 1)
    page = asked.page(rows, lambda row: f"{row.name}~{row.id}")
    return render(request, "desk/org/officers.html", {"listing": asked, "page": page})


def officer_page(request: DeskRequest, officer_id: UUID) -> HttpResponse:
    """One officer: certificates over time with their suspensions."""
    card = pages.officer_detail(request.actor, officer_id)
    may = admin.may_administer(request.actor, card.agency_id)
    context = {"card": card, "on": today(request), "may": may, "crumbs": [Crumb("执法人员", "/officers/")]}
    return render(request, "desk/org/officer.html", context)
