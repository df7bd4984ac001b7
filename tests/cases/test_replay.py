"""Old records enter through the same decider, lose nothing, and are refused with reasons that are true."""

from __future__ import annotations

import json
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


def test_acts_before_the_loaded_rules_are_not_made_for_want_of_a_rule_version(answers: dict[str, Any]) -> None:
    steps = {n["step"]: n for n in answers["FJ015"]["not_made"]}
    assert "no rule version" in steps["approve_decision"]["reason"]
    assert "no rule version" in {n["step"]: n for n in answers["FJ019"]["not_made"]}["approve_filing"]["reason"]


def test_an_unknown_fact_stops_the_road_and_says_which(answers: dict[str, Any]) -> None:
    steps = {n["step"]: n for n in answers["FJ093"]["not_made"]}
    assert "承办人" in steps["propose_filing"]["reason"]
    assert page_of(answers["FJ093"]["case_code"]).state.stage == "lead"


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
        ("negative amount", {**BASE, "id": "X9", "penalties": [{"kind": "罚款", "amount_yuan": -5}]}, "bad_facts"),
    ],
)
def test_a_bad_line_is_refused_and_leaves_nothing(province: None, db: None, name: str, line: Any, code: str) -> None:
    from minzhifa.cases.models import CaseCounter

    answer = replay(line).to_json()
    assert (answer["ok"], answer["refusal"]["code"], answer["case_code"]) == (False, code, None), answer
    assert answer["refusal"]["message"]
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
