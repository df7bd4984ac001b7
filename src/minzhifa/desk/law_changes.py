"""What a new text of a statute changed, and the open cases it touches."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from minzhifa.cases.queries import touched_cases
from minzhifa.catalog.queries import Changes, changes
from minzhifa.desk.admin.differences import difference
from minzhifa.desk.cases.lists import lines
from minzhifa.desk.listing import PAGE_SIZE
from minzhifa.desk.request import DeskRequest, today
from minzhifa.desk.shapes import Crumb

STATES = {"changed": "有改动", "moved": "只改条次", "new": "新增", "gone": "删去"}


def statute_changes(request: DeskRequest, statute_id: int, version_id: int) -> HttpResponse:
    """The text against the one before it, and the open cases that cite what changed."""
    found = changes(version_id)
    if found is None or found.version.statute_id != statute_id:
        raise Http404
    touched = touched_cases(request.actor, found.statute, found.articles, limit=PAGE_SIZE)
    context: dict[str, Any] = {
        "found": found,
        "rows": _rows(found),
        "cases": lines(touched.rows, request.actor, today(request)),
        "more": touched.after is not None,
        "most": PAGE_SIZE,
        "crumbs": [Crumb("执法依据", "/statutes/"), Crumb(found.statute, f"/statutes/{statute_id}/")],
    }
    return render(request, "desk/catalog/changes.html", context)


def _rows(found: Changes) -> list[dict[str, Any]]:
    return [
        {"pair": pair, "label": STATES[pair.state], "shown": difference("", before, after)}
        for pair, before, after in found.rows
        if pair.state != "same"
    ]
