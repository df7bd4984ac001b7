"""Samples, preserved goods, transfers and letters over the engine: papers with numbers, terms on the page, evidence."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road

from minzhifa.cases.errors import LawRefused

GOODS = [{"name": "饼干", "spec": "500克", "quantity": "12包", "state": "完好", "place": "仓库"}]
SAMPLES = [{"name": "饼干", "batch": "20260501", "quantity": "3包", "base": "12包", "seal": "F1"}]


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def papers(road: Road) -> dict[str, str]:
    """Kind → number of what was made."""
    return {one.kind: one.number for one in page(road).documents}


@pytest.fixture
def filed(road: Road) -> Road:
    road.until("set_elements")
    return road


def test_a_sample_leaves_its_papers_and_its_report_is_evidence(filed: Road) -> None:
    part, o = "sampling-1", "gl_officer1"
    taken = {
        "sampled_at": "2026-06-22T09:30", "place": "东街1号", "way": "spot", "goods": SAMPLES, "sealed": True,
        "certificate_shown": True, "listed": True, "presence": "signed",
    }  # fmt: skip
    filed.act(o, "take_sample", "2026-06-22", {"officers": filed.officers(), "sampling": taken})
    sent = {"institution": "省质检院", "standing": "qualified", "items": "酸价", "from_on": "2026-06-22"}
    filed.act(o, "send_sample", "2026-06-22", {"testing": {**sent, "until": "2026-12-30"}}, part=part)
    result = {"number": "JY1", "conclusion": "fail", "text": "酸价不合格"}
    facts = {"testing": {"ended_on": "2026-06-29"}, "test_result": result}
    filed.act(o, "receive_test_result", "2026-06-29", facts, part=part)
    told = {"told_at": "2026-06-29T15:00", "way": "direct", "retest_rule": "food"}
    filed.act(o, "tell_test_result", "2026-06-29", {"test_result": told}, part=part)
    made = papers(filed)
    assert "sampling_record" in made
    assert "委检" in made["testing_entrustment"]
    assert "检告" in made["testing_notice"]
    assert "检结" in made["test_result_notice"]
    seen = page(filed)
    terms = {one.term_id: one for one in seen.terms}
    assert terms[f"{part}:retest_food"].due.isoformat() == "2026-07-08"
    assert seen.state.facts["evidence"][-1]["title"] == "检验报告（编号JY1）"


def test_preserved_goods_lapse_on_the_page_and_are_given_back(filed: Road) -> None:
    o, h, part = "gl_officer1", "gl_head", "preservation-1"
    kept = {"goods": GOODS, "reason": "可能转移"}
    filed.act(o, "preserve_evidence", "2026-06-22", {"officers": filed.officers(), "preservation": kept})
    filed.act(h, "approve_preservation", "2026-06-22", {}, part=part)
    scene = {
        "taken_at": "2026-06-22T10:00", "counted": True, "delivered": True, "presence": "signed", "place": "仓库",
        "keeper": "林某",
    }  # fmt: skip
    facts = {"officers": filed.officers(), "preservation_scene": scene}
    filed.act(o, "take_preserved", "2026-06-22", facts, part=part)
    seen = page(filed)
    assert (seen.parts[0].stage_label, seen.parts[0].open) == ("已自动解除", True), "until the goods are given back"
    assert {one.term_id: one.lapsed for one in seen.terms}[f"{part}:preservation"]
    with pytest.raises(LawRefused, match="自动解除"):
        late = {"preservation_end": {"way": "confiscate", "text": "没收"}}
        filed.act(h, "dispose_preservation", "2026-07-20", late, part=part)
    filed.act(h, "release_preservation", "2026-07-20", {"preservation_end": {"text": "返还"}}, part=part)
    assert not page(filed).parts[0].open
    made = papers(filed)
    assert "登保" in made["preservation_notice"]
    assert "登处" in made["preservation_disposal"]
    assert "preservation_approval" in made


def test_suspected_crime_goes_to_the_police_with_its_package(filed: Road) -> None:
    o, h, part = "gl_officer1", "gl_head", "criminal_transfer-1"
    named = {"suspicion": "生产、销售伪劣产品罪", "standard": "《刑法》第一百四十条"}
    filed.act(h, "form_transfer_team", "2026-06-22", {"officers": filed.officers(), "transfer": named})
    found = {"facts": "销售金额六万元", "evidence": "台账"}
    filed.act(o, "propose_criminal_transfer", "2026-06-22", {"transfer": found}, part=part)
    approval = {"decider": "chief", "decided_at": "2026-06-23T09:00"}
    filed.act(h, "approve_criminal_transfer", "2026-06-23", {"transfer_approval": approval}, part=part)
    handing = {
        "police": "鼓楼公安分局", "sent_at": "2026-06-23T16:00", "report": True, "tests": "none", "others": "无",
        "goods": GOODS,
    }  # fmt: skip
    filed.act(o, "hand_to_police", "2026-06-23", {"handing": handing}, part=part)
    made = papers(filed)
    assert {"criminal_transfer_approval", "criminal_transfer_report"} <= set(made)
    assert "移公" in made["criminal_transfer_letter"]
    terms = {one.term_id: one for one in page(filed).terms}
    assert terms[f"{part}:transfer"].stopped == "2026-06-23T16:00"


def test_a_transfer_and_a_letter_for_help_have_their_numbers(filed: Road) -> None:
    o, h, part = "gl_officer1", "gl_head", "agency_transfer-1"
    asked = {"to": "思明区市场监管局", "matters": "核实进货", "facts": "销售过期食品"}
    filed.act(o, "request_assistance", "2026-06-22", {"assistance": asked})
    away = {"to": "台江区市场监管局", "ground": "region", "facts": "行为地在台江", "basis": "市监程序第十四条"}
    filed.act(o, "propose_agency_transfer", "2026-06-22", {"outgoing": away})
    filed.act(h, "approve_agency_transfer", "2026-06-23", {}, part=part)
    sent = {"materials": [{"title": "检查笔录", "count": "1份"}], "way": "专人"}
    filed.act(o, "send_case_away", "2026-06-23", {"outgoing_sent": sent}, part=part)
    made = papers(filed)
    assert "协" in made["assistance_letter"]
    assert "移" in made["transfer_letter"]
    assert "agency_transfer_approval" in made


def test_a_dispute_goes_to_the_superior_with_its_record(filed: Road) -> None:
    o, h, part = "gl_officer1", "gl_head", "jurisdiction-1"
    dispute = {"with": "台江区市场监管局", "arisen_on": "2026-06-22", "text": "行为地不明"}
    filed.act(o, "raise_dispute", "2026-06-22", {"dispute": dispute})
    talk = {"result": "unsettled", "people": "李、王", "text": "意见不一"}
    filed.act(o, "record_negotiation", "2026-06-24", {"negotiation": talk}, part=part)
    ask = {"ground": "unsettled", "superior": "福州市市场监管局", "reason": "由本局管辖"}
    filed.act(o, "propose_designation_request", "2026-06-25", {"designation": ask}, part=part)
    filed.act(h, "approve_designation_request", "2026-06-25", {}, part=part)
    made = papers(filed)
    assert "negotiation_record" in made
    assert "指管" in made["designation_request"]
