"""A freeze over the engine: papers with numbers, the account sealed, bank and party told, the case held until then."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cases_road import AT, Road

PART, ACCOUNT = "freeze-1", "6222000011112222"
FREEZE = {
    "law": "《中华人民共和国示例法》", "law_article": "第六十一条第二款", "own_power": True,
    "institution": "某某银行鼓楼支行", "holder": "某某食品有限公司", "account": ACCOUNT,
    "case_amount": "80000", "amount": "50000",
    "reason": "正在转移货款", "free": True,
}  # fmt: skip
SCENE = {
    "certificate_shown": True, "handed_at": "2026-06-22T09:30", "receiver": "陈某", "frozen_at": "2026-06-22T09:50",
    "frozen_amount": "50000", "findings": "柜面核对后冻结",
}  # fmt: skip


@pytest.fixture
def frozen(road: Road) -> Road:
    road.until("set_elements")
    people = road.officers()
    road.act("gl_officer1", "propose_freeze", "2026-06-22", {"officers": people, "freeze": FREEZE})
    road.act("gl_head", "approve_freeze", "2026-06-22", {}, part=PART)
    road.act("gl_officer1", "impose_freeze", "2026-06-22", {"officers": people, "freeze_scene": SCENE}, part=PART)
    return road


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def data_of(road: Road, kind: str) -> dict[str, Any]:
    from minzhifa.access import rls
    from minzhifa.documents.queries import document_data

    found = next(d for d in page(road).documents if d.kind == kind)
    with rls.acting(road.actor("gl_officer1")):
        return document_data(road.actor("gl_officer1"), found.id)


def test_each_paper_has_its_number_and_names_the_account_in_full(frozen: Road) -> None:
    papers = {d.kind: d for d in page(frozen).documents}
    assert {"freeze_approval", "freeze_notice", "freeze_record", "freeze_decision"} <= set(papers)
    assert ("协冻" in papers["freeze_notice"].number, "冻" in papers["freeze_decision"].number) == (True, True)
    told = data_of(frozen, "freeze_decision")
    assert (told["account"], str(told["begins_on"]), str(told["ends_on"])) == (ACCOUNT, "2026-06-22", "2026-07-22")


def test_state_and_ledger_hold_the_account_masked_and_sealed(frozen: Road) -> None:
    seen = page(frozen)
    assert seen.parts[0].state.facts["freeze"]["account"] == "**** 2222"
    kept = json.dumps(
        [seen.state.to_json(), [dict(row.payload) for row in seen.ledger]], ensure_ascii=False, default=str
    )
    assert "**** 2222" in kept
    assert ACCOUNT not in kept


def test_a_sealed_account_cannot_be_handed_in(road: Road) -> None:
    road.until("set_elements")
    facts = {"officers": road.officers(), "freeze": {**FREEZE, "account_sealed": "v1.1.forged"}}
    road.act("gl_officer1", "propose_freeze", "2026-06-22", facts)
    assert page(road).parts[0].state.facts["freeze"]["account_sealed"] != "v1.1.forged"


def test_extension_and_release_reach_bank_and_party(frozen: Road) -> None:
    why = {"freeze": {"extension_reason": "需要向三地核实"}}
    frozen.act("gl_officer1", "propose_freeze_extension", "2026-07-20", why, part=PART)
    frozen.act("gl_head", "approve_freeze_extension", "2026-07-20", {}, part=PART)
    notice = data_of(frozen, "freeze_extension_notice")
    assert (notice["account"], str(notice["before"]), str(notice["ends_on"])) == (ACCOUNT, "2026-07-22", "2026-08-21")
    told = {"institution_told_on": "2026-07-21", "party_told_on": "2026-07-22", "receiver": "林某"}
    frozen.act("gl_officer1", "tell_freeze_extension", "2026-07-22", {"freeze_extension": told}, part=PART)
    end = {"freeze_end": {"ground": "other", "reason": "已经缴存等额款项"}}
    frozen.act("gl_head", "release_freeze", "2026-08-03", end, part=PART)
    assert page(frozen).case.owed(AT.date()) == "冻结存款、汇款（1）已决定解除，待通知：通知金融机构和当事人解除冻结"
    over = {
        "institution_told_on": "2026-08-03", "unfrozen_on": "2026-08-03", "party_told_on": "2026-08-04",
        "receiver": "林某",
    }  # fmt: skip
    frozen.act("gl_officer1", "confirm_unfreezing", "2026-08-04", {"freeze_end": over}, part=PART)
    seen = page(frozen)
    assert seen.parts[0].stage_label == "已解除"
    assert [d.kind for d in seen.documents][-2:] == ["freeze_release_decision", "freeze_release_notice"]
    assert data_of(frozen, "freeze_release_notice")["notice_number"]


def test_without_the_law_that_empowers_nothing_is_kept(road: Road) -> None:
    from minzhifa.cases.errors import LawRefused

    road.until("set_elements")
    before = road.stored()
    facts = {"officers": road.officers(), "freeze": {**FREEZE, "law": "《某某管理条例》"}}
    with pytest.raises(LawRefused, match="不是法律") as refused:
        road.act("gl_officer1", "propose_freeze", "2026-06-22", facts)
    assert refused.value.article == "强制法第十条、第二十九条第一款"
    assert road.stored() == before
