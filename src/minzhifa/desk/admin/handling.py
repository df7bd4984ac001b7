"""How every form of administration is handled: shown, checked, done once, or refused beside its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk.forms import show
from minzhifa.desk.request import DeskRequest, instant, once_token
from minzhifa.desk.shapes import Crumb
from minzhifa.org.errors import AlreadyDone
from minzhifa.org.operations import once

Result = TypeVar("Result")
REFUSED = 422


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form's page. `key` names its draft in the browser; `back` is where it came from and goes to."""

    title: str
    verb: str
    key: str
    back: str
    sub: str = ""
    crumbs: Sequence[Crumb] = ()
    template: str = "desk/admin/form.html"
    warning: str = ""
    danger: bool = False
    uploads: bool = False  # files are sent with it
    more: Mapping[str, Any] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)  # what may follow, once it is done


def take(
    request: DeskRequest,
    form: forms.Form,
    page: FormPage,
    run: Callable[[dict[str, Any]], Result],
    then: Callable[[Result], HttpResponse],
) -> HttpResponse:
    """GET shows the form. POST does `run` with the cleaned values, once for each form shown, and answers `then`."""
    problem = None
    if request.method == "POST" and form.is_valid():
        token = once_token(request)
        try:
            done = once(actor=request.actor, token=token, at=instant(request), run=lambda: run(form.cleaned_data))
        except AlreadyDone as again:
            messages.info(request, again.message)
            return HttpResponseRedirect(page.back)
        except (Refused, Denied) as refusal:
            problem = show(form, refusal)
        else:
            return then(done)
    context = {"form": form, "page": page, "problem": problem, "crumbs": page.crumbs, **page.more}
    return render(request, page.template, context, status=REFUSED if request.method == "POST" else 200)


def doing(operation: Callable[..., Result], **given: Any) -> Callable[[dict[str, Any]], Result]:
    """`operation` with what the page knows; the form's values join when it runs."""
    return lambda data: operation(**given, **data)


def back_to(request: HttpRequest, page: FormPage, said: str) -> Callable[[Any], HttpResponse]:
    """Say that it is done and go back; the page there lets the browser forget the draft."""

    def answer(_result: Any) -> HttpResponse:
        messages.success(request, said)
        joint = "&" if "?" in page.back else "?"
        return HttpResponseRedirect(f"{page.back}{joint}taken={page.key}")

    return answer


def secret(request: HttpRequest, page: FormPage, title: str, note: str) -> Callable[[Sequence[Any]], HttpResponse]:
    """Show rows of (name, value) that are shown only once; no page, log or cache keeps them."""

    def answer(rows: Sequence[Any]) -> HttpResponse:
        context = {"title": title, "rows": rows, "note": note, "page": page, "crumbs": page.crumbs}
        return render(request, "desk/admin/secret.html", context)

    return answer
