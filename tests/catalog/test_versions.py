from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minzhifa.access import Actor, Denied, allows, visible
from minzhifa.access.errors import NotFound
from minzhifa.catalog.errors import BadVersion, NotYours, Overlap, WrongState
from minzhifa.catalog.models import Matter, MatterVersion
from minzhifa.catalog.operations import (
    LoadReport,
    ShippedTemplate,
    approve_version,
    propose_version,
    register_shipped_templates,
    retire,
)
from minzhifa.catalog.operations.things import thing
from minzhifa.catalog.publishing import PROVINCE, open_publishing
from minzhifa.catalog.queries import benchmark, matter_card, proposals, template, templates
from minzhifa.ledger.queries import events

CODE = "SCJG-CF-028"
START = date(2027, 1, 1)
CONTENT: dict[str, Any] = {
    "name": "对不明码标价的处罚（新）",
    "basis": ["《价格法》第四十二条"],
    "violated": ["《价格法》第十三条第一款"],
    "range_text": "可以并处五千元以下的罚款",
    "source": "价格法文本",
    "mark": "lawtext",
}
BENCHMARK = {
    "violation": "v",
    "law": "《价格法》第四十二条",
    "source": "s",
    "grades": [{"grade": "轻", "factor": "f", "range": "r"}],
}

Who = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def _loaded(db: None, shipped: LoadReport) -> None:
    """Every test of this file changes the shipped catalogue inside its own transaction."""


def _propose(actor: Actor, at: datetime, start: date = START, **changes: Any) -> int:
    content = {**CONTENT, **changes}
    done = propose_version(actor=actor, at=at, kind="matter", key=CODE, effective_from=start, content=content)
    return done.version_id


def test_an_approved_version_takes_over_on_its_day(administrator: Actor, head: Actor, at: datetime) -> None:
    version = _propose(administrator, at)
    assert matter_card(CODE, START).version == 1
    assert [p.version_id for p in proposals()] == [version]
    approve_version(actor=head, at=at, kind="matter", version_id=version)
    assert matter_card(CODE, date(2026, 12, 31)).version == 1
    card = matter_card(CODE, START)
    assert (card.version, card.name, card.verified) == (2, CONTENT["name"], True)
    assert card.ranges[0].maximum == 5000
    assert proposals() == []


def test_both_acts_stand_in_the_ledger_of_the_matter(administrator: Actor, head: Actor, at: datetime) -> None:
    version = _propose(administrator, at)
    approve_version(actor=head, at=at, kind="matter", version_id=version)
    stream = thing("matter").stream(Matter.objects.get(code=CODE))
    rows = [(r.type, r.actor_name) for r in events(stream)]
    assert rows == [("matter_version_proposed", administrator.name), ("matter_version_approved", head.name)]


def test_nobody_approves_his_own_version(administrator: Actor, at: datetime) -> None:
    version = _propose(administrator, at)
    with pytest.raises(NotYours):
        approve_version(actor=administrator, at=at, kind="matter", version_id=version)
    row = MatterVersion.objects.get(pk=version)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        open_publishing(frozenset({PROVINCE}))
        MatterVersion.objects.filter(pk=version).update(approved_by=row.proposed_by)
    with pytest.raises(IntegrityError, match="approved_by_somebody"), transaction.atomic():
        open_publishing(frozenset({PROVINCE}))
        MatterVersion.objects.filter(pk=version).update(state="approved")


def test_who_may_neither_propose_nor_approve_is_refused(administrator: Actor, officer: Actor, at: datetime) -> None:
    with pytest.raises(Denied):
        _propose(officer, at)
    version = _propose(administrator, at)
    with pytest.raises(Denied):
        approve_version(actor=officer, at=at, kind="matter", version_id=version)
    with pytest.raises(Denied):
        retire(actor=officer, at=at, kind="matter", version_id=version, reason="x")


def test_a_version_is_approved_once(administrator: Actor, head: Actor, at: datetime) -> None:
    version = _propose(administrator, at)
    approve_version(actor=head, at=at, kind="matter", version_id=version)
    with pytest.raises(WrongState):
        approve_version(actor=head, at=at, kind="matter", version_id=version)


def test_a_version_cannot_be_slipped_in_before_a_later_one(administrator: Actor, head: Actor, at: datetime) -> None:
    approve_version(actor=head, at=at, kind="matter", version_id=_propose(administrator, at))
    earlier = _propose(administrator, at, date(2026, 12, 1))
    with pytest.raises(Overlap):
        approve_version(actor=head, at=at, kind="matter", version_id=earlier)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"basis": []}, "basis"),
        ({"basis": ["第四十二条"]}, "basis"),
        ({"mark": "sure"}, "mark"),
        ({"colour": "red"}, "colour"),
        ({"elements": [{"key": "a"}]}, "elements"),
    ],
)
def test_an_incomplete_version_is_refused_with_its_field(
    administrator: Actor, at: datetime, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadVersion) as refusal:
        _propose(administrator, at, **changes)
    assert refusal.value.fields == (field,)


def test_a_citation_whose_text_is_not_held_makes_the_version_unverified(
    administrator: Actor, head: Actor, at: datetime
) -> None:
    version = _propose(administrator, at, basis=["《价格法》第九百条"])
    approve_version(actor=head, at=at, kind="matter", version_id=version)
    card = matter_card(CODE, START)
    assert card.basis[0].unresolved == "所存文本没有第900条"
    assert not card.verified


def test_a_version_is_ended_on_a_day_with_a_reason(administrator: Actor, head: Actor, at: datetime) -> None:
    version = matter_card(CODE, START).version_id
    with pytest.raises(BadVersion) as refusal:
        retire(actor=head, at=at, kind="matter", version_id=version, effective_to=START, reason=" ")
    assert refusal.value.fields == ("reason",)
    retire(actor=head, at=at, kind="matter", version_id=version, effective_to=START, reason="事项取消")
    assert matter_card(CODE, date(2026, 12, 31)).version == 1
    with pytest.raises(NotFound):
        matter_card(CODE, START)
    with pytest.raises(BadVersion):
        retire(actor=head, at=at, kind="matter", version_id=version, effective_to=date(2028, 1, 1), reason="延后")


def test_a_proposal_is_withdrawn(administrator: Actor, head: Actor, at: datetime) -> None:
    version = _propose(administrator, at)
    retire(actor=administrator, at=at, kind="matter", version_id=version, reason="重复")
    with pytest.raises(WrongState):
        approve_version(actor=head, at=at, kind="matter", version_id=version)


def test_benchmarks_and_templates_go_the_same_way(who: Who, at: datetime) -> None:
    administrator, head = who("fj_admin"), who("sft_head")
    graded = propose_version(
        actor=administrator, at=at, kind="benchmark", key="BF13", effective_from=START, content=BENCHMARK
    )
    approve_version(actor=who("sj_head"), at=at, kind="benchmark", version_id=graded.version_id)
    card = benchmark("BF13", START)
    assert card is not None and card.version == 2
    content = {"title": "决定书", "label": "2027-1", "sha256": "a" * 64}
    form = propose_version(
        actor=administrator, at=at, kind="template", key="penalty_decision", effective_from=START, content=content
    )
    approve_version(actor=head, at=at, kind="template", version_id=form.version_id)
    found = template("penalty_decision", START)
    assert found is not None and found.sha256 == "a" * 64
    with pytest.raises(BadVersion):
        propose_version(
            actor=administrator,
            at=at,
            kind="template",
            key="x",
            effective_from=START,
            content={**content, "sha256": "z"},
        )


def test_unknown_kinds_keys_and_versions_are_not_found(administrator: Actor, head: Actor, at: datetime) -> None:
    with pytest.raises(NotFound):
        propose_version(actor=administrator, at=at, kind="law", key="x", effective_from=START, content={})
    with pytest.raises(NotFound):
        propose_version(actor=administrator, at=at, kind="matter", key="x", effective_from=START, content=CONTENT)
    with pytest.raises(NotFound):
        approve_version(actor=head, at=at, kind="matter", version_id=0)


def test_a_changed_shipped_template_becomes_a_new_version() -> None:
    first = [ShippedTemplate("filing_approval", "立案审批表", "2026-1", "a" * 64)]
    assert register_shipped_templates(templates=first, effective_from=date(2026, 1, 1)) == 1
    assert register_shipped_templates(templates=first, effective_from=date(2026, 2, 1)) == 0
    second = [ShippedTemplate("filing_approval", "立案审批表", "2026-2", "b" * 64)]
    assert register_shipped_templates(templates=second, effective_from=date(2026, 3, 1)) == 1
    before, after = template("filing_approval", date(2026, 2, 28)), template("filing_approval", date(2026, 3, 1))
    assert before is not None and before.sha256 == "a" * 64
    assert after is not None and after.sha256 == "b" * 64
    assert len(templates()) == 2


def test_all_staff_may_read_and_policy_and_rows_agree(officer: Actor) -> None:
    nobody = Actor(officer.account_id, "无角色")
    rows = Matter.objects.all()
    for actor, count in ((officer, 282), (nobody, 0)):
        assert visible(actor, rows).count() == count
        assert allows(actor, "view", rows[0]) == bool(count)
    assert not allows(officer, "delete", rows[0])
