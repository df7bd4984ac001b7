"""The table of the ordinary procedure holds together: closed lists, reachable stages, an article for every row."""

from __future__ import annotations

import pytest

from minzhifa.access import Role
from minzhifa.documents.registry import kinds
from minzhifa.law.errors import BadInput
from minzhifa.law.procedure import ENDS, FACTS, GUARDS, LABELS, Procedure, Row, Stage, load
from minzhifa.law.procedure.effects import EFFECTS
from minzhifa.law.procedure.stages import BAR
from minzhifa.law.procedure.table import RESUME, STAY
from minzhifa.law.rulebook import GENERAL
from minzhifa.rules import shipped

PROCEDURE: Procedure = shipped().procedures["ordinary"]
ROWS = PROCEDURE.rows


def _targets(row: Row, stage: str) -> set[str]:
    """Every stage the row may lead to from `stage`; a return may lead to any stage that leads here."""
    found: set[str] = set()
    for target in row.targets:
        if target == STAY:
            found.add(stage)
        elif target == RESUME:
            found |= {one for other in ROWS if stage in other.targets for one in other.from_stages}
        else:
            found.add(target)
    return found


def test_every_row_has_label_verb_article_and_someone_who_may_do_it() -> None:
    for row in ROWS:
        assert row.label and row.verb and row.who, row.action
        assert "第" in row.article and "条" in row.article, row.action
        assert set(row.who) <= set(Role), row.action


def test_rows_name_only_guards_and_effects_of_the_closed_lists() -> None:
    assert {name for row in ROWS for name in row.guards} == set(GUARDS)
    assert {name for row in ROWS for name in row.effects} == set(EFFECTS)


def test_every_guard_says_what_it_asks_and_on_what_ground() -> None:
    for guard in GUARDS.values():
        assert guard.asks and "第" in guard.article, guard.name


def test_every_need_has_a_label_and_a_ground() -> None:
    for row in ROWS:
        for need in row.needs:
            assert need.label and "条" in need.ground, (row.action, need.key)


def test_every_stage_is_reached_and_every_stage_comes_to_an_end() -> None:
    edges = {stage: {t for row in ROWS if stage in row.from_stages for t in _targets(row, stage)} for stage in Stage}
    reached = {str(Stage.NONE)}
    while more := {target for stage in reached for target in edges[Stage(stage)]} - reached:
        reached |= more
    assert reached == {str(stage) for stage in Stage}
    ends = {str(stage) for stage in ENDS}
    while more := {str(stage) for stage in Stage if edges[stage] & ends} - ends:
        ends |= more
    assert ends == {str(stage) for stage in Stage}


def test_nothing_leaves_an_end() -> None:
    assert [row.action for row in ROWS if set(row.from_stages) & ENDS] == []


def test_every_stage_has_a_label_and_a_place_on_the_bar() -> None:
    assert set(LABELS) == set(Stage)
    assert sorted(stage for _, stages in BAR for stage in stages) == sorted(Stage)


def test_what_is_proposed_can_be_settled_and_what_is_settled_was_proposed() -> None:
    assert {row.pends for row in ROWS if row.pends} == {row.settles for row in ROWS if row.settles} - {"*"}


def test_every_settling_act_keeps_proposer_and_approver_apart() -> None:
    for row in ROWS:
        if row.settles:
            assert {"approver_is_not_proposer", "recalled_by_proposer"} & set(row.guards), row.action


def test_proposers_and_approvers_are_those_of_the_approvals_table() -> None:
    approvals = shipped().approvals
    for row in ROWS:
        if row.approval and (row.pends or row.settles):
            table = approvals[row.approval]
            assert set(row.who) == set(table.proposer if row.pends else table.approver), row.action


def test_every_approval_names_known_roles_and_an_article() -> None:
    for approval in shipped().approvals.values():
        assert {*approval.proposer, *approval.approver, *approval.stand_in} <= set(Role), approval.id
        assert "条" in approval.article, approval.id


def test_every_clock_of_the_table_is_a_term_of_the_rulebook() -> None:
    specs = [spec for row in ROWS for spec in (*row.start, *row.stop, *row.pause, *row.resume, row.extend) if spec]
    terms = {spec.partition("@")[0].partition(":")[0] for spec in specs}
    assert terms <= {term for term, _ in shipped().terms}


def test_every_started_clock_of_the_agency_is_stopped_somewhere() -> None:
    started = {spec.partition("@")[0] for row in ROWS for spec in row.start}
    stopped = {spec.partition("@")[0] for row in ROWS for spec in row.stop}
    duties = {term for term in started if shipped().term(term, "market", PROCEDURE.valid_from).whose == "agency"}
    assert duties <= stopped


def test_documents_of_the_table_are_the_kinds_the_documents_room_makes() -> None:
    made = {kind for row in ROWS for kind in row.documents}
    assert made == {kind.id for kind in kinds()}


def test_a_table_with_an_unknown_column_stage_or_fact_is_refused() -> None:
    row = {
        "action": "a", "label": "甲", "verb": "甲", "from": ["none"], "to": "lead", "who": ["officer"], "guards": [],
        "article": "第一条",
    }  # fmt: skip
    for wrong in ({"colour": "red"}, {"to": "nowhere"}, {"takes": ["nothing"]}):
        with pytest.raises(BadInput):
            load({"id": "x", "label": "x", "article": "x", "from": PROCEDURE.valid_from, "row": [{**row, **wrong}]})
    with pytest.raises(BadInput, match="两行"):
        load({"id": "x", "label": "x", "article": "x", "from": PROCEDURE.valid_from, "row": [row, row]})


def test_every_fact_has_a_chinese_name() -> None:
    assert all(fact.label and not fact.label.isascii() for fact in FACTS.values())


def test_the_general_domain_can_walk_without_ministry_rules() -> None:
    assert shipped().value("case_review", GENERAL, PROCEDURE.valid_from).value is False
