"""One bureau's people at their browsers: log in, open, send an act's form as the page offers it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from minzhifa.org.demo.people import fixed
from minzhifa.org.sessions import SECOND_FACTOR

SKIPPED = ("submit", "button", "file", "search")


class Inputs(HTMLParser):
    """What a browser would send of the form with this id (or name of its draft) if nothing more was typed."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.template = form, False, 0
        self.sent: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self.inside = self.form in (a.get("id"), a.get("data-autosave"))
        if tag == "template":
            self.template += 1
        if not self.inside or self.template:
            return
        name = a.get("name", "")
        if tag == "input" and name and a.get("type") not in SKIPPED:
            self.names.add(name)
            ticked = a.get("type") in ("checkbox", "radio")
            if not ticked or "checked" in a:
                self.sent.setdefault(name, []).append(a.get("value", "on" if ticked else ""))
        elif tag == "select" and name:
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((a.get("value", ""), "selected" in a))
        elif tag == "textarea" and name:
            self._area = name
            self.sent[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.template -= 1
        if tag == "select" and self._select:
            chosen = [v for v, s in self._options if s] or [v for v, _ in self._options[:1]]
            self.sent[self._select] = chosen
            self._select = ""
        if tag == "textarea" and self._area:
            self.sent[self._area] = [self.sent[self._area][0].removeprefix("\n").strip()]
            self._area = ""
        if tag == "form":
            self.inside = False


def inputs(page: HttpResponse, form: str = "act-form") -> dict[str, list[str]]:
    """The form's present content."""
    parser = Inputs(form)
    parser.feed(page.content.decode())
    return parser.sent


def browser(username: str) -> Client:
    """A logged-in browser, with the forgery check on as in life."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(pk=fixed("account", username)))
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


class Desk:
    """Several people, one case."""

    def __init__(self) -> None:
        self.browsers: dict[str, Client] = {}
        self.code = ""

    def at(self, username: str) -> Client:
        """This person's browser."""
        if username not in self.browsers:
            self.browsers[username] = browser(username)
        return self.browsers[username]

    def open(self, username: str, path: str) -> HttpResponse:
        """A page of the case, or of the desk when the path begins with a slash."""
        return self.at(username).get(path if path.startswith("/") else f"/cases/{self.code}/{path}")

    def send(self, username: str, path: str, **typed: Any) -> HttpResponse:
        """Open a form, type, send."""
        page = self.open(username, path)
        assert page.status_code == 200, page.content.decode()[-2000:]
        data = inputs(page)
        for name in data:
            if name.startswith("review.points.") and name.endswith(".result"):
                data[name] = ["yes"]  # a reviewer finds nothing wrong unless the test says otherwise
        for name, value in typed.items():
            data[name.replace("__", ".")] = value if isinstance(value, list) else [value]
        url = path if path.startswith("/") else f"/cases/{self.code}/{path}"
        return self.at(username).post(url, data)

    def act(self, username: str, action: str, **typed: Any) -> HttpResponse:
        """One act of the case; it must succeed."""
        answer = self.send(username, f"do/{action}/", **typed)
        assert answer.status_code == 302, (action, problems(answer))
        return answer


def problems(answer: HttpResponse) -> list[str]:
    """The sentences of the problem box and beside the fields."""
    import re

    text = answer.content.decode()
    found = re.findall(r'(?:role="alert">.*?<h2>|class="error">.*?<span>)(.*?)(?:</h2>|</span>)', text, re.DOTALL)
    return found or [text[:400]]
