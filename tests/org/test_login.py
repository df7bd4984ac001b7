"""Password, second factor, lockout, idle limit: the whole way with Django's client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from minzhifa.access.rls import EVERYTHING, acting
from minzhifa.clock import now
from minzhifa.ledger import queries as ledger
from minzhifa.ledger.operations import Stream
from minzhifa.org.demo import NotInDemoMode, demo_accounts, demo_code, demo_password, fixed
from minzhifa.org.middleware import ActorMiddleware
from minzhifa.org.models import Account, UsedStep
from minzhifa.org.queries import actor_for
from minzhifa.org.second_factor import spend
from minzhifa.org.sessions import SECOND_FACTOR, SEEN

LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
WRONG = "not-the-password"


@pytest.fixture(autouse=True)
def clean(province: None, db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def password(client: Client, username: str, word: str | None = None) -> Any:
    return client.post(LOGIN, {"login": username, "password": word or demo_password()})


def forget_codes() -> None:
    """As if half a minute had gone by."""
    cache.clear()
    UsedStep.objects.all().delete()


def log_in(client: Client, username: str) -> Any:
    password(client, username)
    return client.post(CODE, {"code": demo_code(username)})


def recorded(username: str) -> list[str]:
    key = fixed("account", username)
    with acting(actor_for(key), scope=EVERYTHING):
        return [row.type for row in ledger.events(Stream("account", key))]


def through(client: Client, path: str = "/cases/") -> tuple[Any, HttpResponse]:
    """What a page behind the middleware would see for this client's session."""
    seen: dict[str, Any] = {}

    def page(request: HttpRequest) -> HttpResponse:
        seen["actor"] = request.actor  # type: ignore[attr-defined]
        return HttpResponse("page")

    request = RequestFactory().get(path)
    request.COOKIES.update({name: morsel.value for name, morsel in client.cookies.items()})
    request.session = client.session
    request.user = _user(client)
    response = ActorMiddleware(page)(request)
    request.session.save()
    return seen.get("actor"), response


def _user(client: Client) -> Any:
    from django.contrib.auth import get_user

    request = HttpRequest()
    request.session = client.session
    return get_user(request)


def test_password_and_code_together_open_a_session_with_an_actor(client: Client) -> None:
    first = password(client, "gl_officer1")
    assert first.status_code == 302
    assert first["Location"].startswith(CODE)
    assert "_auth_user_id" not in client.session
    second = client.post(CODE, {"code": demo_code("gl_officer1")})
    assert second.status_code == 302
    actor, response = through(client)
    assert response.content == b"page"
    assert actor.officer_id == fixed("officer", "gl_officer1")
    assert recorded("gl_officer1") == ["logged_in"]


def test_the_password_alone_opens_nothing(client: Client) -> None:
    password(client, "gl_officer2")
    assert through(client)[0] is None


def test_a_wrong_code_is_refused_and_on_record(client: Client) -> None:
    password(client, "gl_head")
    wrong = f"{(int(demo_code('gl_head')) + 1) % 1_000_000:06d}"
    client.post(CODE, {"code": wrong})
    assert "_auth_user_id" not in client.session
    assert recorded("gl_head") == ["second_factor_failed"]


def test_five_wrong_codes_lock_the_second_step_for_every_process(client: Client) -> None:
    from minzhifa.org.models import CodeAttempts

    password(client, "fz_officer1")
    answers = []
    for n in range(5):
        cache.clear()  # each try meets another process
        answers.append(client.post(CODE, {"code": f"00000{n}"}).content.decode())
    assert "还可以试 4 次" in answers[0]
    assert "已锁定半小时" in answers[4]
    right = client.post(CODE, {"code": demo_code("fz_officer1")})
    assert "已锁定半小时" in right.content.decode()
    assert "_auth_user_id" not in client.session
    assert recorded("fz_officer1") == ["second_factor_failed"] * 5, "knocking on is not recorded"
    CodeAttempts.objects.update(since=now() - timedelta(minutes=31))
    assert client.post(CODE, {"code": demo_code("fz_officer1")}).status_code == 302
    assert not CodeAttempts.objects.exists()


def test_a_code_is_good_once_on_whichever_process_it_arrives(client: Client) -> None:
    code = demo_code("gl_officer3")
    password(client, "gl_officer3")
    assert client.post(CODE, {"code": code}).status_code == 302
    cache.clear()  # another process remembers nothing of the first one's codes
    other = Client()
    password(other, "gl_officer3")
    assert other.post(CODE, {"code": code}).status_code == 200
    assert "_auth_user_id" not in other.session
    assert recorded("gl_officer3")[-1] == "second_factor_failed"


def test_an_older_step_is_spent_together_with_a_newer_one(db: None) -> None:
    sent = [(7, 100), (7, 100), (7, 99), (7, 101), (8, 100)]
    assert [spend(device, step) for device, step in sent] == [True, False, False, True, True]


def test_five_wrong_passwords_lock_account_and_address_together(client: Client) -> None:
    answers = [password(client, "gl_section", WRONG).status_code for _ in range(5)]
    assert answers[:4] == [200] * 4
    assert answers[4] == 429
    assert password(client, "gl_section").status_code == 429, "the right password does not help now"
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert password(elsewhere, "gl_section").status_code == 302, "another address is not locked"
    assert password(client, "gl_reviewer").status_code == 302, "a colleague at the same address is not locked"
    types = recorded("gl_section")
    assert (types.count("login_failed"), types.count("login_locked")) == (5, 1), "knocking on is not recorded"


def test_an_account_without_second_factor_is_sent_to_enrol(client: Client) -> None:
    Authenticator.objects.filter(user=fixed("account", "gl_seal")).delete()
    password(client, "gl_seal")
    assert "_auth_user_id" in client.session
    actor, response = through(client)
    assert actor is None
    assert response["Location"] == "/accounts/2fa/totp/activate/"
    actor, response = through(client, "/accounts/2fa/totp/activate/")
    assert actor is None
    assert response.content == b"page"


def test_a_new_login_ends_the_older_session(client: Client) -> None:
    log_in(client, "gl_officer3")
    older = client.session.session_key
    forget_codes()  # a code is good once; the second login would otherwise wait for the next one
    newer = Client()
    log_in(newer, "gl_officer3")
    assert not Session.objects.filter(session_key=older).exists()
    assert through(newer)[0] is not None


def test_half_an_hour_of_silence_ends_the_session(client: Client) -> None:
    log_in(client, "gl_archive")
    session = client.session
    session[SEEN] -= 30 * 60 + 1
    session.save()
    actor, response = through(client)
    assert actor is None
    assert response["Location"].startswith(LOGIN)
    assert recorded("gl_archive") == ["logged_in", "logged_out"]


def test_logging_out_is_on_record(client: Client) -> None:
    log_in(client, "gl_hearing")
    client.post("/accounts/logout/")
    assert recorded("gl_hearing") == ["logged_in", "logged_out"]
    assert SECOND_FACTOR not in client.session


def test_nobody_signs_up_by_himself(client: Client) -> None:
    client.post("/accounts/signup/", {"username": "intruder", "password1": "A-long-pass-phrase-1"})
    assert not Account.objects.filter(username="intruder").exists()


def test_outside_demo_mode_demo_accounts_cannot_log_in(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert password(client, "gl_officer1").status_code == 200
    assert "_auth_user_id" not in client.session
    with pytest.raises(NotInDemoMode):
        demo_code("gl_officer1")
    with pytest.raises(NotInDemoMode):
        demo_accounts()


def test_second_factor_secrets_are_sealed_at_rest() -> None:
    from minzhifa.org.demo.login import totp_secret

    row = Authenticator.objects.get(user=fixed("account", "gl_officer1"), type="totp")
    assert totp_secret("gl_officer1") not in str(row.data)


def test_every_role_has_a_demo_account() -> None:
    from minzhifa.access import Role
    from minzhifa.org.models import ROLE_LABELS

    shown = {row.role for row in demo_accounts()}
    assert {ROLE_LABELS[role] for role in Role if role is not Role.SYSTEM} <= shown
