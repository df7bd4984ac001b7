"""Certificates on the day of the act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from minzhifa.access import Actor
from minzhifa.law.procedure.types import OfficerFact
from minzhifa.org import errors, operations, queries
from minzhifa.org.demo import fixed
from minzhifa.org.models import Certificate, Officer

By = Callable[[str], int]
As = Callable[[str], Actor]
TODAY = date(2026, 11, 23)


def fact(username: str, agency_id: int, on: date = TODAY) -> OfficerFact:
    return queries.officer_facts([fixed("officer", username)], agency_id, on)[0]


def test_a_valid_certificate_of_the_agency_is_valid(agency: By) -> None:
    found = fact("gl_officer2", agency("market-350102"))
    assert (found.valid, found.why) == (True, "")
    assert found.certificate is not None
    assert len(found.certificate) == 11


def test_the_number_of_the_day_is_shown_when_numbers_changed(agency: By) -> None:
    bureau = agency("market-350102")
    old, new = fact("gl_officer1", bureau, date(2021, 5, 31)), fact("gl_officer1", bureau, date(2021, 6, 1))
    assert old.valid
    assert new.valid
    assert (len(old.certificate or ""), len(new.certificate or "")) == (14, 11)


def test_an_expired_certificate_is_not_valid_and_says_so(agency: By) -> None:
    bureau = agency("market-350102")
    assert fact("gl_officer3", bureau, date(2025, 12, 31)).valid is True
    found = fact("gl_officer3", bureau, date(2026, 1, 1))
    assert found.valid is False
    assert "到期" in found.why


def test_a_suspended_certificate_is_valid_until_the_day_before(agency: By) -> None:
    bureau = agency("market-350102")
    assert fact("gl_officer4", bureau, date(2026, 8, 31)).valid is True
    found = fact("gl_officer4", bureau, date(2026, 9, 1))
    assert found.valid is False
    assert "暂扣" in found.why


def test_another_agencys_certificate_is_not_valid_here(agency: By) -> None:
    found = fact("gl_officer2", agency("market-350100"))
    assert found.valid is False
    assert "不是本机关" in found.why


def test_officers_of_a_dispatched_bureau_act_for_the_city_and_the_other_way_until_the_code_begins(agency: By) -> None:
    city, bureau = agency("ecology-350300"), agency("ecology-350305")
    eve, after = date(2026, 8, 14), date(2026, 8, 15)
    assert fact("xy_officer2", city, eve).valid is True
    assert fact("pt_officer2", bureau, eve).valid is True
    assert fact("xy_officer2", city, after).valid is False


def test_an_unverified_officer_without_certificate_is_unknown_and_a_verified_one_is_not_qualified(agency: By) -> None:
    bureau = agency("market-350102")
    unknown = Officer.objects.create(agency_id=bureau, name="柯某", verified=False)
    bare = Officer.objects.create(agency_id=bureau, name="陈某")
    facts = queries.officer_facts([unknown.pk, bare.pk], bureau, TODAY)
    assert [f.valid for f in facts] == [None, False]


def test_who_left_may_not_act_from_that_day(agency: By) -> None:
    bureau = agency("market-350102")
    Officer.objects.filter(pk=fixed("officer", "gl_officer2")).update(left_on=TODAY)
    assert fact("gl_officer2", bureau, TODAY - timedelta(days=1)).valid is True
    assert fact("gl_officer2", bureau).valid is False


def test_one_number_is_never_valid_twice_on_one_day(agency: By, actor: As, at: datetime) -> None:
    number = Certificate.objects.filter(officer=fixed("officer", "gl_officer2")).latest("valid_from").number
    with pytest.raises(errors.CertificateOverlaps):
        operations.issue_certificate(
            actor=actor("gl_admin"), officer_id=fixed("officer", "gl_officer3"), number=number,
            valid_from=date(2026, 7, 1), valid_until=date(2027, 7, 1), at=at,
        )  # fmt: skip


def test_issue_then_suspend_is_seen_on_the_day(agency: By, actor: As, at: datetime) -> None:
    bureau, admin = agency("market-350102"), actor("gl_admin")
    officer = operations.register_officer(actor=admin, agency_id=bureau, name="新某", at=at)
    certificate = operations.issue_certificate(
        actor=admin, officer_id=officer, number="13010299999", valid_from=date(2026, 11, 1),
        valid_until=date(2031, 10, 31), at=at,
    )  # fmt: skip
    assert queries.officer_facts([officer], bureau, TODAY)[0].valid is True
    operations.suspend_certificate(
        actor=admin, certificate_id=certificate, starts_on=TODAY, ends_on=TODAY, at=at, reason="培训学时不足"
    )
    days = [queries.officer_facts([officer], bureau, TODAY + timedelta(days=d))[0].valid for d in (-1, 0, 1)]
    assert days == [True, False, True]


def test_the_list_of_certified_officers_leaves_out_the_expired_and_the_suspended(agency: By) -> None:
    names = {card.id for card in queries.certified_officers(agency("market-350102"), TODAY)}
    assert fixed("officer", "gl_officer1") in names
    assert fixed("officer", "gl_officer3") not in names
    assert fixed("officer", "gl_officer4") not in names


def test_facts_cost_one_statement_and_keep_the_order_asked(
    agency: By, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bureau = agency("market-350102")
    ids = [fixed("officer", f"gl_officer{n}") for n in (3, 1, 2)]
    with django_assert_num_queries(1):
        facts = queries.officer_facts(ids, bureau, TODAY)
    assert [f.officer_id for f in facts] == [str(i) for i in ids]
