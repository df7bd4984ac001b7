"""The number of statements of a list does not grow with its rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minzhifa.access import Actor, Grant, Role, Scope
from minzhifa.catalog.models import Statute, StatuteVersion
from minzhifa.org.models import Account, Agency, Certificate, Officer, Region
from minzhifa.org.sessions import SECOND_FACTOR

MOST = 12  # session, account, grants, frame and the list itself


@pytest.fixture
def client_of_an_administrator(db, monkeypatch):
    """A logged-in client that passed both factors and sees the whole province."""
    account = Account.objects.create(username="faces", name="方某")
    grant = Grant(Role.ADMINISTRATOR, None, None)
    actor = Actor(account.pk, account.name, grants=(grant,), scope=Scope(everything=True))
    monkeypatch.setattr("minzhifa.org.middleware.actor_for", lambda *_args, **_more: actor)
    client = Client()
    client.force_login(account, backend="minzhifa.org.backends.AccountBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


def _agencies(count: int, start: int) -> None:
    region, _ = Region.objects.get_or_create(
        code="359900",
        defaults={
            "id": 359900,
            "name": "测试市",
            "full_name": "测试市",
            "level": "city",
            "kind": "city",
            "city_code": "3599",
        },
    )
    for n in range(start, start + count):
        agency = Agency.objects.create(slug=f"t-{n}", name=f"测试机关{n}", system="market", level="city", region=region)
        officer = Officer.objects.create(agency=agency, name=f"测试人{n}")
        Certificate.objects.create(
            officer=officer,
            agency=agency,
            number=f"3599{n:06d}",
            valid_from=date(2020, 1, 1),
            valid_until=date(2099, 1, 1),
        )
        statute = Statute.objects.create(title=f"测试条例{n}", official_title=f"测试条例{n}", kind="regulation")
        StatuteVersion.objects.create(statute=statute, version_date=date(2020, 1, 1), mark="U")


@pytest.mark.parametrize("url", ["/agencies/", "/officers/", "/statutes/", "/matters/", "/subjects/", "/benchmarks/"])
def test_a_list_asks_the_database_as_often_for_twenty_rows_as_for_two(client_of_an_administrator, url):
    counts = []
    client_of_an_administrator.get(url)
    for start, count in ((0, 2), (2, 18)):
        _agencies(count, start)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client_of_an_administrator.get(url)
        assert answer.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST


def test_the_search_asks_each_kind_of_thing_once(client_of_an_administrator):
    _agencies(8, 0)
    with CaptureQueriesContext(connection) as asked:
        answer = client_of_an_administrator.get("/search", {"q": "测试"}, headers={"HX-Request": "true"})
    assert 'href="/agencies/' in answer.content.decode()
    assert len(asked) <= 20
