"""A request for assistance lies in the other agency's workbench; its answer and evidence arrive in the case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from cases_road import AT, Road
from referral_road import CITY, TODAY, add, ask, evidence, letter, name_of, page

from minzhifa.access import Denied, rls
from minzhifa.access.errors import NotFound, Refused
from minzhifa.cases.operations import answer_assistance, delay_assistance, register_request
from minzhifa.cases.queries import referral, referral_reply, referrals, waiting_referrals
from minzhifa.evidence.queries import custody
from minzhifa.org.queries import remits_of

DUE = date(2026, 12, 14)  # 15 working days after 23 November


@pytest.fixture
def asked(road: Road) -> tuple[Road, Any]:
    road.until("set_elements")
    return road, ask(road, CITY, [str(add(road, "送货单").id)])


def test_the_term_runs_for_both_from_the_day_it_came(asked: Any) -> None:
    road, row = asked
    (line,) = waiting_referrals(road.actor("fz_officer1"), AT.date())
    assert (line.kind, line.due, line.left, line.unit) == ("assistance", DUE, 15, "wd")
    part = page(road).state.parts["assistance-1"]
    assert (part.stage, part.facts["assistance"]["received_on"]) == ("received", TODAY)
    assert part.clocks["assistance"]["due"] == DUE.isoformat()
    seen = referral(road.actor("fz_officer1"), row.pk, AT.date())
    assert seen.content["assistance"]["matters"] == "核实进货数量"
    assert "party" not in seen.content
    assert [one["title"] for one in seen.content["files"]] == ["送货单"]


def test_the_answer_its_letter_and_its_evidence_arrive_in_the_case(asked: Any) -> None:
    road, row = asked
    city, officer = road.actor("fz_officer1"), road.actor("gl_officer1")
    found = evidence(road, title="进货台账", who="fz_officer1", case_id=row.pk)
    done = answer_assistance(actor=city, referral_id=row.pk, result="done", text="进货200瓶", at=AT)
    assert "协复" in done.reply_number
    seen = page(road)
    part = seen.state.parts["assistance-1"]
    assert (part.stage, part.facts["assistance_reply"]["number"]) == ("replied", done.reply_number)
    assert part.clocks["assistance"]["stopped"] == TODAY
    got = seen.state.facts["evidence"][-1]
    assert (got["title"], got["sm3"], got["source"]) == ("进货台账", found.sm3, CITY)
    assert seen.state.facts["evidence"][-2]["title"] == f"协助调查复函（{CITY}）"
    copy = next(one for one in seen.files if one.title == "进货台账")
    assert (str(copy.id), copy.sha256) == (got["id"], found.sha256)
    with rls.acting(officer):
        (step,) = custody(officer, copy.id)
    assert (step.action, CITY in step.note, step.actor_name) == ("received", True, city.name)
    assert referral_reply(officer, row.pk).startswith(b"%PDF")
    assert referral_reply(city, row.pk).startswith(b"%PDF")
    with pytest.raises(NotFound):
        referral_reply(road.actor("xy_officer1"), row.pk)


def test_what_is_not_within_its_powers_is_refused_with_the_reason_and_is_no_evidence(asked: Any) -> None:
    road, row = asked
    city = road.actor("fz_head")
    with pytest.raises(Refused) as refused:
        answer_assistance(actor=city, referral_id=row.pk, result="refused", text="", at=AT)
    assert "不属于本机关职权范围" in str(refused.value)
    before = len(page(road).state.facts["evidence"])
    answer_assistance(actor=city, referral_id=row.pk, result="refused", text="属海关职权", at=AT)
    seen = page(road)
    assert seen.state.parts["assistance-1"].facts["assistance_reply"]["result"] == "refused"
    assert len(seen.state.facts["evidence"]) == before


def test_an_extension_is_told_before_the_end_and_moves_both_days(asked: Any) -> None:
    road, row = asked
    city, later = road.actor("fz_officer1"), date(2026, 12, 25)
    for until, reason in ((DUE, "数量多"), (later, " ")):
        with pytest.raises(Refused):
            delay_assistance(actor=city, referral_id=row.pk, until=until, reason=reason, at=AT)
    delay_assistance(actor=city, referral_id=row.pk, until=later, reason="数量多", at=AT)
    (line,) = waiting_referrals(city, AT.date())
    assert line.due == later
    clocks = page(road).state.parts["assistance-1"].clocks
    assert (clocks["assistance"]["stopped"], clocks["assistance_until"]["due"]) == (TODAY, later.isoformat())


def test_an_extension_after_the_end_is_refused_with_its_article(asked: Any) -> None:
    road, row = asked
    late = AT + timedelta(days=30)
    with pytest.raises(Refused) as refused:
        delay_assistance(
            actor=road.actor("fz_officer1"), referral_id=row.pk, until=date(2027, 1, 8), reason="数量多", at=late
        )
    assert (refused.value.code, refused.value.article) == (
        "delay_too_late", "处罚法第二十六条；市监程序第四十五条第二款"
    )  # fmt: skip


def test_a_request_that_is_taken_back_waits_no_longer(asked: Any) -> None:
    road, row = asked
    road.act("gl_officer1", "withdraw_assistance", TODAY, {"reason": "已经查明"}, part="assistance-1")
    assert not waiting_referrals(road.actor("fz_officer1"), AT.date())
    (line,) = referrals(road.actor("fz_officer1"), AT.date())
    assert line.state == "closed"
    with pytest.raises(Refused):
        answer_assistance(actor=road.actor("fz_officer1"), referral_id=row.pk, result="done", text="已查", at=AT)


def test_a_request_from_outside_the_platform_is_registered_with_the_same_clock(road: Road) -> None:
    officer = road.actor("gl_officer1")
    remit_id = remits_of(officer)[0].id
    told = {
        "remit_id": remit_id, "sender": "江西省南昌市市场监督管理局", "letter_number": "洪市监协〔2026〕5号",
        "subject": "某公司销售过期食品案", "matters": "核实供货", "received_on": AT.date(), "at": AT,
    }  # fmt: skip
    with pytest.raises(Denied):
        register_request(actor=road.actor("fz_officer1"), **told)
    with pytest.raises(Refused):
        register_request(actor=officer, **{**told, "matters": " "})
    key = register_request(actor=officer, **told)
    (line,) = waiting_referrals(officer, AT.date())
    assert (line.id, line.due) == (key, DUE)
    evidence(road, who="gl_officer1", case_id=key)
    done = answer_assistance(actor=officer, referral_id=key, result="partly", text="已核实部分", at=AT)
    assert "协复" in done.reply_number
    assert referral_reply(officer, key).startswith(b"%PDF")


def test_an_agency_of_another_field_has_no_fixed_term_but_gets_the_letter(road: Road) -> None:
    road.until("set_elements")
    row = ask(road, name_of("urban-350102"))
    assert row is not None
    (line,) = waiting_referrals(road.actor("cg_officer1"), AT.date())
    assert line.due is None
    answer_assistance(actor=road.actor("cg_officer1"), referral_id=row.pk, result="done", text="已核实", at=AT)
    assert letter(road, "assistance").state == "answered"


def test_a_letter_of_a_case_that_was_archived_waits_no_longer(road: Road) -> None:
    road.until("set_elements")
    ask(road, CITY)
    steps = road.steps()
    for name in list(steps)[list(steps).index("conclude_investigation") :]:
        steps[name]()
    assert page(road).case.stage == "archived"
    assert not waiting_referrals(road.actor("fz_officer1"), AT.date())
    (line,) = referrals(road.actor("fz_officer1"), AT.date())
    assert line.state == "closed"
