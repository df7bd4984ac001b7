"""What no system should send: each gets problem+json in Chinese, and the text of the API names every answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

LATIN = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}")
ROOT = Path(__file__).resolve().parents[2]


def _problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/problem+json")
    body: dict[str, Any] = json.loads(answer.content)
    assert body["status"] == status
    assert body["detail"].endswith("。")
    assert not LATIN.search(body["detail"]), "an English sentence"
    for field in body.get("fields", ()):
        assert isinstance(field, str) or not LATIN.search(field["why"]), field
    return body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/cases/nope", 404), ("/cases/%00", 422), ("/cases?q=%00", 422), ("/cases?limit=0", 422),
        ("/cases?limit=x&opened_from=nope", 422), ("/cases?opened_to=0", 422),
        ("/cases?cursor=AAAA", 422), ("/cases?cursor=WyJhIl0", 422), ("/cases?cursor=%ff%00", 422),
        ("/cases/3501-01-2026-0000014-M/documents/x.pdf", 422), ("/law/terms/tea_break?start=2024-09-27", 422),
        ("/law/surcharge?fine=-1&due=2024-10-08&on=2024-10-20", 422), ("/law/surcharge?fine=x&due=y&on=z", 422),
    ],
)  # fmt: skip
def test_a_bad_address_is_a_problem_in_chinese(api: Any, path: str, status: int) -> None:
    _problem(api.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {api.token}"}), status)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{bad", 400), (b"\xff\xfe", 400), (b"[" * 100_000, 400), (b"[]", 422), (b"{}", 422), (b"null", 422),
        (b'{"agency_id": "x", "on": "2026-02-30", "party": 7, "officers": {}, "strange": 1}', 422),
        (b'{"agency_id": 1, "field": "\\ud800", "on": "2026-06-09", "source_kind": "inspection", "summary": "a"}', 422),
    ],
)  # fmt: skip
def test_a_bad_body_is_a_problem_in_chinese(api: Any, body: bytes, status: int) -> None:
    headers = {"Authorization": f"Bearer {api.token}", "Idempotency-Key": "bad-body-1"}
    _problem(api.client.post("/api/v1/cases", body, content_type="application/json", headers=headers), status)


def test_a_body_that_is_larger_than_the_server_reads_is_refused_by_its_size(api: Any) -> None:
    headers = {"Authorization": f"Bearer {api.token}", "Idempotency-Key": "large-body-1"}
    body = b'{"summary": "' + b"x" * (12 << 20) + b'"}'
    answer = api.client.post("/api/v1/cases", body, content_type="application/json", headers=headers)
    found = _problem(answer, 413)
    assert (found["code"], "12 MB" in found["detail"]) == ("too_large", True)


def test_a_wrong_method_names_the_right_ones(api: Any) -> None:
    answer = api.client.delete("/api/v1/cases", headers={"Authorization": f"Bearer {api.token}"})
    assert _problem(answer, 405)["code"] == "method_not_allowed"
    assert "GET" in answer["Allow"]


def test_without_a_token_or_its_scope_nothing_is_said_of_what_exists(api: Any) -> None:
    assert _problem(api.client.get("/api/v1/cases"), 401)["code"] == "unauthenticated"
    assert _problem(api.get("/subjects", q="某"), 403)["code"] == "denied"


def test_a_fault_of_ours_is_a_problem_too(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import minzhifa.api.cases as faces

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(faces, "case_list", broken)
    api.client.raise_request_exception = False
    body = _problem(api.get("/cases"), 500)
    assert "ZeroDivision" not in json.dumps(body)


def test_the_text_names_every_refusal_as_a_problem_and_every_pdf_as_one() -> None:
    text = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    for path, methods in text["paths"].items():
        for operation in methods.values():
            answers = operation["responses"]
            assert {"401", "403", "422", "503"} <= set(answers), path
            assert ({"400", "413"} <= set(answers)) is ("requestBody" in operation), path
            for status, answer in answers.items():
                kind = "application/problem+json" if status >= "400" else "application/json"
                wanted = "application/pdf" if path.endswith(".pdf") and status == "200" else kind
                assert list(answer["content"]) == [wanted], (path, status)
