"""Pages that belong to no room: search, components."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from minzhifa.desk import sample
from minzhifa.desk.request import DeskRequest, today
from minzhifa.desk.reveal import REASONS
from minzhifa.desk.search import clean, search


def search_page(request: DeskRequest) -> HttpResponse:
    """Global search: a fragment for the dialog, a page for a plain address."""
    word = clean(request.GET.get("q", ""))
    query = urlencode({"q": word})
    groups = search(request.actor, word, today(request), lambda view: f"{reverse(view)}?{query}") if word else []
    template = "desk/search/results.html" if request.htmx else "desk/search/page.html"
    return render(request, template, {"q": word, "groups": groups})


def components(request: HttpRequest) -> HttpResponse:
    """Every component, living: shown in the demonstration and to staff."""
    if not settings.DEMO and not request.user.is_staff:
        raise Http404
    return render(request, "desk/components.html", sample.everything(today(request)))


def sample_reason(request: HttpRequest) -> HttpResponse:
    """The dialog behind the eye, on the component page."""
    return render(request, "components/reason_dialog.html", {"what": "身份证号", "reasons": REASONS})
