"""Reading over the API: cursors, acts, ledger, documents, law."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def test_cursors_walk_every_case_once(api: Any, filing: dict[str, Any]) -> None:
    codes = {api.post("/cases", filing).json()["code"] for _ in range(5)}
    seen: list[str] = []
    cursor = None
    while True:
        page = api.get("/cases", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [item["code"] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 5
    assert set(seen) == codes


def test_a_cursor_we_did_not_make_is_refused(api: Any) -> None:
    answer = api.get("/cases", cursor="bm90LW91cnM")
    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_cursor"


def test_an_act_goes_the_same_way_as_on_the_page(api: Any, filing: dict[str, Any]) -> None:
    code = api.post("/cases", {**filing, "approved": {"person_id": "head-7", "name": "郑某"}}).json()["code"]
    answer = api.post(f"/cases/{code}/actions/serve_decision", {"on": "2026-06-10"})
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert api.post(f"/cases/{code}/actions/no_such_thing", {"on": "2026-06-10"}).json()["code"] == "unknown_action"


def test_two_systems_at_once_the_second_is_told_who_was_faster(api: Any, filing: dict[str, Any]) -> None:
    done = api.post("/cases", filing).json()
    body = {"on": "2026-06-09", "expected_version": done["version"] + 1, "facts": {}}
    answer = api.post(f"/cases/{done['code']}/actions/approve_filing", body)
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale_case"


def test_the_ledger_is_read_with_its_hashes(api: Any, filing: dict[str, Any]) -> None:
    code = api.post("/cases", filing).json()["code"]
    events = api.get(f"/cases/{code}/ledger").json()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert all(len(event["hash"]) == 64 for event in events)


def test_terms_and_surcharge_are_the_same_as_on_the_command_line(api: Any) -> None:
    term = api.get("/law/terms/hearing_request", start="2024-09-27", domain="market")
    assert term.status_code == 200, term.content.decode()
    assert term.json()["due"] == "2024-10-10"
    late = api.get("/law/surcharge", fine="20000", due="2024-10-08", paid_on="2024-10-20").json()
    assert late["amount"] == "7200.00"


def test_an_unknown_year_is_refused_not_guessed(api: Any) -> None:
    answer = api.get("/law/terms/hearing_request", start="2031-09-27", domain="market")
    assert answer.status_code == 422
    assert "2031" in answer.json()["detail"]


def test_the_committed_api_text_is_the_running_one() -> None:
    from minzhifa.api.app import api

    committed = json.loads((ROOT / "docs" / "openapi.json").read_text())
    assert committed == json.loads(json.dumps(api.get_openapi_schema()))
    assert committed["openapi"].startswith("3.1")


def test_the_case_file_is_one_pdf_for_whoever_may_read_the_case(api: Any, filing: dict[str, Any]) -> None:
    code = api.post("/cases", {**filing, "approved": {"person_id": "head-7", "name": "郑某"}}).json()["code"]
    answer = api.get(f"/cases/{code}/file.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert code in answer["Content-Disposition"]
    missing = api.get("/cases/3501-01-2026-0000001-X/file.pdf")
    assert missing.status_code == 404
    assert missing["Content-Type"].startswith("application/problem+json")


def test_lists_of_what_is_not_punished_are_read_by_day_and_field(api: Any) -> None:
    from datetime import date

    from minzhifa.catalog.models import SparingList, SparingListVersion
    from minzhifa.catalog.publishing import open_publishing

    open_publishing(frozenset({"province"}))
    one = SparingList.objects.create(code="SJ-1", kind="first", field="市场监管", field_code="01")
    entry = {
        "key": "1", "violation": "未亮照经营", "matters": ["SCJG-CF-028"], "provisions": [], "conditions": "及时改正",
        "harm": "", "corrected": "ordered", "amount_of": "货值金额", "amount_most": "500.00",
    }  # fmt: skip
    SparingListVersion.objects.create(
        listing=one, number=1, state="approved", shipped=True, effective_from=date(2026, 1, 1), title="某清单",
        organ="某局", months=24, entries=[entry], mark="page", source="某文",
    )  # fmt: skip
    found = api.get("/catalog/sparing", on="2026-06-01", field="01").json()
    assert [(row["code"], row["months"], row["entries"][0]["corrected"]) for row in found] == [("SJ-1", 24, "ordered")]
    assert api.get("/catalog/sparing", on="2025-12-31").json() == []
    assert api.get("/catalog/sparing", field="03").json() == []
