"""Records of other forms: odd, mutated, bad. Each gets one answer; a refusal names its article and leaves nothing."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from cases_road import AT
from old_records import BASE, ORDINARY, RECORDS, page_of, replay

LAWFUL = {  # refusals by the law name their article
    "statement_window_open", "decision_before_notice", "served_before_decision", "out_of_order", "future_day",
    "hearing_after_decision", "outside_range", "certificate_not_valid", "over_simple_limit",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("no json", "{not json", "bad_json"),
        ("a list", "[1]", "not_a_record"),
        ("no id", {**BASE}, "bad_facts"),
        ("no procedure", {**BASE, "id": "X1", "procedure": None}, "procedure_unknown"),
        ("a freeze", {**BASE, "id": "X2", "procedure": "行政强制措施(冻结)"}, "other_procedure_freeze"),
        ("a licence", {**BASE, "id": "XG", "procedure": "行政许可"}, "other_procedure_licence"),
        (
            "on the spot beyond its limit",
            {
                **BASE, "id": "XH", "procedure": "简易程序", "dates": {"decision": "2025-03-05"},
                "penalties": [{"kind": "罚款", "amount_yuan": 5000}],
            },
            "over_simple_limit",
        ),
        ("half a character", '{"id": "X\\ud800", "procedure": "普通程序"}', "bad_facts"),
        ("a long id", {**BASE, "id": "长" * 121}, "bad_facts"),
        ("a text as long as a book", {**BASE, "id": "XI", "facts_summary": "字" * 100_001}, "bad_facts"),
        ("nested past reading", f'{{"id": "XJ", "procedure": "普通程序", "x": {"[" * 900}{"]" * 900}}}', "bad_facts"),
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
        {"party": {"type": "企业", "name": "某", "uscc": "350102100012345"}},
        {"party": {"type": "企业", "name": "某", "uscc": "91350102******H47X"}},
        {"procedure": "一般程序（听证）", "dates": {"decision": "2016-05"}},
        {"penalties": [{"kind": "罚款", "amount_yuan": 10**40}]},
    ],
)
def test_records_of_odd_form_enter_whole(province: None, db: None, odd: dict[str, Any]) -> None:
    record = {**BASE, "id": "ODD", **odd}
    answer = replay(record).to_json()
    assert answer["ok"], answer
    assert page_of(answer["case_code"]).record == record


def test_an_older_registration_number_is_kept_as_printed_and_is_no_key(province: None, db: None) -> None:
    party = {"type": "企业", "name": "某厂", "uscc": "350102100012345"}
    answer = replay({**BASE, "id": "N1", "party": party}).to_json()
    told = page_of(answer["case_code"]).state.facts["party"]
    assert (told["uscc_as_printed"], told["uscc"]) == ("350102100012345", None)
    assert any("18 位" in one["reason"] for one in answer["not_made"])


def test_the_former_name_of_the_ordinary_procedure_enters_by_the_same_road(province: None, db: None) -> None:
    answer = replay({**BASE, "id": "N2", "procedure": "一般程序+复议", "dates": {"decision": "2016-05-03"}}).to_json()
    state = page_of(answer["case_code"]).state
    assert (state.procedure, state.stage) == ("ordinary", "decided")
    assert [one["kind"] for one in state.facts["follow_ups"]] == ["reconsideration"]


def test_when_the_database_goes_the_rest_of_the_file_is_not_answered_for(
    province: None, committed: None, superuser: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import OperationalError, connection

    from minzhifa.cli.replay import main

    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({**BASE, "id": "N3"}), "utf-8")

    def gone(execute: Any, sql: str, *rest: Any) -> Any:
        """The server ends our session just before the act is written."""
        if "INSERT INTO ledger_event" in sql:
            superuser.execute("SELECT pg_terminate_backend(%s)", [mine])
        return execute(sql, *rest)

    connection.ensure_connection()
    mine = connection.connection.info.backend_pid
    with connection.execute_wrapper(gone), pytest.raises(OperationalError):
        main([str(path)])
    connection.close()
    assert capsys.readouterr().out == ""


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


def test_a_penalty_on_the_spot_enters_by_its_own_road(province: None, db: None) -> None:
    fine = [{"kind": "罚款", "amount_yuan": 200}]
    record = {**BASE, "id": "Q1", "procedure": "简易程序", "penalties": fine, "dates": {"decision": "2025-03-05"}}
    state = page_of(replay(record).to_json()["case_code"]).state
    assert (state.procedure, state.stage, state.done["penalize_on_spot"]) == ("summary", "delivered", "2025-03-05")
    assert "notice" not in state.facts
    paid = {**record, "id": "Q2", "dates": {"decision": "2025-03-05", "paid": "2025-03-06"}}
    assert page_of(replay(paid).to_json()["case_code"]).state.stage == "performed"


def test_a_first_offence_spared_names_its_ground(province: None, db: None) -> None:
    days = {"decision": "2025-03-05", "served": "2025-03-06"}
    record = {**BASE, "id": "Q3", "procedure": "不予处罚（首违不罚）", "dates": days}
    state = page_of(replay(record).to_json()["case_code"]).state
    assert (state.procedure, state.stage) == ("no_penalty", "spared_served")
    assert state.facts["no_penalty"]["ground"] == "first"


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
    assert [p["ok"] for p in printed] == [True, True, True, False, False]
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
