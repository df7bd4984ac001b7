"""要素中心: matters, statutes, benchmarks, document templates. Reading only."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from minzhifa.catalog import queries as catalogue
from minzhifa.catalog.operations.entries import CORRECTED, HARM
from minzhifa.catalog.queries.places import provision_place
from minzhifa.desk import labels
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.reading import lay_out
from minzhifa.desk.reckoning import answer, answers, asked, definition_of
from minzhifa.desk.request import today
from minzhifa.desk.shapes import Crumb, Filter
from minzhifa.org import queries as org

ARTICLE = 1


def _fields() -> list[tuple[str, str]]:
    return [(card.code, card.name) for card in org.fields()]


def matter_list(request: HttpRequest) -> HttpResponse:
    """事项 by word, field and kind."""
    asked = listing(
        request, [Filter("field", "领域", _fields()), Filter("kind", "类型", labels.choices(labels.MATTER_KINDS))]
    )
    rows = catalogue.matters(
        field=asked.value("field") or None,
        q=asked.q or None,
        kind=asked.value("kind") or None,
        on=today(request),
        after=asked.after,
        limit=PAGE_SIZE + 1,
    )
    page = asked.page(rows, lambda row: row.code)
    return render(request, "desk/catalog/matters.html", {"listing": asked, "page": page, "kinds": labels.MATTER_KINDS})


def matter_page(request: HttpRequest, code: str) -> HttpResponse:
    """One 事项: elements, provisions, ranges, benchmarks."""
    card = catalogue.matter_card(code, today(request))
    context: dict[str, Any] = {
        "card": card,
        "benchmarks": catalogue.benchmarks(matter_code=code, on=today(request)),
        "kinds": labels.MATTER_KINDS,
        "element_kinds": labels.ELEMENT_KINDS,
        "crumbs": [Crumb("执法事项", "/matters/")],
    }
    return render(request, "desk/catalog/matter.html", context)


def statute_list(request: HttpRequest) -> HttpResponse:
    """依据: every statute held, and articles that hold the word."""
    asked = listing(request, [Filter("kind", "效力层级", labels.choices(labels.STATUTE_KINDS))])
    kind = asked.value("kind")
    rows = [row for row in catalogue.statutes(asked.q) if kind in ("", row.kind)]
    hits = catalogue.search_provisions(asked.q, limit=20) if asked.q else []
    context = {"listing": asked, "rows": rows, "hits": hits, "kinds": labels.STATUTE_KINDS, "on": today(request)}
    return render(request, "desk/catalog/statutes.html", context)


def statute_page(request: HttpRequest, statute_id: int) -> HttpResponse:
    """One statute to read: contents, articles with anchors, intervals, source, trust."""
    version = request.GET.get("version", "")
    page = catalogue.statute_page(statute_id, int(version) if version.isdecimal() else None)
    context: dict[str, Any] = {
        "page": page,
        "laid": lay_out(page.provisions),
        "kinds": labels.STATUTE_KINDS,
        "on": today(request),
        "crumbs": [Crumb("执法依据", "/statutes/")],
    }
    return render(request, "desk/catalog/statute.html", context)


def provision_go(request: HttpRequest, provision_id: int) -> HttpResponse:
    """From a citation to its place on the statute's page."""
    place = provision_place(provision_id)
    anchor = f"a{place.path}" if place.level == ARTICLE else f"p{place.provision_id}"
    page = reverse("desk:statute_page", args=[place.statute_id])
    return HttpResponseRedirect(f"{page}?version={place.version_id}#{anchor}")


def benchmark_list(request: HttpRequest) -> HttpResponse:
    """裁量基准 by word and field."""
    asked = listing(request, [Filter("field", "领域", [(name, name) for _, name in _fields()])])
    cards = catalogue.benchmarks(field=asked.value("field") or None, on=today(request))
    rows = [card for card in cards if asked.q in f"{card.violation} {card.law} {card.region} {card.code}"]
    return render(request, "desk/catalog/benchmarks.html", {"listing": asked, "rows": rows})


def benchmark_page(request: HttpRequest, code: str) -> HttpResponse:
    """One 裁量基准: grades in its own words, source, trust, and a form to try it."""
    card = catalogue.benchmark(code, today(request))
    if card is None:
        raise Http404
    definition = definition_of(card)
    given = answers(request.GET.dict())
    context = {
        "card": card, "crumbs": [Crumb("裁量基准", "/benchmarks/")], "definition": definition,
        "asked": asked(definition, given) if definition else (),
        "found": answer(definition, given) if definition else None, "opened": True,
    }  # fmt: skip
    return render(request, "desk/catalog/benchmark.html", context)


def sparing_list(request: HttpRequest) -> HttpResponse:
    """免罚清单 by word, field and kind."""
    asked = listing(
        request, [Filter("field", "领域", _fields()), Filter("kind", "种类", labels.choices(labels.SPARING_KINDS))]
    )
    field = asked.value("field")
    rows = catalogue.sparing_lists(today(request), fields=[field] if field else (), kind=asked.value("kind"), q=asked.q)
    return render(
        request, "desk/catalog/sparing_lists.html", {"listing": asked, "rows": rows, "kinds": labels.SPARING_KINDS}
    )


def sparing_page(request: HttpRequest, code: str) -> HttpResponse:
    """One 免罚清单: its entries with their conditions, source, trust."""
    card = catalogue.sparing_list(code, today(request))
    if card is None:
        raise Http404
    context = {
        "card": card, "kind": labels.SPARING_KINDS[card.kind], "harm": HARM, "corrected": CORRECTED,
        "crumbs": [Crumb("免罚清单", "/sparing/")],
    }  # fmt: skip
    return render(request, "desk/catalog/sparing_list.html", context)


def template_list(request: HttpRequest) -> HttpResponse:
    """文书模板 in force today."""
    asked = listing(request)
    rows = [card for card in catalogue.templates(today(request)) if asked.q in f"{card.title} {card.kind}"]
    return render(request, "desk/catalog/templates.html", {"listing": asked, "rows": rows})
