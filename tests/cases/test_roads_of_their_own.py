"""A summary penalty and a decision not to punish, each by its own procedure, over the engine."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, FIELD, PENALTIES, Road, party

DAY = "2026-06-08"


def lead(road: Road, procedure: str) -> None:
    from minzhifa.cases.operations import register_lead

    done = register_lead(
        actor=road.actor("gl_officer1"), agency_id=road.agency_id, field=FIELD, on=AT.date().replace(month=6, day=8),
        at=AT, source_kind="inspection", summary="未公示许可证", procedure=procedure,
    )  # fmt: skip
    road.case_id = done.case_id


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def on_spot(road: Road, fine: str) -> dict[str, Any]:
    return {
        "officers": road.officers(), "party": party(), "occurred_on": DAY, "violated": ["《食品安全法》第三十四条"],
        "basis": ["《食品安全法》第一百二十六条"], "penalties": [{**PENALTIES[0], "amount": fine}],
        "on_spot": {
            "facts": "未公示许可证", "certain": True, "place": "东街1号", "certificate_shown": True, "told": True,
            "statement": "none", "signature": "signed",
        },
    }  # fmt: skip


def sparing(road: Road, ground: str) -> dict[str, Any]:
    return {
        "officers": road.officers(), "party": party(), "cause": "未公示许可证案", "occurred_on": DAY,
        "violated": ["《食品安全法》第三十四条第（十）项"],
        "no_penalty": {"ground": ground, "facts": "当日改正", "corrected": True, "harm": "none"},
    }  # fmt: skip


def test_a_summary_penalty_makes_its_paper_and_its_own_stage_bar(road: Road) -> None:
    lead(road, "summary")
    road.act("gl_officer1", "penalize_on_spot", DAY, on_spot(road, "1000.00"))
    seen = page(road)
    assert (seen.case.procedure, seen.case.stage_label) == ("summary", "已当场决定并交付")
    assert [d.kind for d in seen.documents] == ["summary_decision"]
    assert [one.label for one in seen.bar] == ["当场查处", "当场决定", "备案", "履行", "归档"]
    assert "simple_filing" in {t.term_id for t in seen.terms}


def test_above_the_limit_nothing_happens_and_the_case_goes_the_ordinary_way(road: Road) -> None:
    from minzhifa.cases.errors import LawRefused

    lead(road, "summary")
    with pytest.raises(LawRefused, match="超过当场处罚的上限"):
        road.act("gl_officer1", "penalize_on_spot", DAY, on_spot(road, "5000.00"))
    road.act("gl_officer1", "convert_to_ordinary", DAY, {"conversion": {"reason": "amount"}})
    seen = page(road)
    assert (seen.case.procedure, seen.case.stage) == ("ordinary", "lead")
    assert "propose_filing" in {o.action for o in seen.offers}


def test_who_was_punished_before_is_no_first_offender_whatever_is_claimed(road: Road) -> None:
    from minzhifa.cases.errors import LawRefused

    road.until("approve_decision")
    second = Road()
    lead(second, "no_penalty")
    claimed = {**sparing(second, "first"), "history": {"checked": True, "penalties": []}}
    with pytest.raises(LawRefused, match="不是初次违法"):
        second.act("gl_officer1", "propose_no_penalty", DAY, claimed)


def test_a_first_and_minor_offence_is_spared_with_education_and_paper(road: Road) -> None:
    lead(road, "no_penalty")
    road.act("gl_officer1", "propose_no_penalty", DAY, sparing(road, "first"))
    assert page(road).state.facts["history"] == {"checked": True, "penalties": []}
    road.act("gl_head", "approve_no_penalty", "2026-06-09")
    taught = {"education": [{"way": "说服教育", "person": "林某", "text": "讲明公示义务"}]}
    road.act("gl_officer1", "record_education", "2026-06-09", taught)
    service = {"service": {"way": "direct", "served_on": "2026-06-09", "receiver": "林某"}}
    road.act("gl_officer1", "serve_no_penalty", "2026-06-09", service)
    seen = page(road)
    assert seen.case.stage == "spared_served"
    assert {"no_penalty_decision", "education_record"} <= {d.kind for d in seen.documents}
