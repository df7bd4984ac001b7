"""Tokens of connected systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.access.rls import acting
from minzhifa.ledger import queries as ledger
from minzhifa.ledger.operations import Stream
from minzhifa.org import errors, operations, queries
from minzhifa.org.models import SystemToken

By = Callable[[str], int]
As = Callable[[str], Actor]
LONG = timedelta(days=365 * 50)


@pytest.fixture
def issued(agency: By, actor: As, at: datetime) -> operations.Issued:
    return operations.create_system_token(
        actor=actor("gl_admin"), agency_id=agency("market-350102"), name="区级办案系统",
        scopes=["cases:read", "cases:write"], expires_at=at + LONG, at=at,
    )  # fmt: skip


def test_a_token_acts_in_its_agency_with_the_roles_of_its_scopes(issued: operations.Issued, agency: By) -> None:
    who = queries.actor_for_token(issued.token)
    assert who is not None
    assert who.agency_id == agency("market-350102")
    assert {grant.role for grant in who.grants} == {Role.SYSTEM, Role.OFFICER}
    assert who.scope.remits == {queries.remit(agency("market-350102"), "market").id}
    assert who.device == f"token:{issued.token.split('_')[1]}"


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: t[4:], lambda _: "", lambda _: "mzf_x_y"]
)
def test_a_wrong_token_is_nobody(issued: operations.Issued, change: Callable[[str], str]) -> None:
    assert queries.actor_for_token(change(issued.token)) is None


def test_only_the_hash_is_kept(issued: operations.Issued) -> None:
    row = SystemToken.objects.get(pk=issued.id)
    secret = issued.token.split("_", 2)[2]
    assert len(bytes(row.secret_hash)) == 32
    assert secret.encode() not in bytes(row.secret_hash)
    assert secret not in row.prefix


def test_a_revoked_token_opens_nothing_and_both_acts_are_on_record(
    issued: operations.Issued, actor: As, agency: By, at: datetime
) -> None:
    operations.revoke_system_token(actor=actor("gl_admin"), token_id=issued.id, at=at, reason="系统下线")
    assert queries.actor_for_token(issued.token) is None
    with acting(actor("gl_admin")):
        kinds = [row.type for row in ledger.events(Stream.numbered("agency", agency("market-350102")))]
    assert kinds[-2:] == ["system_token_created", "system_token_revoked"]


def test_an_expired_token_opens_nothing(issued: operations.Issued, at: datetime) -> None:
    SystemToken.objects.filter(pk=issued.id).update(expires_at=at - LONG)
    assert queries.actor_for_token(issued.token) is None


def test_an_unknown_scope_and_a_foreign_administrator_are_refused(agency: By, actor: As, at: datetime) -> None:
    bureau = agency("market-350102")
    with pytest.raises(Refused, match="cases:delete"):
        operations.create_system_token(
            actor=actor("gl_admin"), agency_id=bureau, name="x", scopes=["cases:delete"], expires_at=at + LONG, at=at
        )
    with pytest.raises(errors.NotAuthorised):
        operations.create_system_token(
            actor=actor("pt_admin"), agency_id=bureau, name="x", scopes=["cases:read"], expires_at=at + LONG, at=at
        )


def test_a_token_costs_one_statement(
    issued: operations.Issued, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.actor_for_token(issued.token)
    with django_assert_num_queries(1):
        queries.actor_for_token(issued.token)
