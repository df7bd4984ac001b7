"""The short way of API calls: no session, no cookie, no language, no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.middleware.common import CommonMiddleware

from minzhifa.api.problems import as_problem, too_large

PREFIX = "/api/"

Handler = Callable[[HttpRequest], HttpResponse]


class _Api(BaseHandler):
    """Resolves and calls the view, with nothing around it."""

    _view_middleware: list[Handler] = []
    _template_response_middleware: list[Handler] = []
    _exception_middleware: list[Handler] = []


class ApiRoad:
    """Stands behind the security headers: systems show a token, so what serves people's sessions is passed by."""

    def __init__(self, get_response: Handler) -> None:
        self.pages = get_response
        answer = convert_exception_to_response(_Api()._get_response)  # type: ignore[attr-defined]  # Django's own
        self.api: Handler = cast("Handler", CommonMiddleware(answer))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """To the API, or on towards the pages."""
        if not request.path_info.startswith(PREFIX):
            return self.pages(request)
        return too_large(request) or as_problem(request, self.api(request))
