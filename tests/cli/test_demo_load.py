"""The demo as `demo load` leaves it: true work for each role, an intact ledger, nothing new the second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

PEOPLE = ("gl", "fz", "pt", "xy", "jt", "cg", "cd")


@pytest.fixture
def loaded(province: None, committed: None, tmp_path: Path, settings: LazySettings) -> None:
    """The demo, loaded once into this database; evidence goes to a folder of the test."""
    from minzhifa.cli import demo_more

    backend = {"BACKEND": "minzhifa.crypto.storage.DurableStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    assert demo_more.load()


def _actor(username: str) -> object:
    from minzhifa.clock import today
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    return actor_for(fixed("account", username), "test", on=today())


def _counts() -> tuple[int, ...]:
    from django.db import connection, transaction

    from minzhifa.access import rls

    with transaction.atomic(), connection.cursor() as cursor:
        rls.set_scope(rls.EVERYTHING)
        cursor.execute(
            "SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM ledger_event),"
            " (SELECT count(*) FROM subjects_subject), (SELECT count(*) FROM evidence_evidencefile),"
            " (SELECT count(*) FROM catalog_matterversion), (SELECT count(*) FROM documents_document),"
            " (SELECT count(*) FROM catalog_documenttemplateversion)"
        )
        return tuple(cursor.fetchone())


def test_every_demo_role_finds_work_and_a_second_load_adds_nothing(loaded: None) -> None:
    from minzhifa.cases.queries import workbench
    from minzhifa.cases.sample import load_sample_cases
    from minzhifa.cli import demo_more
    from minzhifa.clock import today
    from minzhifa.ledger.verify import verify

    idle = []
    for prefix in PEOPLE:
        officer = workbench(_actor(f"{prefix}_officer1"), today())
        mine = officer.returned + officer.overdue + officer.today + officer.week + officer.later
        section = workbench(_actor(f"{prefix}_section"), today())
        waiting = [workbench(_actor(f"{prefix}_{who}"), today()).approvals for who in ("head", "reviewer")]
        idle += [prefix for work in (mine, section.leads, *waiting) if not work]
    assert idle == []
    before = _counts()
    assert demo_more.load()
    assert _counts() == before
    assert load_sample_cases(today=today()).made == 0
    assert verify().ok


def test_the_stages_of_the_procedure_are_all_shown(loaded: None) -> None:
    from minzhifa.cases.queries import case_list, workbench
    from minzhifa.clock import today

    stages = {line.stage for line in case_list(_actor("gl_head"), limit=200).rows}
    assert {
        "lead", "filing_proposed", "declined", "investigating", "suspended", "in_review", "reviewed", "notified",
        "decision_proposed", "served", "archived",
    } <= stages  # fmt: skip
    officer = workbench(_actor("gl_officer1"), today())
    assert [line.party_name for line in officer.overdue] == ["福州宏达源电动车有限公司"]
    assert [line.stage for line in officer.returned] == ["lead"]


def test_the_archived_case_has_its_documents_and_its_evidence(loaded: None) -> None:
    from minzhifa.cases.queries import case_list, case_page
    from minzhifa.cases.queries.rows import Filters
    from minzhifa.clock import today

    head = _actor("gl_head")
    line = case_list(head, Filters(stage="archived"), limit=5).rows[-1]
    page = case_page(head, line.id, on=today())
    kinds = {d.kind for d in page.documents}
    assert {"filing_approval", "inspection_record", "prior_notice", "penalty_decision", "service_proof"} <= kinds
    assert all(d.number for d in page.documents if d.kind in ("prior_notice", "penalty_decision"))
    assert {f.media_type for f in page.files} == {"image/png", "application/pdf"}
