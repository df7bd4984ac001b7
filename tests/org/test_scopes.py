"""Who sees whose work: role × agency or region × field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from minzhifa.access import Actor, Role
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.rls import acting
from minzhifa.ledger import queries as ledger
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.org import errors, operations, queries
from minzhifa.org.demo import fixed
from minzhifa.org.models import Remit, RoleGrant

By = Callable[[str], int]
As = Callable[[str], Actor]
TODAY = date(2026, 11, 23)


def remits(slug_start: str, level: str | None = None) -> set[int]:
    rows = Remit.objects.filter(agency__slug__startswith=slug_start)
    return set((rows.filter(agency__level=level) if level else rows).values_list("id", flat=True))


def test_an_officer_sees_his_own_agencys_work_only(actor: As) -> None:
    who = actor("gl_officer1")
    assert who.scope.remits == remits("market-350102")
    assert who.officer_id == fixed("officer", "gl_officer1")
    assert [g.role for g in who.grants] == [Role.OFFICER]


def test_a_citys_head_sees_its_counties_and_not_the_neighbour_city(actor: As) -> None:
    seen = actor("fz_head").scope.remits
    assert remits("market-350102") <= seen
    assert remits("market-350181") <= seen
    assert not seen & remits("market-3502")
    assert not seen & remits("market-350128"), "平潭 answers to the province"
    assert not seen & remits("ecology-3501")


def test_a_head_sees_subordinates_but_decides_only_in_his_own_agency(actor: As, agency: By) -> None:
    who = actor("fz_head")
    county = queries.remit(agency("market-350102"), "market").id
    assert who.scope.has(county)
    assert not who.holds(Role.AGENCY_HEAD, remit_id=county)
    assert who.holds(Role.AGENCY_HEAD, remit_id=queries.remit(agency("market-350100"), "market").id)


def test_a_county_head_does_not_see_the_county_next_door_or_the_city(actor: As) -> None:
    seen = actor("gl_head").scope.remits
    assert seen == remits("market-350102")


def test_the_citys_head_decides_for_the_dispatched_bureau_until_the_code_begins(agency: By, province: None) -> None:
    county = queries.remit(agency("ecology-350305"), "ecology").id
    eve = queries.actor_for(fixed("account", "pt_head"), on=date(2026, 8, 14))
    after = queries.actor_for(fixed("account", "pt_head"), on=date(2026, 8, 15))
    assert eve.holds(Role.AGENCY_HEAD, remit_id=county)
    assert not after.holds(Role.AGENCY_HEAD, remit_id=county)
    assert after.scope.has(county), "still a superior organ"


def test_a_city_supervisor_sees_every_field_of_the_city_and_nothing_else(actor: As) -> None:
    seen = actor("fz_supervisor").scope.remits
    city = set(Remit.objects.filter(agency__region__city_code="350100").values_list("id", flat=True))
    assert seen == city
    assert remits("township-350102") <= seen
    assert not seen & remits("market-350128")


def test_a_provincial_supervisor_sees_everything(actor: As) -> None:
    assert actor("fj_supervisor").scope.everything


def test_who_runs_the_system_reads_no_cases(actor: As) -> None:
    for name in ("fj_admin", "fj_operator", "fj_data", "gl_admin"):
        scope = actor(name).scope
        assert not scope.everything
        assert not scope.remits


def test_a_township_officer_holds_the_conferred_fields(actor: As, agency: By) -> None:
    who = actor("cd_officer1")
    assert {card.field_slug for card in queries.remits_of(who, Role.OFFICER)} == {
        "urban", "housing", "fire", "emergency", "ecology", "agriculture",
    }  # fmt: skip


def test_a_grant_for_one_field_gives_that_field_only(actor: As, agency: By, at: datetime) -> None:
    town = agency("township-350582103")
    account = operations.open_account(
        actor=actor("cd_admin"), username="cd_fire", name="消某", password=None, agency_id=town, at=at
    )
    operations.grant_role(
        actor=actor("cd_admin"), account_id=account, role=Role.OFFICER, agency_id=town, field_code="13",
        valid_from=TODAY, at=at,
    )  # fmt: skip
    assert queries.actor_for(account, on=TODAY).scope.remits == {queries.remit(town, "fire").id}


def test_a_grant_holds_from_its_first_day_to_the_day_it_is_revoked(actor: As, agency: By, at: datetime) -> None:
    bureau, admin = agency("market-350102"), actor("gl_admin")
    account = operations.open_account(
        actor=admin, username="gl_temp", name="临某", password=None, agency_id=bureau, at=at
    )
    grant = operations.grant_role(
        actor=admin, account_id=account, role=Role.REVIEWER, agency_id=bureau, valid_from=TODAY, at=at
    )
    operations.revoke_role(actor=admin, grant_id=grant, on=TODAY + timedelta(days=2), at=at, reason="调离")
    held = [bool(queries.actor_for(account, on=TODAY + timedelta(days=d)).grants) for d in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]


def test_nobody_grants_himself_a_role_nor_beyond_his_agency(actor: As, agency: By, at: datetime) -> None:
    admin = actor("gl_admin")
    with pytest.raises(errors.NotAuthorised):
        operations.grant_role(
            actor=admin, account_id=admin.account_id, role=Role.AGENCY_HEAD, agency_id=agency("market-350102"),
            valid_from=TODAY, at=at,
        )  # fmt: skip
    with pytest.raises(errors.NotAuthorised):
        operations.grant_role(
            actor=admin, account_id=fixed("account", "gl_officer1"), role=Role.SUPERVISOR, region_code="350100",
            valid_from=TODAY, at=at,
        )  # fmt: skip


def test_acting_roles_are_held_in_an_agency(actor: As, at: datetime) -> None:
    with pytest.raises(Refused, match="必须在一个机关内授予"):
        operations.grant_role(
            actor=actor("fj_admin"), account_id=fixed("account", "fj_data"), role=Role.AGENCY_HEAD,
            region_code="350100", valid_from=TODAY, at=at,
        )  # fmt: skip
    assert not RoleGrant.objects.filter(role="agency_head", region__isnull=False).exists()


def test_a_closed_account_is_nobody(actor: As, at: datetime) -> None:
    key = fixed("account", "gl_officer2")
    operations.close_account(actor=actor("gl_admin"), account_id=key, at=at, reason="退休")
    with pytest.raises(NotFound):
        queries.actor_for(key)


def test_row_security_shows_each_actor_the_rows_of_his_remits(actor: As, agency: By, at: datetime) -> None:
    remit = queries.remit(agency("market-350102"), "market").id
    stream = Stream("case", uuid7(), "demo")
    officer = actor("gl_officer1")
    with acting(officer):
        append(actor=officer, stream=stream, events=[NewEvent("lead_registered", {})], at=at, remit_id=remit)
    seen = {}
    for name in ("gl_officer1", "fz_head", "fz_supervisor", "fj_supervisor", "pt_officer1", "cg_head", "gl_admin"):
        with acting(actor(name)):
            seen[name] = len(ledger.events(stream))
    assert seen == {
        "gl_officer1": 1, "fz_head": 1, "fz_supervisor": 1, "fj_supervisor": 1, "pt_officer1": 0, "cg_head": 0,
        "gl_admin": 0,
    }  # fmt: skip


def test_an_actor_costs_one_statement_and_two_after_a_change(
    province: None, db: None, agency: By, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = fixed("account", "fz_head")
    Remit.objects.filter(agency=agency("market-350102")).update(source="改")
    with CaptureQueriesContext(connection) as first:
        queries.actor_for(key)
    assert len(first) == 2
    with django_assert_num_queries(1):
        queries.actor_for(key)


def test_a_new_subordinate_is_seen_at_once(actor: As, agency: By, at: datetime) -> None:
    before = actor("fj_supervisor"), actor("fz_supervisor").scope.remits
    card = operations.find_or_create_historical_agency(
        actor=actor("fj_admin"), name="福州市某临时机构", region_code="350100", field_word="市场监管", on=None, at=at
    )
    assert before[0].scope.everything
    assert card.id not in before[1]
    assert actor("fz_supervisor").scope.has(card.id)
