"""Tokens of connected systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
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


def test_one_administrator_alone_lets_no_system_approve(agency: By, actor: As, at: datetime) -> None:
    given = {"agency_id": agency("market-350102"), "name": "审批系统", "expires_at": at + LONG, "at": at}
    issued = operations.create_system_token(
        actor=actor("gl_admin"), scopes=["cases:write", "cases:approve"], **given
    )  # fmt: skip
    before = queries.actor_for_token(issued.token)
    assert before is not None
    assert before.token_scopes == {"cases:write"}
    assert {grant.role for grant in before.grants} == {Role.SYSTEM, Role.OFFICER}
    sign = {"token_id": issued.id, "at": at, "reason": "已核实"}
    for wrong in ("gl_admin", "pt_admin", "gl_head"):  # the issuer, a stranger, no administrator
        with pytest.raises(errors.NotAuthorised):
            operations.countersign_system_token(actor=actor(wrong), **sign)
    operations.countersign_system_token(actor=actor("fj_admin"), **sign)
    operations.countersign_system_token(actor=actor("fj_admin"), **sign)
    after = queries.actor_for_token(issued.token)
    assert after is not None
    assert after.token_scopes == {"cases:write", "cases:approve"}
    assert Role.AGENCY_HEAD in {grant.role for grant in after.grants}
    with acting(actor("fj_admin")):
        rows = ledger.recent(Stream.numbered("agency", agency("market-350102"), "").id, limit=50)
    assert [row.type for row in rows].count("system_token_countersigned") == 1


def test_a_token_that_approves_nothing_or_nothing_more_is_not_countersigned(
    issued: operations.Issued, actor: As, at: datetime
) -> None:
    sign = {"actor": actor("fj_admin"), "token_id": issued.id, "at": at, "reason": "已核实"}
    with pytest.raises(Refused, match="没有要核准的批准权限"):
        operations.countersign_system_token(**sign)
    SystemToken.objects.filter(pk=issued.id).update(scopes=["cases:approve"], created_by=None)
    with pytest.raises(Refused, match="没有记载签发人"):
        operations.countersign_system_token(**sign)


def test_the_database_itself_keeps_the_two_administrators_apart(
    issued: operations.Issued, actor: As, at: datetime
) -> None:
    me = actor("gl_admin").account_id
    with pytest.raises(IntegrityError, match="token_countersigned_by_another"):
        SystemToken.objects.filter(pk=issued.id).update(countersigned_by=me, countersigned_at=at)
