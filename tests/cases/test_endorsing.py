"""办案机构负责人意见: given by the section head before the approval, printed where the papers have a place for it."""

from __future__ import annotations

from typing import Any

import pytest

SAID = "事实清楚，拟同意立案"


def _papers(road: Any, kind: str) -> list[Any]:
    from minzhifa.access import rls
    from minzhifa.documents.queries import documents

    with rls.acting(road.actor("gl_head")):
        return [d for d in documents(road.actor("gl_head"), road.case_id) if d.kind == kind]


def _data(road: Any, document: Any) -> dict[str, Any]:
    from minzhifa.access import rls
    from minzhifa.documents.queries import document_data

    with rls.acting(road.actor("gl_head")):
        return document_data(road.actor("gl_head"), document.id)


def _inbox(road: Any, who: str) -> dict[str, str]:
    from minzhifa.cases.queries import approvals

    return {row.act: row.label for row in approvals(road.actor(who)) if row.case.id == road.case_id}


def test_the_opinion_on_a_filing_is_asked_for_given_once_and_printed_on_the_approval(road: Any) -> None:
    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.operations import endorse

    _propose_filing(road)
    assert _inbox(road, "gl_section") == {"endorse": "办案机构负责人审查：立案"}
    endorse(
        actor=road.actor("gl_section"), case_id=road.case_id, on="2026-06-09", at=_at(), what="filing", reason=SAID
    )  # fmt: skip
    assert _inbox(road, "gl_section") == {}
    with pytest.raises(LawRefused, match="没有等待"):
        road.act("gl_section", "endorse", "2026-06-09", {"what": "filing"})
    road.act("gl_head", "approve_filing", "2026-06-09")
    (paper,) = _papers(road, "filing_approval")
    said = _data(road, paper)["section_opinion"]
    assert (said["text"], said["at"]) == (SAID, "2026-06-09")
    assert said["name"] == road.actor("gl_section").name


def test_without_an_opinion_the_approval_goes_on_where_no_rule_asks_for_one(road: Any) -> None:
    _propose_filing(road)
    road.act("gl_head", "approve_filing", "2026-06-09")
    (paper,) = _papers(road, "filing_approval")
    assert "section_opinion" not in _data(road, paper)


def test_nobody_endorses_what_he_proposed_and_no_officer_endorses(road: Any) -> None:
    from minzhifa.cases.errors import LawRefused

    road.until("propose_filing")
    with pytest.raises(LawRefused, match="职权"):
        road.act("gl_officer2", "endorse", "2026-06-09", {"what": "filing"})
    with pytest.raises(LawRefused, match="早于"):
        road.act("gl_section", "endorse", "2026-06-08", {"what": "filing"})


def test_an_opinion_on_a_proposal_that_came_back_is_none_on_the_next_one(road: Any) -> None:
    steps = road.steps()
    road.until("propose_filing")
    road.act("gl_section", "endorse", "2026-06-09", {"what": "filing"})
    road.act("gl_head", "return_filing", "2026-06-09", {"reason": "补充依据"})
    steps["propose_filing"]()
    assert "endorse" in _inbox(road, "gl_section")


def test_the_report_is_made_again_with_the_opinion_and_the_earlier_one_is_void(road: Any) -> None:
    road.until("conclude_investigation")
    (bare,) = _papers(road, "investigation_report")
    done = road.act("gl_section", "endorse", "2026-06-24", {"what": "conclusion", "reason": "同意处理意见"})
    first, second = _papers(road, "investigation_report")
    assert (first.id, first.status, second.status) == (bare.id, "void", "issued")
    assert done.documents == (str(second.id),)
    data = _data(road, second)
    assert data["section_opinion"]["text"] == "同意处理意见"
    assert {k: v for k, v in data.items() if k != "section_opinion"} == _data(road, first)


@pytest.mark.parametrize(
    ("proposal", "what", "approval", "kind"),
    [
        ("propose_decision", "decision", "approve_decision", "decision_approval"),
        ("propose_closing", "closing", "approve_closing", "closing_report"),
    ],
)
def test_decision_and_closing_bear_the_opinion(road: Any, proposal: str, what: str, approval: str, kind: str) -> None:
    road.until(proposal)
    road.act("gl_section", "endorse", "2026-07-20" if what == "decision" else "2026-07-31", {"what": what})
    road.steps()[approval]()
    (paper,) = _papers(road, kind)
    assert _data(road, paper)["section_opinion"]["text"] == "同意"


def _propose_filing(road: Any) -> None:
    """With all that the approval paper prints."""
    from cases_road import party

    road.lead()
    facts = {
        "cause": "经营超过保质期的食品案", "party": party(), "officers": road.officers(),
        "violated": ["《食品安全法》第三十四条第（十）项"], "basis": ["《食品安全法》第一百二十四条第一款第（五）项"],
    }  # fmt: skip
    road.act("gl_officer1", "propose_filing", "2026-06-09", facts)


def _at() -> Any:
    from cases_road import AT

    return AT
