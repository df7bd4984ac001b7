"""From lead to archive in each field: its own terms, points of review, articles, titles of papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cases_road
import pytest
from cases_road import AT, Road

from minzhifa.law.citing import cite
from minzhifa.law.review_points import points
from minzhifa.rules import current

GRAVE = ("major_public_interest", "complex", "statutory", "major_violation", "major_social_impact", "head_decides",
         "disputed_evidence_or_law")  # fmt: skip
FIELDS = [
    # agency, people, field, days to state one's case, title of the notice, of the report, of the closing
    ("agriculture-350300", "ny", "农业农村", "2026-07-08", "行政处罚事先告知书", "案件处理意见书", "行政处罚结案报告"),
    ("transport-350300", "jt", "交通运输", "2026-07-10", "违法行为通知书", "案件调查报告", "结案报告"),
    ("urban-350102", "cg", "城市管理", "2026-07-10", "行政处罚意见告知书", "案件调查终结报告", "结案审批表"),
    ("ecology-350300", "pt", "生态环境", "2026-07-10", "行政处罚事先告知书", "案件调查终结报告", "结案审批表"),
]


class FieldRoad(Road):
    """The main road, walked by another bureau's people; its section head looks at what waits for him."""

    def __init__(self, slug: str, people: str, field: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cases_road, "BUREAU", slug)
        monkeypatch.setattr(cases_road, "FIELD", field)
        self.people = people
        super().__init__()

    def actor(self, username: str) -> Any:
        return super().actor(username.replace("gl_", f"{self.people}_"))

    def officers(self, *usernames: str) -> list[dict[str, str]]:
        return super().officers(*(usernames or ("gl_officer1", "gl_officer2")))

    def page(self) -> Any:
        from minzhifa.cases.queries import case_page

        assert self.case_id is not None
        return case_page(self.actor("gl_officer1"), self.case_id, on=AT.date())

    def act(self, who: str, action: str, on: str, facts: Mapping[str, Any] | None = None, **how: Any) -> Any:
        from minzhifa.law.procedure.guards.endorsing import open_to

        given = dict(facts or {})
        if action == "propose_filing":
            given["basis"] = ["《食品安全法》第一百二十四条"]
        if action == "conclude_investigation":
            given["significance"] = dict.fromkeys(GRAVE, False)
        if action == "complete_review":
            asked = points(current(), self.page().domain).asked
            given["review"] = {**given["review"], "points": [{"point": one, "result": "yes"} for one in asked]}
        done = super().act(who, action, on, given, **how)
        for what in open_to(self.page().state, current().approvals):
            super().act("gl_section", "endorse", on, {"what": what})
        return done


@pytest.mark.parametrize("told", FIELDS, ids=[one[0] for one in FIELDS])
def test_a_case_goes_from_lead_to_archive_by_the_rules_of_its_field(
    province: None, db: None, monkeypatch: pytest.MonkeyPatch, told: tuple[str, ...]
) -> None:
    slug, people, field, due, *titles_there = told
    road = FieldRoad(slug, people, field, monkeypatch)
    done = road.until("archive_case")
    assert done.stage == "archived"
    page = road.page()
    titles = {one.kind: one.title for one in page.documents if one.status == "issued"}
    assert [titles[kind] for kind in ("prior_notice", "investigation_report", "closing_report")] == titles_there
    assert {"filing_approval", "review_opinion", "penalty_decision", "service_proof", "payment_notice"} <= set(titles)
    assert {one.term_id: one for one in page.terms}["statement"].due.isoformat() == due
    shown = [one.article or "" for one in page.findings] + [one.article or "" for one in page.offers]
    assert [text for text in shown if "市监" in text and not text.startswith("参照")] == []
    assert [one.rule_id for one in page.findings if one.veto and one.ok is False] == []
    assert page.publication == ()
    assert cite("市监程序第十九条", page.domain, current()) != "市监程序第十九条"
