"""The tables of all procedures hold together: closed lists, reachable stages, an article for every row."""

from __future__ import annotations

import pytest

from minzhifa.access import Role
from minzhifa.documents.registry import kinds
from minzhifa.law.errors import BadInput
from minzhifa.law.procedure import CASE, FACTS, GUARDS, Procedure, Row, load, load_all
from minzhifa.law.procedure.effects import EFFECTS
from minzhifa.law.procedure.table import RESUME, STAY
from minzhifa.law.rulebook import GENERAL
from minzhifa.rules import shipped

PROCEDURES: tuple[Procedure, ...] = tuple(shipped().procedures.values())
ROWS = [row for one in PROCEDURES for row in one.rows]
each = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)


def _targets(procedure: Procedure, row: Row, stage: str) -> set[str]:
    """Every stage the row may lead to from `stage`; a return may lead to any stage that leads here."""
    found: set[str] = set()
    for target in row.targets:
        if target == STAY:
            found.add(stage)
        elif target == RESUME:
            found |= {one for other in procedure.rows if stage in other.targets for one in other.from_stages}
        else:
            found.add(target)
    return found


def _edges(procedure: Procedure) -> dict[str, set[str]]:
    return {
        stage: {t for row in procedure.rows if stage in row.from_stages for t in _targets(procedure, row, stage)}
        for stage in procedure.stages
    }


@each
def test_every_row_has_label_verb_article_and_someone_who_may_do_it(procedure: Procedure) -> None:
    for row in procedure.rows:
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


@each
def test_every_stage_is_reached(procedure: Procedure) -> None:
    edges, reached = _edges(procedure), {"none"}
    elsewhere = {
        target.partition(":")[2] for row in ROWS for target in row.targets if target.startswith(f"{procedure.id}:")
    }
    reached |= elsewhere
    while more := {target for stage in reached & set(edges) for target in edges[stage]} - reached:
        reached |= more
    assert {stage for stage in reached if ":" not in stage} == set(procedure.stages)


@each
def test_every_stage_comes_to_an_end(procedure: Procedure) -> None:
    edges = _edges(procedure)
    ends = {stage.id for stage in procedure.stages.values() if stage.end}
    assert ends
    ends |= {target for found in edges.values() for target in found if ":" in target}
    while more := {stage for stage in edges if edges[stage] & ends} - ends:
        ends |= more
    assert set(procedure.stages) <= ends


@each
def test_nothing_leaves_an_end(procedure: Procedure) -> None:
    ends = {stage.id for stage in procedure.stages.values() if stage.end}
    assert [row.action for row in procedure.rows if set(row.from_stages) & ends] == []


@each
def test_every_station_of_the_bar_has_a_stage_and_names_acts_of_the_table(procedure: Procedure) -> None:
    assert all(stages for _, stages in procedure.bar)
    assert {day for station, _ in procedure.bar for day in station.days} <= set(procedure.actions)


@each
def test_what_is_proposed_can_be_settled_and_what_is_settled_was_proposed(procedure: Procedure) -> None:
    settled = {row.settles for row in procedure.rows if row.settles} - {"*"}
    assert {row.pends for row in procedure.rows if row.pends} == settled


@each
def test_every_settling_act_keeps_proposer_and_approver_apart(procedure: Procedure) -> None:
    for row in procedure.rows:
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


def test_every_clock_of_the_tables_is_a_term_of_the_rulebook() -> None:
    named = {term for one in PROCEDURES for term in one.terms}
    own = [spec for row in ROWS for spec in (*row.start, *row.stop, *row.pause, *row.resume, row.extend) if spec]
    host = [spec for row in ROWS for spec in (*row.start_host, *row.stop_host, *row.pause_host, *row.resume_host)]
    terms = {spec.partition("=")[0].partition("@")[0].partition(":")[0] for spec in (*own, *host)}
    assert terms <= {term for term, _ in shipped().terms} | named


@each
def test_every_started_clock_of_the_agency_is_stopped_somewhere(procedure: Procedure) -> None:
    started = {spec.partition("@")[0] for row in procedure.rows for spec in row.start}
    into = {target.partition(":")[0] for row in procedure.rows for target in row.targets if ":" in target}
    rows = [row for one in PROCEDURES if one.id in {procedure.id, *into} for row in one.rows]
    stopped = {spec.partition("@")[0] for row in rows for spec in row.stop}
    duties = {
        term
        for term in started
        if any(r.whose == "agency" for (t, _), v in shipped().terms.items() if t == term for r in v)
    }
    assert duties <= stopped


def test_documents_of_the_tables_are_the_kinds_the_documents_room_makes() -> None:
    letters = {"assistance_reply"}  # answers another agency's case, so no act of a case of ours makes it
    assert {kind for row in ROWS for kind in row.documents} | letters == {kind.id for kind in kinds()}
    assert all(set(row.must) <= set(row.documents) for row in ROWS)


def test_acts_of_parts_have_names_of_their_own() -> None:
    whole = {action for one in PROCEDURES if one.kind == CASE for action in one.actions}
    parts = [action for one in PROCEDURES if one.kind != CASE for action in one.actions]
    assert not whole & set(parts)
    assert len(parts) == len(set(parts))


HEAD = {
    "id": "x", "label": "甲", "article": "第一条", "from": PROCEDURES[0].valid_from, "kind": "case",
    "bar": [{"label": "甲"}],
    "stage": [{"id": "none", "label": "始", "bar": "甲"}, {"id": "over", "label": "终", "bar": "甲", "end": True}],
}  # fmt: skip
ROW = {
    "action": "a", "label": "甲", "verb": "甲", "from": ["none"], "to": "over", "who": ["officer"], "guards": [],
    "article": "第一条",
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"colour": "red"}, {"to": "nowhere"}, {"takes": ["nothing"]}, {"host": ["lead"]}], ids=str
)
def test_a_row_with_an_unknown_column_stage_or_fact_is_refused(wrong: dict[str, object]) -> None:
    assert load({**HEAD, "row": [ROW]}).rows
    with pytest.raises(BadInput):
        load({**HEAD, "row": [{**ROW, **wrong}]})


def test_two_rows_of_one_act_from_one_stage_are_refused() -> None:
    with pytest.raises(BadInput, match="两行"):
        load({**HEAD, "row": [ROW, ROW]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"colour": "red"},
        {"stage": [{"id": "none", "label": "始", "bar": "乙"}]},
        {"stage": [{"id": "one", "label": "始", "bar": "甲"}]},
        {"stage": [*HEAD["stage"], HEAD["stage"][0]]},  # type: ignore[misc, index]
    ],
    ids=["kind", "column", "station", "no start", "twice"],
)
def test_a_table_with_a_wrong_head_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        load({**HEAD, "row": [ROW], **wrong})


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ({"kind": "part"}, {"host": ["nowhere"]}),
        ({"kind": "part", "holds": ["nothing"]}, {}),
        ({}, {"to": "ordinary:nowhere"}),
        ({"id": "ordinary"}, {}),
    ],
    ids=["host stage", "held act", "other procedure", "same name"],
)
def test_what_a_table_names_of_another_must_be_there(head: dict[str, object], row: dict[str, object]) -> None:
    other = {**HEAD, "id": "ordinary", "row": [ROW]}
    with pytest.raises(BadInput):
        load_all([other, {**HEAD, **head, "row": [{**ROW, **row}]}])


def test_every_fact_has_a_chinese_name() -> None:
    assert all(fact.label and not fact.label.isascii() for fact in FACTS.values())


def test_the_general_domain_can_walk_without_ministry_rules() -> None:
    assert shipped().value("case_review", GENERAL, shipped().procedures["ordinary"].valid_from).value is False
