"""The whole road of the ordinary procedure."""

from __future__ import annotations

from cases_road import AT, Road


def test_a_case_goes_from_lead_to_archive(road: Road) -> None:
    from minzhifa.cases.queries import case_page

    done = road.until("archive_case")
    assert done.stage == "archived"
    page = case_page(road.actor("gl_officer1"), done.case_id, on=AT.date())
    assert page.case.stage_label == "已归档"
    print([(d.kind, d.number) for d in page.documents])
    print([(t.title, t.due, t.stopped) for t in page.terms])
    print([(b.label, b.state, b.on) for b in page.bar], [f for f in page.findings if f.ok is not True])
    print(page.disclosure)
