"""Letters between agencies over the API: read, taken, objected to, answered; once a key, never across the wall."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from api_tokens import token_for

from minzhifa import clock

CITY = "福州市市场监督管理局"


@pytest.fixture
def code(api: Any, filing: dict[str, Any]) -> str:
    approved = {"person_id": "h1", "name": "林局长"}
    return str(api.post("/cases", {**filing, "approved": approved}).json()["code"])


def act(api: Any, code: str, action: str, facts: dict[str, Any], part: str = "") -> Any:
    body = {"on": clock.today().isoformat(), "facts": facts, "part": part}
    answer = api.post(f"/cases/{code}/actions/{action}", body)
    assert answer.status_code == 200, answer.json()
    return answer.json()


@pytest.fixture
def transfer(api: Any, code: str) -> dict[str, Any]:
    """A transfer that lies with the city's bureau, as its system lists it; the caller is that system from here on."""
    from minzhifa.cases.operations import perform
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    away = {"to": CITY, "ground": "region", "facts": "行为地在市区", "basis": "市监程序第十四条"}
    done = act(api, code, "propose_agency_transfer", {"outgoing": away})
    perform(
        actor=actor_for(fixed("account", "gl_head"), "test"), case_id=uuid.UUID(done["case_id"]), facts={},
        action="approve_agency_transfer", on=clock.today(), at=clock.now(), part="agency_transfer-1",
    )  # fmt: skip
    sent = {"materials": [{"title": "检查笔录", "count": "1份"}], "way": "平台"}
    act(api, code, "send_case_away", {"outgoing_sent": sent}, "agency_transfer-1")
    api.token = token_for("market-350100", "cases:read", "cases:write")  # no head's sight of what is below
    (row,) = api.get("/referrals", state="open").json()
    return dict(row)


def test_a_transfer_is_read_and_taken_once(api: Any, transfer: dict[str, Any], code: str) -> None:
    url = f"/referrals/{transfer['id']}"
    detail = api.get(url).json()
    assert (detail["may_answer"], detail["content"]["outgoing"]["facts"]) == (True, "行为地在市区")
    assert api.get(f"{url}/letter.pdf").content.startswith(b"%PDF")
    assert api.get(f"/cases/{code}").status_code == 404
    first, again = (api.post(f"{url}/accept", {}, "key-of-the-request") for _ in range(2))
    assert (first.status_code, first.json()["state"], first.json()["repeated"]) == (200, "accepted", False)
    assert again.json() == {**first.json(), "repeated": True}
    own = api.get(f"/cases/{first.json()['case_code']}").json()
    assert (own["case"]["stage"], own["facts"]["origin"]["case_code"]) == ("lead", code)
    other = api.post(f"{url}/refuse", {"reason": "异议"})
    assert (other.status_code, other.json()["code"]) == (409, "already_answered")
    api.token = token_for("market-350102")
    part = api.get("/referrals", box="out").json()[0]
    assert (part["state"], part["own_case_code"]) == ("accepted", first.json()["case_code"])


def test_an_objection_names_its_article_when_the_reason_is_missing(api: Any, transfer: dict[str, Any]) -> None:
    url = f"/referrals/{transfer['id']}/refuse"
    assert api.post(url, {"reason": " "}).status_code == 422
    done = api.post(url, {"reason": "行为地在鼓楼"}).json()
    assert done["state"] == "refused"
    api.token = token_for("market-350000")
    (asked,) = api.get("/referrals").json()
    assert (asked["kind"], asked["from_agency_name"]) == ("designation", CITY)
    missing = api.post(f"/referrals/{asked['id']}/designate", {"number": "闽1号", "reason": "多处"})
    assert (missing.status_code, missing.json()["fields"]) == (422, ["agency_id"])
    assert "第十六条" in missing.json()["article"]
    from minzhifa.org.models import Agency

    body = {"agency_id": Agency.objects.get(name=CITY).pk, "number": "闽1号", "reason": "多处"}
    assert api.post(f"/referrals/{asked['id']}/designate", body).json()["state"] == "designated"
    api.token = token_for("market-350100")
    assert api.get(f"/cases/{asked['case_code']}").json()["case"]["agency_name"] == CITY


def test_strangers_neither_see_nor_answer(api: Any, transfer: dict[str, Any]) -> None:
    url = f"/referrals/{transfer['id']}"
    for slug, scopes, codes in (
        ("urban-350102", (), (404, 404)),
        ("market-350100", ("cases:read",), (200, 403)),
        ("market-350100", ("catalog:read",), (403, 403)),
    ):
        api.token = token_for(slug, *scopes)
        assert (api.get(url).status_code, api.post(f"{url}/accept", {}).status_code) == codes


def test_a_request_is_delayed_and_answered(api: Any, code: str) -> None:
    act(api, code, "request_assistance", {"assistance": {"to": CITY, "matters": "核实", "facts": "销售过期食品"}})
    api.token = token_for("market-350100")
    (row,) = api.get("/referrals").json()
    url = f"/referrals/{row['id']}"
    early = api.post(f"{url}/delay", {"until": clock.today().isoformat(), "reason": "数量多"})
    assert (early.status_code, early.json()["fields"]) == (422, ["until"])
    assert api.post(f"{url}/answer", {"result": "whatever", "text": "x"}).status_code == 422
    done = api.post(f"{url}/answer", {"result": "done", "text": "进货200瓶"}).json()
    assert (done["state"], "协复" in done["reply_number"]) == ("answered", True)
    api.token = token_for("market-350102")
    facts = api.get(f"/cases/{code}").json()["facts"]
    assert facts["evidence"][-1]["title"] == f"协助调查复函（{CITY}）"
