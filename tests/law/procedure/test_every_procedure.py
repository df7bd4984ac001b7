"""Every procedure and part of the data folder, driven by commands that may be lawful and by commands that are not."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procedure_story import EVIDENCE, FINE, NOT_GRAVE, OFFICERS, PARTY, PEOPLE, STORY, TODAY, before

from minzhifa.law.procedure import FACTS, PART, CaseState, Command, Performer, Procedure, Refusal, decide, evolve
from minzhifa.law.procedure.table import Need, Row
from minzhifa.rules import shipped

HELD = shipped().procedures
NAMES = sorted(file.name.removesuffix(".toml") for file in (files("minzhifa.law") / "data" / "procedures").iterdir()
               if file.name.endswith(".toml"))  # fmt: skip
LATER = Performer("acc-li", "李执法", frozenset({"officer", "section_head"}), "off-li")
BY_ROLE = {role: one for one in PEOPLE.values() if len(one.roles) == 1 for role in one.roles}
KNOWN: dict[str, Any] = {
    "officers": OFFICERS, "party": PARTY, "evidence": EVIDENCE, "penalties": FINE, "significance": NOT_GRAVE,
    **{key: value for _, _, _, facts in STORY for key, value in facts.items()},
}  # fmt: skip
HOSTS = {stage: before(action) for stage, action in [
    ("lead", "propose_filing"), ("investigating", "record_inspection"), ("notified", "record_statement"),
    ("served", "record_payment"),
]}  # fmt: skip
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])


def test_the_procedures_driven_are_those_of_the_folder() -> None:
    assert sorted(HELD) == NAMES


def plausible(data: st.DataObject, need: Need, on: date) -> Any:
    """A value such as a form would bring for this field."""
    if need.choices and need.type != "rows":
        return data.draw(st.sampled_from(sorted(need.choices)))
    if need.type == "rows":
        return [dict.fromkeys(need.choices, "一")]
    kinds = {
        "date": on.isoformat(), "future": (on + timedelta(days=10)).isoformat(), "time": f"{on.isoformat()}T09:30",
        "flag": data.draw(st.booleans()), "money": "100.00", "lines": ["一"],
    }  # fmt: skip
    return kinds.get(need.type, "说明")


def facts_for(data: st.DataObject, row: Row, on: date) -> dict[str, Any]:
    """Facts that suit the row: those of the story where it knows them, else by the type of the field."""
    found: dict[str, Any] = {}
    for need in (*row.needs, *(one for one in row.asks if data.draw(st.booleans()))):
        top, _, rest = need.key.partition(".")
        if top in KNOWN and not rest:
            found.setdefault(top, copy.deepcopy(KNOWN[top]))
        elif not rest:
            found.setdefault(top, plausible(data, need, on))
        elif row.facts.get(top) == "append":
            found.setdefault(top, [{}])[-1][rest] = plausible(data, need, on)
        else:
            held = found.setdefault(top, copy.deepcopy(KNOWN.get(top, {})))
            if isinstance(held, dict):
                held.setdefault(rest, plausible(data, need, on))
    if "officers" in (*row.facts, *row.checks) or row.record:
        found.setdefault("officers", copy.deepcopy(OFFICERS))
    return found


def spoilt(data: st.DataObject, facts: dict[str, Any]) -> dict[str, Any]:
    """Some facts left out, some of the wrong form, some that are none of this act's."""
    junk = st.sampled_from([None, "", [], {}, "x", 7, {"x": 1}, [{"id": "x"}], "2025-13-40", True])
    kept = {key: value for key, value in facts.items() if data.draw(st.integers(0, 4))}
    for key in data.draw(st.lists(st.sampled_from([*facts, *sorted(FACTS)]), max_size=3)):
        kept[key] = data.draw(junk)
    return kept


def start(data: st.DataObject, held: Procedure) -> CaseState:
    """Nothing yet for a case; for a part a case around it that stands where the part may begin."""
    if held.kind != PART:
        return CaseState(procedure=held.id)
    stages = {stage for row in held.rows if row.opens for stage in row.host}
    return HOSTS[data.draw(st.sampled_from(sorted(set(HOSTS) & stages) or sorted(HOSTS)))]


def command(data: st.DataObject, held: Procedure, case: CaseState, on: date) -> tuple[Command, Row]:
    part = next(reversed([key for key, one in case.parts.items() if one.procedure == held.id]), "")
    stage = case.parts[part].stage if part else "none" if held.kind == PART else case.stage
    here = [row for row in held.rows if stage in row.from_stages]
    row = data.draw(st.sampled_from(here if here and data.draw(st.integers(0, 5)) else held.rows))
    facts = facts_for(data, row, on)
    if data.draw(st.integers(0, 3)) == 0:
        facts = spoilt(data, facts)
    suited = BY_ROLE.get(data.draw(st.sampled_from(sorted(row.who)))) if row.who else None
    by = suited if suited and data.draw(st.integers(0, 5)) else data.draw(st.sampled_from([*PEOPLE.values(), LATER]))
    return Command(row.action, by, on.isoformat(), facts, "" if row.opens else part), row


def holds(case: CaseState, done: Command, held: Procedure) -> None:
    """What no accepted act may break, whatever it was."""
    whole = HELD[case.procedure]
    assert not whole.stage(case.stage).end, (done.action, case.stage)
    inner = case.parts.get(done.part) if done.part else None
    state = inner or (CaseState(procedure=held.id) if held.kind == PART else case)
    row = HELD[state.procedure].row(done.action, state.stage)
    assert row is not None, (done.action, state.stage)
    approval = shipped().approvals.get(row.approval)
    assert done.by.roles & {*row.who, *(approval.stand_in if approval and row.settles else ())}
    seen = {**case.facts, **state.facts, **done.facts}
    for need in row.needs:
        assert seen.get(need.top) not in (None, "", []), (done.action, need.key)
    if row.record or any(need.top == "officers" for need in row.needs):
        valid = [one for one in done.facts.get("officers") or seen["officers"] if one.get("valid") is True]
        assert len({one["officer_id"] for one in valid}) > 1
    if row.settles and "approver_is_not_proposer" in row.guards:
        waits = [one for one in (state.facts.get("pending") or {}).values() if one]
        assert all(one["by"] != done.by.account_id for one in waits if len(waits) == 1)


@pytest.mark.parametrize("name", NAMES)
@QUIET
@given(st.data())
def test_no_unlawful_command_is_accepted_and_refusals_name_their_ground(name: str, data: st.DataObject) -> None:
    held = HELD[name]
    case, on = start(data, held), date(2025, 6, 3)
    events: list[Any] = []
    first = case
    for _ in range(data.draw(st.integers(1, 14))):
        on = min(on + timedelta(days=data.draw(st.integers(0, 20))), TODAY)
        asked, _ = command(data, held, case, on)
        frozen = json.dumps([case.to_json(), dict(asked.facts)], default=str, sort_keys=True)
        outcome = decide(case, asked, shipped(), TODAY)
        assert decide(case, asked, shipped(), TODAY) == outcome
        assert json.dumps([case.to_json(), dict(asked.facts)], default=str, sort_keys=True) == frozen
        if isinstance(outcome, Refusal):
            assert outcome.message.endswith("。"), outcome
            assert outcome.article or outcome.fields, outcome
            continue
        holds(case, asked, held)
        for event in outcome:
            case = evolve(case, event)
            events.append(event)
    stored = [(type(one), json.loads(json.dumps(one.to_json())), one.type) for one in events]
    again = CaseState.from_json(json.loads(json.dumps(first.to_json())))
    for kind, plain, label in stored:
        again = evolve(again, kind(label, plain["action"], plain["on"], plain["facts"], plain.get("part", "")))
    assert again.to_json() == json.loads(json.dumps(case.to_json()))


def test_a_field_of_the_wrong_form_is_refused_by_name() -> None:
    """Words where a form has rows: a sentence with the field, whatever guard would have looked at it."""
    case = HOSTS["served"]
    given = {"correction": {"paper": "x", "items": "一"}}
    row = HELD["correction"].rows[0]
    by = BY_ROLE[row.who[0]]
    outcome = decide(case, Command(row.action, by, "2025-06-03", given), shipped(), TODAY)
    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.fields) == ("bad_fact", ("correction.items",))


@pytest.mark.parametrize("day", ["x", "2025-13-40", True, 7])
def test_a_day_that_cannot_be_read_and_from_which_a_term_counts_is_refused(day: Any) -> None:
    part = CaseState(procedure="assistance", stage="received")
    case = replace(before("record_inspection"), parts={"assistance-1": part})
    given = {"assistance_delay": {"told_on": "2025-06-03", "until_on": day, "reason": "需要延期"}}
    command = Command("record_assistance_delay", PEOPLE["li"], "2025-06-03", given, "assistance-1")
    outcome = decide(case, command, shipped(), TODAY)
    assert isinstance(outcome, Refusal)
    assert outcome.message.endswith("。")
    assert outcome.article or outcome.fields


def test_the_walks_reach_beyond_the_first_act_of_every_procedure() -> None:
    """The driver is worth something only where acts are accepted."""
    reached: dict[str, set[str]] = {name: set() for name in NAMES}

    @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(st.data())
    def drive(data: st.DataObject) -> None:
        for name in NAMES:
            case, on = start(data, HELD[name]), date(2025, 6, 3)
            for _ in range(3):
                asked, _ = command(data, HELD[name], case, on)
                outcome = decide(case, asked, shipped(), TODAY)
                if not isinstance(outcome, Refusal):
                    reached[name].add(asked.action)
                    case = evolve(case, outcome[0])

    drive()
    idle = {name for name, acts in reached.items() if not acts}
    assert len(idle) <= 6, idle
