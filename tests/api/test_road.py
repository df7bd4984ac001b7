"""API calls pass by what serves people's sessions, but not by the security headers."""

from __future__ import annotations

from typing import Any

from django.test import Client


def test_an_answer_sets_no_cookie_and_carries_the_security_headers(api: Any) -> None:
    answer = api.get("/cases")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert int(answer["Content-Length"]) == len(answer.content)


def test_a_session_opens_nothing_in_the_api(province: None, db: None) -> None:
    from minzhifa.org.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="gl_head"), backend="minzhifa.org.backends.AccountBackend")
    assert client.get("/api/v1/cases").status_code == 401
