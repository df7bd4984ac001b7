"""Papers that acts make from facts: nothing of what the case knows is typed a second time."""

from __future__ import annotations

from typing import Any

import pytest

MEETING = {
    "place": "鼓楼区市场监督管理局会议室", "begun_at": "2026-07-06T09:00", "ended_at": "2026-07-06T09:40",
    "speaker": "林某", "relation": "法定代表人",
}  # fmt: skip


def _made(road: Any, kind: str) -> list[dict[str, Any]]:
    from minzhifa.access import rls
    from minzhifa.documents.queries import document_data, documents

    head = road.actor("gl_head")
    with rls.acting(head):
        rows = [d for d in documents(head, road.case_id) if d.kind == kind and d.status == "issued"]
        return [document_data(head, row.id) for row in rows]


def test_the_lead_register_is_made_by_the_registration(road: Any) -> None:
    from cases_road import party

    done = road.lead(party=party(), received_on="2026-06-08")
    (paper,) = _made(road, "lead_register")
    assert len(done.documents) == 1
    assert (paper["source_kind"], paper["received_on"], paper["registrar"]) == (
        "监督检查", "2026-06-08", road.actor("gl_officer1").name,
    )  # fmt: skip
    assert paper["opinion"]["text"] == "拟予核查，于2026年6月30日前决定是否立案。"
    assert paper["party"]["name"] == "福州云堃食品有限公司"


def test_a_spoken_statement_is_recorded_on_paper_and_a_written_one_is_not(road: Any) -> None:
    road.before("record_statement")
    said = {"id": "s1", "point": "数量很少", "received_on": "2026-07-06"}
    road.act("gl_officer1", "record_statement", "2026-07-06", {"statements": [said], "statement_meeting": MEETING})
    road.act(
        "gl_officer1", "record_statement", "2026-07-07",
        {"statements": [{"id": "s2", "point": "已经改正", "received_on": "2026-07-07"}]},
    )  # fmt: skip
    (paper,) = _made(road, "statement_record")
    assert paper["points"] == [{"point": "数量很少"}]
    assert (paper["place"], paper["speaker"]) == (MEETING["place"], "林某")
    assert [o["name"] for o in paper["officers"]]


def test_a_meeting_told_by_halves_is_refused_with_the_gap(road: Any) -> None:
    from minzhifa.documents.errors import IncompleteDocument

    road.before("record_statement")
    before = road.stored()
    with pytest.raises(IncompleteDocument, match="地点"):
        road.act(
            "gl_officer1", "record_statement", "2026-07-06",
            {"statements": [{"id": "s1", "point": "数量很少"}], "statement_meeting": {"speaker": "林某"}},
        )  # fmt: skip
    assert road.stored() == before


def test_a_waiver_declared_in_person_is_what_the_record_says(road: Any) -> None:
    road.before("record_statement")
    waiver = {"on": "2026-07-06", "form": "record", "statement": True, "hearing": True}
    road.act("gl_officer1", "waive_statement", "2026-07-06", {"waiver": waiver, "statement_meeting": MEETING})
    (paper,) = _made(road, "statement_record")
    assert paper["points"] == [{"point": "当事人明确表示放弃陈述、申辩和听证的权利。"}]


def test_the_address_is_confirmed_once_and_allows_electronic_service(road: Any) -> None:
    from minzhifa.cases.queries import case_page

    road.until("approve_filing")
    consent = {"receiver": "林某", "electronic": True, "electronic_address": "lin@example.cn"}
    road.act("gl_officer1", "confirm_address", "2026-06-10", {"service_consent": consent})
    (paper,) = _made(road, "service_address_confirmation")
    assert (paper["receiver"], paper["electronic"], paper["phone"]) == ("林某", "同意", "13800138000")
    assert paper["address"] == "福州市鼓楼区东街1号"
    from cases_road import AT

    facts = case_page(road.actor("gl_head"), road.case_id, on=AT.date()).state.facts
    assert facts["service_consent"] == {"receiver": "林某", "electronic": True, "confirmed_on": "2026-06-10"}
    for name in list(road.steps())[3 : list(road.steps()).index("serve_notice")]:
        road.steps()[name]()
    notice = {"served_on": "2026-07-03", "way": "electronic", "hearing_told": False}
    road.act("gl_officer1", "serve_notice", "2026-07-03", {"notice": notice})


def test_a_public_notice_is_made_on_its_day_and_service_counts_from_it(road: Any) -> None:
    from cases_road import AT

    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.queries import case_page

    road.before("serve_notice")
    reason = {"reason": "直接送达、邮寄送达均被退回，当事人下落不明", "medium": "公告栏"}
    road.act("gl_officer1", "publish_service", "2026-07-03", {"public_notices": [reason]})
    (paper,) = _made(road, "public_notice_service")
    assert paper["reason"] == reason["reason"]
    assert paper["days"] == "三十日"
    assert [row["title"] for row in paper["documents"]] == ["行政处罚事先告知书"]
    assert paper["documents"][0]["number"]
    notice = {"way": "public_notice", "published_on": "2026-07-03", "hearing_told": False}
    with pytest.raises(LawRefused, match="视为送达"):
        road.act("gl_officer1", "serve_notice", "2026-07-20", {"notice": {**notice, "served_on": "2026-07-20"}})
    terms = {t.term_id: t for t in case_page(road.actor("gl_head"), road.case_id, on=AT.date()).terms}
    assert terms["public_notice"].due.isoformat() == "2026-08-02"
    road.act("gl_officer1", "serve_notice", "2026-08-03", {"notice": {**notice, "served_on": "2026-08-02"}})


def test_periods_in_documents_are_those_of_the_field(db: None) -> None:
    from datetime import date

    from minzhifa.cases.paper_terms import term_words

    market, farm = (term_words(domain, date(2026, 7, 1)) for domain in ("market", "agriculture"))
    assert (market["statement"], farm["statement"]) == ("五个工作日", "三个工作日")
    assert (market["payment"], market["litigation"]) == ("十五日", "六个月")
    assert (market["public_notice"], farm["public_notice"]) == ("三十日", "六十日")


def _owed(road: Any, kind: str) -> list[Any]:
    from cases_road import AT

    from minzhifa.cases.queries import unmade_papers

    found = unmade_papers(road.actor("gl_officer1"), road.case_id, AT.date())
    return [one for one in found if one.kind == kind]


def test_a_paper_that_an_act_could_not_make_is_named_with_its_gap_and_article(road: Any) -> None:
    from cases_road import AT

    from minzhifa.access.errors import Refused
    from minzhifa.cases.operations import make_paper
    from minzhifa.documents.errors import IncompleteDocument

    road.until("approve_filing")
    facts = {"officers": road.officers(), "record": {"certificate_shown": True, "rights_told": True}}
    road.act("gl_officer1", "record_inspection", "2026-06-10", facts)
    (owed,) = _owed(road, "inspection_record")
    assert (owed.act, owed.on) == ("现场检查（勘验）", "2026-06-10")
    assert ("检查地点", "《市场监督管理行政处罚程序规定》第二十八条") in owed.lacking
    actor = road.actor("gl_officer1")
    with pytest.raises(IncompleteDocument):
        make_paper(actor=actor, case_id=road.case_id, kind=owed.kind, seq=owed.seq, at=AT)
    with pytest.raises(Refused, match="已经制作"):
        make_paper(actor=actor, case_id=road.case_id, kind="prior_notice", seq=owed.seq, at=AT)


def test_it_is_made_once_as_soon_as_its_content_is_whole(road: Any) -> None:
    from cases_road import AT

    from minzhifa.access.errors import Refused
    from minzhifa.cases.operations import make_paper

    road.until("approve_filing")
    (owed,) = _owed(road, "filing_approval")
    assert [label for label, _ in owed.lacking] == ["拟适用的处罚依据"]
    for name in ("record_inspection", "set_elements", "conclude_investigation"):
        road.steps()[name]()
    (owed,) = _owed(road, "filing_approval")
    assert owed.lacking == ()
    actor = road.actor("gl_officer1")
    made = make_paper(actor=actor, case_id=road.case_id, kind="filing_approval", seq=owed.seq, at=AT)
    assert made.on == AT.date().isoformat()
    assert made.number.endswith("〔2026〕1号")
    assert _owed(road, "filing_approval") == []
    assert len(_made(road, "filing_approval")) == 1
    with pytest.raises(Refused, match="已经制作"):
        make_paper(actor=actor, case_id=road.case_id, kind="filing_approval", seq=owed.seq, at=AT)


def test_nothing_is_added_to_an_archived_file(road: Any) -> None:
    from cases_road import AT

    from minzhifa.access.errors import Refused
    from minzhifa.cases.operations import make_paper

    road.until("archive_case")
    (owed,) = _owed(road, "filing_approval")
    with pytest.raises(Refused, match="已经归档") as refused:
        make_paper(
            actor=road.actor("gl_officer1"), case_id=road.case_id, kind="filing_approval", seq=owed.seq, at=AT
        )  # fmt: skip
    assert refused.value.article == "处罚法第四十七条；市监程序第七十八条"


def test_what_is_lacking_may_be_filled_in_and_the_paper_tells_of_its_own_act(road: Any) -> None:
    from cases_road import AT

    from minzhifa.cases.operations import make_paper
    from minzhifa.documents.errors import IncompleteDocument

    road.until("approve_filing")
    for day, who, why in (("2026-06-10", "gl_officer1", "近亲属"), ("2026-06-12", "gl_officer2", "有利害关系")):
        name = {"officer_id": str(road.actor(who).officer_id), "name": road.actor(who).name, "reason": why}
        road.act("gl_officer1", "request_recusal", day, {"recusals": [name]})
        road.act("gl_head", "decide_recusal", day, {"recusals": [{"id": _recusal(road), "granted": False}]})
    first, second = _owed(road, "recusal_decision")
    assert [name for name, _, _ in first.asks] == ["finding"]
    actor = road.actor("gl_officer1")
    with pytest.raises(IncompleteDocument):
        make_paper(actor=actor, case_id=road.case_id, kind=first.kind, seq=first.seq, at=AT, values={"finding": " "})
    values = {"finding": "经查不是近亲属。", "decision": "同意回避"}
    make_paper(actor=actor, case_id=road.case_id, kind=first.kind, seq=first.seq, at=AT, values=values)
    (paper,) = _made(road, "recusal_decision")
    assert (paper["reason"], paper["finding"], paper["decision"]) == ("近亲属", "经查不是近亲属。", "不同意回避")
    assert [one.seq for one in _owed(road, "recusal_decision")] == [second.seq]


def _recusal(road: Any) -> str:
    from cases_road import AT

    from minzhifa.cases.queries import case_page

    page = case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())
    return str(page.state.facts["recusals"][-1]["id"])
