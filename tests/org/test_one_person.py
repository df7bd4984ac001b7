"""One person, one account, one officer: else "nobody approves his own" could be walked around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.clock import local_date, now
from minzhifa.org import operations, queries
from minzhifa.org.errors import NotAuthorised, PersonHasAccount
from minzhifa.org.models import Account, Agency, Certificate, Officer

ID_NUMBER = "350102199003076019"
FIRST, LATER = date(2021, 6, 1), date(2023, 6, 1)
Acting = Callable[[str], Actor]


def _bureau(slug: str = "market-350102") -> int:
    return Agency.objects.get(slug=slug).pk


def _open(actor: Actor, username: str, **more: Any) -> UUID:
    given = {"name": "新某", "password": "A-long-pass-phrase-1", "agency_id": _bureau(), "id_number": ID_NUMBER}
    return operations.open_account(actor=actor, username=username, at=now(), **{**given, **more})


def test_a_person_has_one_account_in_the_whole_province(province: None, db: None, actor: Acting) -> None:
    _open(actor("gl_admin"), "gl_one")
    with pytest.raises(PersonHasAccount, match="gl_one") as refused:
        _open(actor("xy_admin"), "xy_two", agency_id=_bureau("ecology-350305"), id_number="350102 19900307 6019")
    assert refused.value.fields == ("id_number",)
    assert not Account.objects.filter(username="xy_two").exists()
    kept = Account.objects.filter(username="gl_one").values_list("person_index", flat=True).get()
    assert kept
    assert ID_NUMBER not in kept


@pytest.mark.parametrize("number", ["", "350102199003076018", "91350102MA8DEM0000"])
def test_a_persons_account_needs_a_citizen_number_that_can_be_one(
    province: None, db: None, actor: Acting, number: str
) -> None:
    with pytest.raises(Refused) as refused:
        _open(actor("gl_admin"), "gl_one", id_number=number)
    assert (refused.value.code, refused.value.fields) == ("bad_id_number", ("id_number",))


def test_who_comes_back_gets_his_own_account_again_without_his_old_roles(
    province: None, db: None, actor: Acting
) -> None:
    admin, province_admin = actor("gl_admin"), actor("fj_admin")
    account = _open(admin, "gl_one")
    today = local_date(now())
    operations.grant_role(
        actor=admin, account_id=account, role=Role.AGENCY_HEAD, agency_id=_bureau(), valid_from=today, at=now()
    )
    operations.close_account(actor=admin, account_id=account, at=now(), reason="调离")
    with pytest.raises(PersonHasAccount, match="恢复使用"):
        _open(actor("fz_admin"), "fz_one", agency_id=_bureau("market-350100"))
    move = {"account_id": account, "agency_id": _bureau("market-350100"), "password": "Another-pass-phrase-2"}
    with pytest.raises(NotAuthorised):
        operations.reopen_account(actor=admin, at=now(), reason="调入", **move)
    operations.reopen_account(actor=province_admin, at=now(), reason="调入", **move)
    back = queries.actor_for(account)
    assert (back.agency_id, back.grants) == (_bureau("market-350100"), ())
    row = Account.objects.get(pk=account)
    assert row.must_change_password
    assert row.check_password("Another-pass-phrase-2")
    with pytest.raises(Refused, match="正在使用"):
        operations.reopen_account(actor=province_admin, at=now(), reason="再来", **move)


def test_an_officer_is_linked_to_the_account_of_his_name_in_his_agency(province: None, db: None, actor: Acting) -> None:
    admin = actor("gl_admin")
    account = _open(admin, "gl_one")
    officer = operations.register_officer(actor=admin, agency_id=_bureau(), name="新某", at=now())
    assert queries.actor_for(account).officer_id is None
    with pytest.raises(Refused, match="不是同一人"):
        operations.link_account(actor=admin, officer_id=officer, username="gl_reviewer", at=now())
    with pytest.raises(Refused, match="没有在用的账号"):
        operations.link_account(actor=admin, officer_id=officer, username="xy_officer1", at=now())
    with pytest.raises(NotAuthorised):
        operations.link_account(actor=actor("xy_admin"), officer_id=officer, username="gl_one", at=now())
    operations.link_account(actor=admin, officer_id=officer, username="gl_one", at=now())
    assert queries.actor_for(account).officer_id == officer
    other = operations.register_officer(actor=admin, agency_id=_bureau(), name="新某", at=now())
    with pytest.raises(Refused, match="已经属于另一名"):
        operations.link_account(actor=admin, officer_id=other, username="gl_one", at=now())


def _push(actor: Actor, number: str, since: date, **more: Any) -> operations.Pushed:
    span = {"valid_from": since, "valid_until": since.replace(year=since.year + 5)}
    return operations.push_certificate(
        actor=actor, at=now(), agency_id=_bureau(), number=number, name="换某", **span, **more
    )


def test_a_person_given_an_11_digit_number_stays_the_person_of_the_14_digit_one(
    province: None, db: None, actor: Acting
) -> None:
    admin = actor("gl_admin")
    old = _push(admin, "35100501119906", FIRST)
    with pytest.raises(Refused) as refused:
        _push(admin, "13040095091", LATER)
    assert (refused.value.code, refused.value.fields) == ("same_name", ("former_number",))
    new = _push(admin, "13040095091", LATER, former_number="35100501119906")
    assert new.officer_id == old.officer_id
    assert Officer.objects.filter(name="换某").count() == 1
    day = {d: queries.officer_facts([old.officer_id], _bureau(), d)[0] for d in (FIRST, LATER)}
    assert day[FIRST].certificate == "35100501119906"
    assert day[LATER].certificate == "13040095091"


def test_a_namesake_is_somebody_else_when_it_is_said(province: None, db: None, actor: Acting) -> None:
    admin = actor("gl_admin")
    one, two = _push(admin, "13040095091", FIRST), _push(admin, "13040095092", FIRST, namesake=True)
    assert one.officer_id != two.officer_id
    with pytest.raises(Refused, match="没有登记过原证号"):
        _push(admin, "13040095093", LATER, former_number="13040095099")
    assert Certificate.objects.filter(officer__name="换某").count() == 2


def test_an_account_older_than_the_check_is_identified_once_and_a_second_one_is_found(
    province: None, db: None, actor: Acting
) -> None:
    admin = actor("gl_admin")
    old = Account.objects.get(username="gl_officer1")
    assert old.person_index is None
    given = {"actor": admin, "id_number": ID_NUMBER, "at": now(), "reason": "当面核对"}
    operations.identify_person(account_id=old.pk, **given)
    operations.identify_person(account_id=old.pk, **given)  # the same again changes nothing
    kept = Account.objects.filter(pk=old.pk).values_list("person_index", flat=True).get()
    assert kept
    assert ID_NUMBER not in kept
    with pytest.raises(PersonHasAccount, match="gl_officer1"):
        operations.identify_person(account_id=Account.objects.get(username="gl_head").pk, **given)
    with pytest.raises(PersonHasAccount, match="gl_officer1"):
        _open(admin, "gl_new")
    with pytest.raises(Refused, match="不是同一人"):
        operations.identify_person(account_id=old.pk, **{**given, "id_number": "350102198504120036"})
    with pytest.raises(NotAuthorised):
        operations.identify_person(account_id=old.pk, **{**given, "actor": actor("pt_admin")})
