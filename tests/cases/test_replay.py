"""Old records enter through the same decider, lose nothing, and are refused with reasons that are true."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases_road import AT

RECORDS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "records.jsonl").read_text("utf-8").splitlines()
]
ORDINARY = [r for r in RECORDS if r["procedure"].startswith("普通程序")]
OTHERS = [r for r in RECORDS if not r["procedure"].startswith("普通程序")]


def replay(record: Any) -> Any:
    from minzhifa.cases.replay import archivist, replay_line

    line = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
    return replay_line(line, actor=archivist(), at=AT)


@pytest.fixture(scope="module")
def answers(province: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Every record replayed once, rolled back afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield {r["id"]: replay(r).to_json() for r in RECORDS}
        transaction.set_rollback(True)


def page_of(code: str) -> Any:
    from minzhifa.cases.queries import case_page_by_code
    from minzhifa.cases.replay import archivist

    return case_page_by_code(archivist(), code, on=AT.date())


def test_every_ordinary_record_enters_and_no_other_does(answers: dict[str, Any]) -> None:
    assert {i for i, a in answers.items() if a["ok"]} == {r["id"] for r in ORDINARY}
    assert all(a["refusal"] is None and a["case_code"] for a in answers.values() if a["ok"])


def test_other_procedures_are_refused_with_the_name_of_their_procedure(answers: dict[str, Any]) -> None:
    for record in OTHERS:
        refusal = answers[record["id"]]["refusal"]
        assert set(refusal) == {"code", "article", "message"}
        assert record["procedure"] in refusal["message"]
        assert answers[record["id"]]["case_code"] is None


def test_the_page_shows_every_fact_of_the_record(answers: dict[str, Any]) -> None:
    for record in ORDINARY:
        page = page_of(answers[record["id"]]["case_code"])
        assert page.record == record
        shown = "".join(e["text"] for e in page.state.facts["entries"])
        for value in _scalars({k: v for k, v in record.items() if k not in ("shows_outcome",)}):
            assert value in shown, (record["id"], value)
        assert page.case.agency_name == (record["agency"] or f"{record['region']}（机关名称未载明）")
        assert page.party is None or page.party.address == (record["party"]["address"] or "")


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None and not isinstance(value, bool) and value != "":
        yield str(value).strip()


def test_amounts_keep_their_cents(answers: dict[str, Any]) -> None:
    page = page_of(answers["FJ051"]["case_code"])
    assert any("7996.25" in e["text"] for e in page.state.facts["entries"])
    assert page.record["penalties"][0]["amount_yuan"] == 7996.25


def test_partial_dates_stay_partial(answers: dict[str, Any]) -> None:
    page = page_of(answers["FJ107"]["case_code"])
    assert page.case.opened == "2025-04"
    assert page.state.facts["back_entry"]["days"] == {"inspection": "2025-04", "decision": "2025-06"}


# Read by hand from each record: the last stage that it states, or that what it states cannot do without.
STAGES = {
    "FJ001": "investigating",  # inspected; the page stops before the outcome
    "FJ005": "notified",  # notice served, statement made; the page stops before the outcome
    "FJ007": "decided",  # day of the decision
    "FJ009": "investigating",
    "FJ011": "investigating",
    "FJ013": "decided",  # heard, decided 2019-02-15, contested
    "FJ015": "served",  # decided 2014-10-09, served the next day
    "FJ017": "investigating",  # the street office established the facts; the outcome lies outside the excerpt
    "FJ019": "decided",  # a fine was imposed
    "FJ021": "decided",  # licences revoked; when the public notice counts as service is not said
    "FJ025": "investigating",
    "FJ027": "investigating",
    "FJ029": "decided",
    "FJ031": "decided",
    "FJ033": "decided",
    "FJ039": "decided",
    "FJ043": "decided",
    "FJ045": "decided",
    "FJ047": "decided",
    "FJ049": "decided",
    "FJ051": "decided",
    "FJ053": "decided",
    "FJ055": "decided",
    "FJ057": "investigating",
    "FJ059": "decided",
    "FJ061": "decided",
    "FJ063": "decided",
    "FJ065": "decided",
    "FJ067": "decided",
    "FJ071": "served",  # served 2004-10-08, contested
    "FJ075": "decided",
    "FJ077": "decided",
    "FJ079": "decided",
    "FJ081": "decided",
    "FJ083": "decided",
    "FJ085": "decided",  # a court examines its enforcement
    "FJ087": "decided",
    "FJ089": "decided",  # contested in two instances
    "FJ093": "decided",
    "FJ095": "decided",
    "FJ097": "decided",
    "FJ099": "decided",
    "FJ101": "decided",
    "FJ107": "decided",
    "FJ109": "decided",  # closure and confiscation are named, the fine lies outside the excerpt
    "FJ113": "decided",
}


def test_every_record_stands_at_its_last_known_stage(answers: dict[str, Any]) -> None:
    assert {r["id"] for r in ORDINARY} == set(STAGES)
    assert {i: page_of(answers[i]["case_code"]).case.stage for i in STAGES} == STAGES


def test_acts_before_the_loaded_rules_are_not_measured_by_them(answers: dict[str, Any]) -> None:
    for ref, step in (
        ("FJ015", "approve_decision"), ("FJ015", "serve_decision"), ("FJ019", "approve_filing"),
        ("FJ085", "approve_decision"), ("FJ089", "approve_decision"), ("FJ007", "record_inspection"),
    ):  # fmt: skip
        entries = [n for n in answers[ref]["not_made"] if n["step"] == step]
        assert [n["code"] for n in entries] == ["no_rule_version"], (ref, step)
        assert "no rule version" in entries[0]["reason"]
    assert "no_rule_version" not in {n["code"] for n in answers["FJ007"]["not_made"] if n["step"] == "approve_decision"}


def test_a_check_on_an_unknown_fact_is_listed_by_guard_and_the_record_goes_on(answers: dict[str, Any]) -> None:
    listed = answers["FJ093"]["not_made"]
    assert all(set(n) == {"step", "label", "guard", "reason", "code", "article"} for n in listed)
    guards = {(n["step"], n["guard"]) for n in listed}
    assert {
        ("approve_filing", "two_valid_officers"), ("approve_filing", "performer"),
        ("conclude_investigation", "matrix_is_complete"), ("approve_decision", "statement_window_closed"),
        ("approve_decision", "day_is_possible"),
    } <= guards  # fmt: skip
    assert ("approve_filing", "day_is_possible") not in guards  # its day is known
    assert len({(n["step"], n["guard"], n["reason"]) for n in listed}) == len(listed)
    state = page_of(answers["FJ093"]["case_code"]).state
    assert (state.stage, state.done["approve_filing"], state.done["approve_decision"]) == ("decided", "2024-11-26", "")


def test_only_the_checks_of_steps_that_the_record_came_to_are_listed(answers: dict[str, Any]) -> None:
    assert {n["step"] for n in answers["FJ025"]["not_made"]} <= {
        "register_lead", "record_inspection", "propose_filing", "approve_filing",
    }  # fmt: skip


def test_the_stage_bar_shows_the_known_days_and_says_which_are_not_known(answers: dict[str, Any]) -> None:
    bar = {step.label: (step.state, step.on) for step in page_of(answers["FJ015"]["case_code"]).bar}
    assert bar["决定"] == ("done", "2014-10-09")
    assert bar["送达执行"] == ("current", "2014-10-10")
    assert bar["立案"] == ("done", "日期不详")
    assert bar["结案归档"] == ("todo", "")


def test_no_old_record_is_overdue_or_waits_for_anybody(answers: dict[str, Any]) -> None:
    from minzhifa.cases.models import Case, PendingApproval

    assert not Case.objects.exclude(next_due=None).exists()
    assert not PendingApproval.objects.exists()
    for ref in STAGES:
        page = page_of(answers[ref]["case_code"])
        assert all(term.days_left is None for term in page.terms), ref


def test_a_record_without_region_code_gets_the_code_of_the_named_region(province: None, db: None) -> None:
    named = [
        ({"region": "莆田市", "agency": "某办公室"}, "3503"),
        ({"region": "莆田市秀屿区", "agency": "某办公室"}, "3503"),
        ({"region": None, "agency": "晋江市陈埭镇某办公室"}, "3505"),
        ({"region": None, "agency": "某办公室（不详）"}, "3500"),
    ]
    for place, (told, city) in enumerate(named):
        # A name of its own each time: a known agency's own region would answer first.
        record = {**BASE, **told, "agency": f"{told['agency']}{place}", "id": f"RG{place}", "region_code": None}
        assert replay(record).to_json()["case_code"].startswith(city), told


def test_payment_and_performance_bring_a_record_to_performed(province: None, db: None) -> None:
    fine = [{"kind": "罚款", "amount_yuan": 5000}]
    days = {"decision": "2025-03-01", "served": "2025-03-03", "paid": "2025-03-10"}
    record = {**BASE, "id": "P1", "penalties": fine, "dates": days, "payments": [{"amount_yuan": "5,000"}]}
    answer = replay(record).to_json()
    page = page_of(answer["case_code"])
    assert page.case.stage == "performed"
    assert page.state.facts["payments"][0]["amount"] == "5000.00"
    undated = replay({**BASE, "id": "P2", "penalties": fine, "dates": {"performed": "2025-03"}}).to_json()
    page = page_of(undated["case_code"])
    assert (page.case.stage, page.state.done["serve_decision"]) == ("performed", "")
    assert ("record_performance", "fine_is_paid") in {(n["step"], n["guard"]) for n in undated["not_made"]}


def test_a_decision_to_spare_the_party_needs_no_notice(province: None, db: None) -> None:
    record = {**BASE, "id": "S1", "doc_type": "不予行政处罚决定书", "dates": {"decision": "2025-03-01"}}
    answer = replay(record).to_json()
    assert answer["ok"], answer
    page = page_of(answer["case_code"])
    assert (page.case.stage, page.state.facts["decision"]["outcome"]) == ("decided", "no_penalty")
    assert not {n["step"] for n in answer["not_made"]} & {"approve_notice", "serve_notice"}


def test_nobody_acts_on_an_old_case_past_an_unknown_fact(province: None, db: None) -> None:
    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.operations import serve_decision
    from minzhifa.cases.replay import archivist

    record = {**BASE, "id": "U1", "dates": {"decision": "2025-03-01"}}
    page = page_of(replay(record).to_json()["case_code"])
    before = page.case.version
    with pytest.raises(LawRefused) as refused:
        serve_decision(actor=archivist(), case_id=page.case.id, on="2025-03-04", at=AT, service={"way": "direct"})
    assert refused.value.unknown
    assert page_of(page.case.code).case.version == before


def test_a_live_case_takes_no_recorded_act(road: Any) -> None:
    from minzhifa.access import rls
    from minzhifa.cases._enrich import Sources
    from minzhifa.cases._perform import Session
    from minzhifa.cases._row import lock
    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.replay import archivist
    from minzhifa.cases.replay.walk import UNNAMED

    case = road.lead()
    with rls.acting(archivist()):
        session = Session(archivist(), AT, lock(case.case_id, None), Sources())
        with pytest.raises(LawRefused, match="补录"):
            session.enter("propose_filing", "", {}, UNNAMED)


def test_suffixes_of_the_procedure_are_recorded_facts(answers: dict[str, Any]) -> None:
    kinds = {f["kind"] for f in page_of(answers["FJ113"]["case_code"]).state.facts["follow_ups"]}
    assert {"reconsideration", "litigation"} <= kinds
    kinds = {f["kind"] for f in page_of(answers["FJ015"]["case_code"]).state.facts["follow_ups"]}
    assert "court_execution" in kinds and "litigation" not in kinds


def test_the_code_carries_the_year_of_entry_and_the_records_number_draws_none(answers: dict[str, Any]) -> None:
    from minzhifa.documents.models import NumberCounter

    assert {a["case_code"].split("-")[2] for a in answers.values() if a["ok"]} == {"2026"}
    assert not NumberCounter.objects.exists()


def test_the_same_id_again_gives_the_same_case(answers: dict[str, Any]) -> None:
    again = replay({**ORDINARY[0], "cause": "改过的案由"}).to_json()
    assert again == answers[ORDINARY[0]["id"]]


BASE = {
    "agency": "福州市鼓楼区市场监督管理局", "region_code": "350102", "field": "市场监管", "procedure": "普通程序",
    "party": {"type": "企业", "name": "某公司"}, "cause": "某案", "facts_summary": "某事",
}  # fmt: skip


LAWFUL = {  # refusals by the law name their article
    "statement_window_open", "decision_before_notice", "served_before_decision", "out_of_order", "future_day",
    "hearing_after_decision", "outside_range", "certificate_not_valid",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("no json", "{not json", "bad_json"),
        ("a list", "[1]", "not_a_record"),
        ("no id", {**BASE}, "bad_facts"),
        ("no procedure", {**BASE, "id": "X1", "procedure": None}, "procedure_unknown"),
        ("summary procedure", {**BASE, "id": "X2", "procedure": "简易程序"}, "other_procedure_summary_procedure"),
        ("unheard of", {**BASE, "id": "X3", "procedure": "某某程序"}, "other_procedure"),
        ("impossible day", {**BASE, "id": "X4", "dates": {"decision": "2025-02-30"}}, "bad_facts"),
        ("future day", {**BASE, "id": "X5", "dates": {"decision": "2030-02-03"}}, "future_day"),
        (
            "decision before the term of statement ends",
            {**BASE, "id": "X6", "dates": {"prior_notice_served": "2025-03-03", "decision": "2025-03-05"}},
            "statement_window_open",
        ),
        (
            "decision before the notice",
            {**BASE, "id": "X7", "dates": {"prior_notice_served": "2025-03-03", "decision": "2025-03-01"}},
            "decision_before_notice",
        ),
        ("wrong check digit", {**BASE, "id": "X8", "party": {"name": "某", "uscc": "91350102MABM9MH479"}}, "bad_facts"),
        (
            "served before the decision",
            {**BASE, "id": "XA", "dates": {"decision": "2025-03-03", "served": "2025-03-01"}},
            "served_before_decision",
        ),
        (
            "decision before the filing",
            {**BASE, "id": "XB", "dates": {"filing": "2025-03-03", "decision": "2025-03-01"}},
            "out_of_order",
        ),
        (
            "served before the decision under the former law",
            {**BASE, "id": "XC", "dates": {"decision": "2015-03-03", "served": "2015-03-01"}},
            "out_of_order",
        ),
        (
            "decided before the hearing",
            {**BASE, "id": "XD", "dates": {"hearing": "2025-03-09", "decision": "2025-03-05"}},
            "hearing_after_decision",
        ),
        (
            "fine above the range",
            {
                **BASE, "id": "XE", "dates": {"decision": "2025-03-05"}, "range": {"min": 1000, "max": 50000},
                "penalties": [{"kind": "罚款", "amount_yuan": 50000.01}],
            },
            "outside_range",
        ),
        (
            "certificate run out",
            {
                **BASE, "id": "XF", "dates": {"inspection": "2025-03-05"},
                "officers": [{"name": "甲", "cert_no": "1", "cert_valid_until": "2024-12-31"}, {"name": "乙"}],
            },
            "certificate_not_valid",
        ),
        ("negative amount", {**BASE, "id": "X9", "penalties": [{"kind": "罚款", "amount_yuan": -5}]}, "bad_facts"),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_and_leaves_nothing(province: None, db: None, name: str, line: Any, code: str) -> None:
    from minzhifa.cases.models import CaseCounter

    answer = replay(line).to_json()
    assert (answer["ok"], answer["refusal"]["code"], answer["case_code"]) == (False, code, None), answer
    assert answer["refusal"]["message"]
    assert answer["refusal"]["article"] or code not in LAWFUL
    assert not CaseCounter.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"party": None, "dates": None, "evidence": None, "penalties": None, "officers": None},
        {"party": "某人", "evidence": ["笔录", {"type": "照片", "count": "若干"}], "penalties": "罚款"},
        {
            "penalties": [{"kind": "罚款", "amount_yuan": "2万元"}, {"kind": "拘留", "detail": 5}],
            "doc_no": "闽X罚[2020]第005号",
        },
        {"dates": {"decision": "2025年4月", "served": "不详", "filing": ["2025-01-02"]}, "agency": "某某新区综合局"},
        {"field": None, "region_code": None, "region": None, "agency": None},
        {
            "region_code": 350102,
            "officers": [{"name": "甲"}],
            "discretion": "从轻",
            "extra": {"deep": [1, None, {"x": 2.5}]},
        },
        {
            "region_code": "999999",
            "field": "从未见过的领域（试）",
            "notes": ["一", "二"],
            "follow_up": ["复议", "诉讼"],
        },
        {"procedure": "普通程序（听证）+复议"},
        {"party": {"type": "企业", "name": "某", "uscc": "91350102MABM9MH470", "uscc_valid": False}},
    ],
)
def test_records_of_odd_form_enter_whole(province: None, db: None, odd: dict[str, Any]) -> None:
    record = {**BASE, "id": "ODD", **odd}
    answer = replay(record).to_json()
    assert answer["ok"], answer
    assert page_of(answer["case_code"]).record == record


def test_the_papers_of_the_file_show_the_whole_record_under_its_own_number(answers: dict[str, Any]) -> None:
    from minzhifa.access import rls
    from minzhifa.cases.replay import archivist
    from minzhifa.documents.queries import document_data

    for record in ORDINARY:
        page = page_of(answers[record["id"]]["case_code"])
        (paper,) = page.documents
        with rls.acting(archivist()):
            shown = document_data(archivist(), paper.id)["summary"]
        assert paper.recorded
        for value in _scalars({k: v for k, v in record.items() if k not in ("shows_outcome",)}):
            assert value in shown, (record["id"], value)


def test_the_command_prints_one_line_each_and_ends_well(
    province: None, db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from minzhifa.cli.replay import main

    lines = [json.dumps(r, ensure_ascii=False) for r in RECORDS[:3]] + ["{", "", json.dumps({"id": 7})]
    path = tmp_path / "records.jsonl"
    path.write_text("\ufeff" + "\n".join(lines) + "\n", "utf-8")
    assert main([str(path)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [p["id"] for p in printed] == ["FJ001", "FJ003", "FJ005", None, "7"]
    assert all(set(p) == {"id", "ok", "case_code", "not_made", "refusal"} for p in printed)
    assert [p["ok"] for p in printed] == [True, False, True, False, False]
    assert main([str(tmp_path / "none.jsonl")]) == 2


ODD = (
    None, "", "不详", "某某", 0, -1, 7.5, True, [], [None], ["甲", None, 3], {}, {"type": None}, {"深": [{"层": [1]}]},
    "2万余元", "￥2,000元", "2025-02-30", "2025年4月", "20250403", "闽X罚【2025】第005号", "(2025)闽罚5号",
    [{"kind": "罚款", "amount_yuan": "一万元"}], [{"kind": "没听说过的处罚", "amount_yuan": [1]}],
    [{"name": "甲"}, "乙"], "1254家企业",
    "从未见过的领域（试）", "某某新区综合执法局", "普通程序＋听证", float("nan"), 10**30, "a\u0000b",
)  # fmt: skip


def _mutated(rng: random.Random, place: int) -> dict[str, Any]:
    record = copy.deepcopy(rng.choice(ORDINARY))
    record["id"] = f"M{place}"
    for _ in range(rng.randint(1, 4)):
        key = rng.choice([k for k in record if k != "id"])
        inner = record[key]
        how = rng.random()
        if how < 0.15:
            del record[key]
        elif isinstance(inner, dict) and inner and how < 0.7:
            inner[rng.choice(list(inner))] = rng.choice(ODD)
        elif isinstance(inner, list) and inner and how < 0.5:
            inner[rng.randrange(len(inner))] = rng.choice(ODD)
        else:
            record[key] = rng.choice(ODD)
    return record


def test_three_hundred_mutated_records_each_get_one_answer(
    province: None, db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from minzhifa.cli.replay import main

    rng = random.Random(20260815)  # noqa: S311 -- the same records every time
    records = [_mutated(rng, place) for place in range(300)]
    path = tmp_path / "mutated.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    assert main([str(path)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [p["id"] for p in printed] == [r["id"] for r in records]
    for answer in printed:
        assert set(answer) == {"id", "ok", "case_code", "not_made", "refusal"}
        if answer["ok"]:
            assert answer["case_code"] and answer["refusal"] is None
        else:
            assert answer["case_code"] is None and answer["refusal"]["code"] and answer["refusal"]["message"]
    entered = [(r, p) for r, p in zip(records, printed, strict=True) if p["ok"]]
    assert len(entered) > 150
    for record, answer in entered[::15]:
        kept = json.dumps(page_of(answer["case_code"]).record, sort_keys=True)
        assert kept == json.dumps(record, sort_keys=True)
