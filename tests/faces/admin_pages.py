"""Shared by the tests of the administration's pages."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.test import Client

from minzhifa.ledger.models import Event
from minzhifa.org.models import Agency

NOTICE = """2027-01-01..2027-01-03 休 元旦
2027-02-05..2027-02-11 休 春节
2027-02-20 班 春节
2027-10-01..2027-10-07 休 国庆节"""
Login = Callable[[str], Client]


def the_agency(slug: str = "market-350102") -> Agency:
    return Agency.objects.get(slug=slug)


def post(client: Client, url: str, token: uuid.UUID | None = None, **values: object) -> object:
    return client.post(url, {"once": str(token or uuid.uuid4()), **values})


def recorded(kind: str) -> int:
    return Event.objects.filter(type=kind).count()


def words(answer: object) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())  # type: ignore[attr-defined]
