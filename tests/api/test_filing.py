"""立案 over the API: the same operations and refusals as the pages, as problem+json, once per key."""

from __future__ import annotations

from typing import Any

from api_tokens import token_for
from django.test import Client


def test_a_filing_is_made_once_and_answers_with_its_case_code(api: Any, filing: dict[str, Any]) -> None:
    first = api.post("/cases", filing, key="filing-0001")
    assert first.status_code == 201, first.content.decode()
    again = api.post("/cases", filing, key="filing-0001")
    assert again.status_code == 200
    assert again.json()["code"] == first.json()["code"]
    assert again.json()["repeated"] is True
    assert first.json()["stage"] == "filing_proposed"


def test_with_the_heads_approval_the_case_is_filed_at_once(api: Any, filing: dict[str, Any]) -> None:
    approved = {**filing, "approved": {"person_id": "head-7", "name": "郑某"}}
    answer = api.post("/cases", approved)
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["stage"] == "investigating"
    detail = api.get(f"/cases/{answer.json()['code']}").json()
    assert any(term["term_id"] == "decision" and term["due"] for term in detail["terms"]), detail["terms"]
    assert any(not offer["allowed"] and offer["why"]["message"] for offer in detail["next"])


def test_who_proposes_does_not_approve_himself(api: Any, filing: dict[str, Any]) -> None:
    own = {"person_id": filing["officers"][0]["officer_id"], "name": "承办人"}
    answer = api.post("/cases", {**filing, "approved": own})
    assert answer.status_code == 422
    assert answer.json()["fields"] == ["approved"]
    assert api.get("/cases").json()["items"] == []


def test_the_same_key_with_other_content_is_a_conflict(api: Any, filing: dict[str, Any]) -> None:
    assert api.post("/cases", filing, key="filing-0002").status_code == 201
    answer = api.post("/cases", {**filing, "cause": "另一个案由"}, key="filing-0002")
    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["code"] == "key_reused"


def test_a_wrong_check_digit_names_the_field_and_leaves_nothing(api: Any, filing: dict[str, Any]) -> None:
    filing["party"]["uscc"] = "91350102MA00000171"
    answer = api.post("/cases", filing)
    assert answer.status_code == 422
    assert any("uscc" in str(field) for field in answer.json()["fields"])
    assert api.get("/cases").json()["items"] == []


def test_one_officer_is_refused_with_the_article(api: Any, filing: dict[str, Any]) -> None:
    filing["officers"] = filing["officers"][:1]
    answer = api.post("/cases", filing)
    assert answer.status_code == 422
    assert "四十二条" in answer.json()["article"]


def test_a_misspelt_field_is_an_error_not_silence(api: Any, filing: dict[str, Any]) -> None:
    answer = api.post("/cases", {**filing, "sumary": "x"})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "sumary"


def test_writing_without_an_idempotency_key_is_refused(api: Any, filing: dict[str, Any]) -> None:
    answer = api.client.post(
        "/api/v1/cases", filing, content_type="application/json", headers={"Authorization": f"Bearer {api.token}"}
    )
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.content.decode()


def test_a_forged_token_gets_401_as_problem_json(api: Any) -> None:
    api.token = api.token[:-2] + "xx"
    answer = api.get("/cases")
    assert answer.status_code == 401
    assert answer.json()["code"] == "unauthenticated"
    assert Client().get("/api/v1/cases").status_code == 401


def test_a_token_without_the_scope_is_denied(api: Any, filing: dict[str, Any]) -> None:
    api.token = token_for("market-350102", "cases:read")
    answer = api.post("/cases", filing)
    assert answer.status_code == 403
    assert "cases:write" in answer.json()["detail"]


def test_another_bureaus_token_does_not_see_the_case(api: Any, filing: dict[str, Any]) -> None:
    code = api.post("/cases", filing).json()["code"]
    assert api.get(f"/cases/{code}").status_code == 200
    api.token = token_for("market-350103")
    assert api.get(f"/cases/{code}").status_code == 404
    assert api.get("/cases").json()["items"] == []


def test_a_lead_that_touches_a_state_secret_is_refused_with_the_offline_way_and_leaves_nothing(
    api: Any, filing: dict[str, Any]
) -> None:
    answer = api.post("/cases", {**filing, "state_secret": True})
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["code"], problem["fields"]) == ("state_secret", ["state_secret"])
    assert "第十六条第一款第（一）项" in problem["article"]
    assert "平台外办理" in problem["detail"]
    assert api.get("/cases").json()["items"] == []


def test_a_lead_that_does_not_answer_whether_it_touches_a_secret_is_not_taken(api: Any, filing: dict[str, Any]) -> None:
    del filing["state_secret"]
    answer = api.post("/cases", filing)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == ["state_secret"]
