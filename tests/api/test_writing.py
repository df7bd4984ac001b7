"""Officers, subjects and versions of elements, pushed by systems."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from api_tokens import token_for

from minzhifa.catalog.models import Matter, MatterVersion
from minzhifa.org.models import Agency, Certificate

USCC = "91350102MA00000T4Q"
COMPANY = {"kind": "legal_person", "name": "福州嘉禾食品有限公司", "uscc": USCC, "address": "东街1号"}


@pytest.fixture
def as_system(api: Any) -> Callable[..., Any]:
    """The caller with a token of that agency for these scopes."""

    def _as(slug: str, *scopes: str) -> Any:
        api.token = token_for(slug, *scopes)
        return api

    return _as


def put(api: Any, path: str, body: dict[str, Any]) -> Any:
    headers = {"Authorization": f"Bearer {api.token}"}
    return api.client.put(f"/api/v1{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def certificate(province: None, db: None) -> dict[str, Any]:
    agency = Agency.objects.get(slug="market-350102").pk
    return {"agency_id": agency, "name": "测试甲", "valid_from": "2026-06-01", "valid_until": "2031-05-31"}


def test_a_certificate_is_taken_in_as_often_as_it_is_sent(as_system: Any, certificate: dict[str, Any]) -> None:
    system = as_system("market-350102", "org:write")
    first = put(system, "/org/certificates/13010299901", certificate)
    assert (first.status_code, first.json()["outcome"]) == (201, "created")
    again = put(system, "/org/certificates/13010299901", certificate)
    assert (again.status_code, again.json()) == (200, {**first.json(), "outcome": "unchanged"})
    longer = put(system, "/org/certificates/13010299901", {**certificate, "valid_until": "2030-05-31"})
    assert longer.json()["outcome"] == "changed"
    renewed = {**certificate, "valid_from": "2030-06-01", "valid_until": "2035-05-31"}
    assert put(system, "/org/certificates/13010299901", renewed).json()["officer_id"] == first.json()["officer_id"]
    assert Certificate.objects.filter(number="13010299901").count() == 2
    listed = system.get("/org/officers", agency_id=certificate["agency_id"], on="2026-07-01").json()
    assert [row["certificate"] for row in listed if row["name"] == "测试甲"] == ["13010299901"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "测试乙"}, "certificate_of_another", "name"),
        ({"valid_from": "2028-01-01"}, "certificate_overlaps", None),
        ({"valid_until": "2026-01-01"}, None, "valid_until"),
    ],
)
def test_a_contradiction_is_refused_with_its_field(
    as_system: Any, certificate: dict[str, Any], change: dict[str, str], code: str | None, field: str | None
) -> None:
    system = as_system("market-350102", "org:write")
    assert put(system, "/org/certificates/13010299902", certificate).status_code == 201
    answer = put(system, "/org/certificates/13010299902", {**certificate, **change})
    problem = answer.json()
    assert answer.status_code in (409, 422)
    assert answer["Content-Type"].startswith("application/problem+json")
    assert code in (None, problem["code"])
    assert field is None or problem["fields"] == [field]


def test_nobody_pushes_certificates_of_another_agency_or_without_the_scope(
    as_system: Any, certificate: dict[str, Any]
) -> None:
    other = as_system("ecology-350300", "org:write")
    assert put(other, "/org/certificates/13010299903", certificate).status_code in (403, 422)
    assert other.get("/org/officers", agency_id=certificate["agency_id"]).status_code == 404
    reader = as_system("market-350102", "cases:read", "cases:write", "catalog:propose")
    assert put(reader, "/org/certificates/13010299903", certificate).status_code == 403
    assert not Certificate.objects.filter(number="13010299903").exists()


def test_a_subject_is_registered_once_found_and_read_with_its_numbers_masked(as_system: Any) -> None:
    system = as_system("market-350102", "subjects:read", "subjects:write")
    first = system.post("/subjects", COMPANY)
    again = system.post("/subjects", COMPANY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert [row["id"] for row in system.get("/subjects", q="嘉禾食品").json()["items"]] == [first.json()["id"]]
    person = {"kind": "natural_person", "name": "林堃", "id_number": "350102199003071234", "phone": "13800001234"}
    made = system.post("/subjects", person).json()["id"]
    shown = system.get(f"/subjects/{made}").json()
    assert (shown["id_number"], shown["phone"]) == ("350102********1234", "138****1234")
    assert system.get(f"/subjects/{uuid.uuid4()}").status_code == 404


def test_a_place_sent_twice_under_one_key_is_one_place(as_system: Any) -> None:
    system, key = as_system("market-350102", "subjects:write"), uuid.uuid4().hex
    place = {"kind": "place", "name": "湖滨公园东门"}
    answers = [system.post("/subjects", place, key) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 200]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert system.post("/subjects", {**place, "name": "另一处"}, key).status_code == 409


def test_pages_of_subjects_follow_each_other(as_system: Any) -> None:
    system = as_system("market-350102", "subjects:read", "subjects:write")
    names = {f"游标公园{n}号" for n in range(5)}
    for name in names:
        assert system.post("/subjects", {"kind": "place", "name": name}).status_code == 201
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = system.get("/subjects", q="游标公园", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [row["name"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(seen) == sorted(names)


def test_a_wrong_check_digit_and_a_misspelt_field_are_named(as_system: Any) -> None:
    system = as_system("market-350102", "subjects:write")
    wrong = system.post("/subjects", {**COMPANY, "uscc": USCC[:-1] + "9"})
    assert (wrong.status_code, wrong.json()["fields"]) == (422, ["uscc"])
    misspelt = system.post("/subjects", {**COMPANY, "adress": "x"})
    assert misspelt.json()["fields"][0]["field"] == "adress"
    reader = as_system("market-350102", "subjects:read")
    assert reader.post("/subjects", COMPANY).status_code == 403
    assert as_system("market-350102", "cases:read").get("/subjects", q="嘉禾").status_code == 403


@pytest.fixture
def matter(db: None) -> Matter:
    return Matter.objects.create(code="T-API-001", field="市场监管", field_code="01", kind="penalty")


VERSION = {
    "effective_from": "2027-01-01",
    "content": {"name": "对测试行为的处罚", "basis": ["《广告法》第五十五条"], "source": "文本"},
}


def test_a_version_is_proposed_once_by_the_provincial_department(as_system: Any, matter: Matter) -> None:
    path, key = f"/catalog/matter/{matter.code}/versions", uuid.uuid4().hex
    county = as_system("market-350102", "catalog:propose", "catalog:read")
    refused = county.post(path, VERSION)
    assert (refused.status_code, refused.json()["code"]) == (403, "denied")
    system = as_system("market-350000", "catalog:propose", "catalog:read")
    first, again = system.post(path, VERSION, key), system.post(path, VERSION, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert [row["state"] for row in system.get(path).json()] == ["proposed"]
    assert MatterVersion.objects.filter(matter=matter).count() == 1
    bad = system.post(path, {**VERSION, "content": {**VERSION["content"], "colour": "red"}})  # type: ignore[dict-item]
    assert (bad.status_code, bad.json()["fields"]) == (422, ["colour"])
    assert as_system("market-350000", "catalog:read").post(path, VERSION).status_code == 403


def test_a_city_proposes_a_benchmark_of_its_own(as_system: Any, matter: Matter) -> None:
    system = as_system("market-350100", "catalog:propose", "catalog:read")
    grades = [{"grade": "从轻", "factor": "初次", "range": "1000元以下"}]
    body = {
        "code": "FZ-API-1", "agency_id": Agency.objects.get(slug="market-350100").pk, "field": "market",
        "matters": [matter.code], "effective_from": "2027-01-01",
        "content": {"violation": "测试行为", "law": "《广告法》第五十五条", "grades": grades, "source": "本局文件"},
    }  # fmt: skip
    assert system.post("/catalog/benchmarks", body).status_code == 201
    assert system.post("/catalog/benchmarks", body).json()["fields"] == ["code"]
    assert system.get("/catalog/benchmark/FZ-API-1/versions").json()[0]["state"] == "proposed"
    assert system.post("/catalog/benchmarks", {**body, "code": "X-1", "matters": ["NO"]}).json()["fields"] == [
        "matters"
    ]
