"""办法第十六条: three grounds, a chain that leaves no step out, a register of who is exempt until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, Refused
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.operations import apply_exemption, record_exemption_step
from minzhifa.org.queries import exemption, exemptions, remit

By = Callable[[str], int]
As = Callable[[str], Actor]
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 10, 12)


@pytest.fixture
def apply(agency: By, actor: As) -> Callable[..., Any]:
    """The provincial market bureau applies."""

    def made(**change: Any) -> Any:
        given: dict[str, Any] = {
            "actor": actor("sj_head"), "remit_id": remit(agency("market-350000"), "市场监管").id, "ground": "national",
            "basis": "国家规定", "scope": "某类业务", "system_name": "国家系统", "valid_from": date(2026, 11, 1),
            "valid_until": date(2027, 10, 31), "on": DAY, "at": AT,
        }  # fmt: skip
        return apply_exemption(**{**given, **change})

    return made


def step(actor: Actor, key: Any, name: str, **more: Any) -> str:
    given = {"body": "省人民政府", "on": date(2026, 10, 20), "at": AT, **more}
    return record_exemption_step(actor=actor, exemption_id=key, step=name, **given)


@pytest.mark.parametrize(
    ("change", "code", "item"),
    [
        ({"ground": "busy"}, "exemption_ground", "第十六条"),
        ({"basis": " "}, "exemption_empty", "第（二）项"),
        ({"system_name": ""}, "exemption_system", "第（二）项"),
    ],
)
def test_only_the_three_grounds_with_their_basis(apply: Any, change: Any, code: str, item: str) -> None:
    with pytest.raises(Refused) as refused:
        apply(**change)
    assert refused.value.code == code
    assert str(refused.value.article).endswith(item)


def test_only_the_head_of_a_provincial_agency_applies(apply: Any, actor: As, agency: By) -> None:
    for name, slug in (("sj_admin", "market-350000"), ("gl_head", "market-350102")):
        with pytest.raises(NotAuthorised):
            apply(actor=actor(name), remit_id=remit(agency(slug), "市场监管").id)


def test_it_holds_from_the_consent_of_the_provincial_government_until_its_day(apply: Any, actor: As) -> None:
    key, registrar, me = apply(), actor("sft_head"), actor("sj_head")
    step(registrar, key, "reviewed", body="省司法厅")
    step(registrar, key, "submitted", body="省司法厅")
    assert not exemption(me, key).holds(date(2026, 12, 1))
    step(registrar, key, "consented", document="闽政办函〔2026〕1号")
    row = exemption(me, key)
    assert [row.holds(day) for day in (date(2026, 10, 31), date(2026, 11, 1), date(2027, 10, 31))] == [
        False,
        True,
        True,
    ]
    assert not row.holds(date(2027, 11, 1))
    assert [one.step for one in row.steps] == ["applied", "reviewed", "submitted", "consented"]
    step(registrar, key, "ended", on=date(2026, 11, 20))
    assert not exemption(me, key).holds(date(2026, 12, 1))


def test_no_step_is_left_out_and_the_consent_has_its_document(apply: Any, actor: As) -> None:
    key, registrar = apply(), actor("sft_head")
    with pytest.raises(Conflict) as refused:
        step(registrar, key, "consented", document="某号")
    assert "第十六条第二款" in str(refused.value.article)
    step(registrar, key, "reviewed")
    step(registrar, key, "submitted")
    with pytest.raises(Refused) as missing:
        step(registrar, key, "consented")
    assert missing.value.code == "consent_document"


def test_the_applicant_does_not_record_its_own_chain(apply: Any, actor: As) -> None:
    key = apply()
    for name in ("sj_head", "fj_admin"):
        with pytest.raises(NotAuthorised):
            step(actor(name), key, "reviewed")


def test_a_neighbour_does_not_see_it_and_a_supervisor_of_the_province_does(apply: Any, actor: As) -> None:
    key = apply()
    assert [row.id for row in exemptions(actor("fj_supervisor"))] == [key]
    assert exemptions(actor("pt_head")) == []


def test_a_recorded_step_stays_as_it_was_written(apply: Any) -> None:
    apply()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE org_exemptionstep SET body = 'x'")
